// The search box: a combobox that shows what search_names.js finds and opens the page that is chosen.
(function () {
  "use strict";

  var LIMIT = 30;
  // Milliseconds without another key after which names are looked for.
  var REST = 40;

  var zhijiao = window.zhijiao;
  var box = document.querySelector("[data-search]");
  if (!box) return;
  var input = box.querySelector("input");
  var list = box.querySelector("[role=listbox]");
  var status = box.querySelector("[role=status]");

  // "idle" until the reader first comes here, then "loading", "ready" or "failed".
  var state = "idle";
  var found = null;
  var active = -1;
  var moved = false;
  var entered = false;
  var timer = 0;

  function element(tag, name, parts) {
    var made = document.createElement(tag);
    made.className = name;
    made.append.apply(made, parts);
    return made;
  }

  function marked(parts) {
    return parts[1] ? [parts[0], element("mark", "", [parts[1]]), parts[2]] : [parts.join("")];
  }

  function option(hit, place) {
    // Names out of code lists have English.
    var own = hit.place === 0 ? marked(hit.parts) : [hit.coded ? zhijiao.t(hit.name) : hit.name];
    var what = zhijiao.t(hit.kind) + (hit.region ? " · " + hit.region : "");
    var made = element("a", "", [element("span", "name", own), element("span", "what", [what])]);
    if (hit.place > 0) made.append(element("span", "also", [zhijiao.t("又名") + " "].concat(marked(hit.parts))));
    made.id = "hit-" + place;
    made.href = hit.href;
    made.tabIndex = -1;
    made.setAttribute("role", "option");
    return made;
  }

  function activate(place) {
    active = place;
    Array.prototype.forEach.call(list.children, function (one, number) {
      one.setAttribute("aria-selected", String(number === place));
    });
    if (place < 0) { input.removeAttribute("aria-activedescendant"); return; }
    input.setAttribute("aria-activedescendant", list.children[place].id);
    list.children[place].scrollIntoView({ block: "nearest" });
  }

  function message() {
    var all = zhijiao.names && zhijiao.names.complete();
    if (state === "failed") return zhijiao.t("名称没有读到，请看各列表。");
    if (!all && (!found || !found.total)) return zhijiao.t("正在读名称…");
    if (!found.total) return zhijiao.t("没有找到。换一个更短的说法，或者用拼音、拼音首字母试试。");
    var more = all ? "" : " " + zhijiao.t("正在读名称…");
    if (found.total > LIMIT) return zhijiao.t("找到 {} 个，列出前 {} 个。", found.total, LIMIT) + more;
    return zhijiao.t("找到 {} 个。", found.total) + more;
  }

  function close() {
    found = null;
    entered = false;
    list.replaceChildren();
    list.hidden = true;
    status.textContent = "";
    box.classList.remove("open");
    input.setAttribute("aria-expanded", "false");
    activate(-1);
  }

  function show() {
    window.clearTimeout(timer);
    var known = moved && list.children[active] ? list.children[active].href : "";
    found = zhijiao.names ? zhijiao.names.find(input.value, LIMIT) : null;
    if (!input.value.trim()) { close(); return; }
    var hits = found ? found.hits : [];
    list.replaceChildren.apply(list, hits.map(option));
    list.hidden = !hits.length;
    status.textContent = message();
    box.classList.add("open");
    input.setAttribute("aria-expanded", String(hits.length > 0));
    // What the reader moved to stays chosen while more names come in; else Enter opens the first.
    var again = Array.prototype.findIndex.call(list.children, function (one) { return one.href === known; });
    activate(again >= 0 ? again : hits.length ? 0 : -1);
  }

  function wake() {
    if (state !== "idle") return;
    state = "loading";
    var failed = function () { state = "failed"; refresh(); };
    zhijiao.load(box.dataset.names, function () { zhijiao.names.open(refresh, failed); }, failed);
  }

  // Paints anew what is open; nothing pops up by itself.
  function refresh() {
    if (zhijiao.names && zhijiao.names.complete()) state = "ready";
    if (box.classList.contains("open")) show();
    if (entered && state === "ready" && list.children[active]) list.children[active].click();
  }

  function typed(event) {
    // An input method is still at it: what stands in the box is not what is meant yet.
    if (event.isComposing) return;
    wake();
    moved = entered = false;
    window.clearTimeout(timer);
    timer = window.setTimeout(show, REST);
  }

  function step(by) {
    if (!box.classList.contains("open")) { show(); return; }
    var count = list.children.length;
    if (!count) return;
    moved = true;
    activate((active + by + count) % count);
  }

  var KEYS = {
    ArrowDown: function () { step(1); },
    ArrowUp: function () { step(-1); },
    Enter: function () {
      // Whoever is faster than the timer means what was typed last.
      if (!moved) show();
      if (list.children[active]) list.children[active].click();
      // The names are on their way: the first is opened when all are here.
      else entered = state === "loading";
    },
    Escape: function () {
      if (box.classList.contains("open")) close();
      else input.value = "";
    }
  };

  input.addEventListener("input", typed);
  input.addEventListener("compositionend", typed);
  input.addEventListener("focus", function () {
    wake();
    if (input.value) show();
  });
  input.addEventListener("keydown", function (event) {
    if (event.isComposing || event.keyCode === 229 || !Object.hasOwn(KEYS, event.key)) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  // The box keeps the focus while a name is clicked on.
  list.addEventListener("mousedown", function (event) { event.preventDefault(); });
  list.addEventListener("mousemove", function (event) {
    var place = Array.prototype.indexOf.call(list.children, event.target.closest("a"));
    if (place >= 0 && place !== active) { moved = true; activate(place); }
  });
  box.addEventListener("focusout", function (event) {
    if (!box.contains(event.relatedTarget)) { window.clearTimeout(timer); close(); }
  });
  document.addEventListener("zhijiao-language", refresh);
  document.addEventListener("keydown", function (event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    var at = event.target;
    if (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName)) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
  // Someone was faster than this script.
  if (document.activeElement === input) wake();
})();
