// Finds schools, partners and majors by any of their names. The index stands in the page as JSON.
(function () {
  "use strict";

  var LIMIT = 30;
  var box = document.querySelector("[data-search]");
  if (!box) return;
  var input = box.querySelector("input");
  var list = box.querySelector(".hits");
  var status = box.querySelector("[role=status]");
  var idle = status.textContent;

  function plain(text) {
    return text.normalize("NFKC").toLowerCase().replace(/[\s\p{P}]/gu, "");
  }

  // Each entry: name, other names, word for the kind, link.
  var index = JSON.parse(document.getElementById("names").textContent).map(function (entry) {
    return {
      name: entry[0], others: entry[1], kind: entry[2], href: entry[3],
      keys: [entry[0]].concat(entry[1]).map(plain)
    };
  });

  // 0: the name itself, 1: its beginning, 2: inside it; other names come after names. -1: no match.
  function rank(entry, wanted) {
    var best = null;
    entry.keys.forEach(function (key, place) {
      var at = key.indexOf(wanted);
      if (at < 0) return;
      var score = (key === wanted ? 0 : at === 0 ? 2 : 4) + (place > 0 ? 1 : 0);
      if (!best || score < best.score) best = { score: score, place: place };
    });
    return best;
  }

  function find(text) {
    var wanted = plain(text);
    if (!wanted) return null;
    var hits = [];
    index.forEach(function (entry, order) {
      var match = rank(entry, wanted);
      if (match) hits.push({ entry: entry, score: match.score, place: match.place, order: order });
    });
    hits.sort(function (a, b) { return a.score - b.score || a.order - b.order; });
    return hits;
  }

  function element(tag, text, name) {
    var made = document.createElement(tag);
    made.textContent = text;
    if (name) made.className = name;
    return made;
  }

  function show() {
    list.textContent = "";
    var hits = find(input.value);
    if (!hits) {
      status.textContent = idle;
      return;
    }
    hits.slice(0, LIMIT).forEach(function (hit) {
      var link = element("a", "");
      link.href = hit.entry.href;
      link.append(element("span", hit.entry.name), element("span", hit.entry.kind, "soft"));
      if (hit.place > 0) link.append(element("span", "又名 " + hit.entry.others[hit.place - 1], "also"));
      var item = document.createElement("li");
      item.append(link);
      list.append(item);
    });
    status.textContent = !hits.length ? "没有找到。换一个更短的说法试试。"
      : hits.length > LIMIT ? "找到 " + hits.length + " 个，列出前 " + LIMIT + " 个。"
      : "找到 " + hits.length + " 个。";
  }

  input.addEventListener("input", show);
  input.addEventListener("keydown", function (event) {
    var first = list.querySelector("a");
    if (event.isComposing || !first) return;
    if (event.key === "Enter") first.click();
    if (event.key === "ArrowDown") { event.preventDefault(); first.focus(); }
  });
  if (input.value) show();
})();
