// What stands around a network: its legend as switches, filters, tools, and the list that says it in words.
(function () {
  "use strict";

  const ego = zhijiao.ego;
  const made = ego.made;

  // `acts`: changed(), widen(key), fold(key), look(key).
  function Panel(root, state, acts) {
    this.root = root;
    this.state = state;
    this.acts = acts;
    this.mode = root.querySelector("[data-ego=mode]");
    this.year = root.querySelector("[data-ego=year]");
    this.count = root.querySelector("[data-ego=count]");
    this.list = root.querySelector(".ego-list dl");
    this.joined = made("div", undefined, "joined");
    root.querySelector(".ego-list").append(this.joined);
    this.told = null;
    this.legend();
    this.entries = this.listed();
    this.mode.addEventListener("change", () => { state.mode = this.mode.value; acts.changed(); });
    this.year.addEventListener("change", () => { state.year = this.year.value; acts.changed(); });
    root.querySelectorAll("[data-ego-show]").forEach((element) => { element.hidden = false; });
  }

  // Each entry of the legend becomes a switch that takes its kind away and back.
  Panel.prototype.legend = function () {
    this.root.querySelectorAll(".legend [data-look]").forEach(function (entry) {
      const button = made("button");
      button.type = "button";
      button.append.apply(button, Array.from(entry.childNodes));
      button.setAttribute("aria-pressed", "true");
      button.addEventListener("click", () => {
        const off = this.state.off;
        if (!off.delete(entry.dataset.look)) off.add(entry.dataset.look);
        this.acts.changed();
      });
      entry.append(button);
    }, this);
  };

  // The entries that the page was written with, each with a button that widens.
  Panel.prototype.listed = function () {
    const entries = [];
    this.list.querySelectorAll("li").forEach(function (item) {
      const link = item.querySelector("a");
      const key = link && ego.keyOf(link);
      if (!key) return;
      const group = item.closest("[data-mode]");
      item.append(" ", this.button(key, link.textContent));
      this.follow(item, key);
      entries.push({ item: item, key: key, mode: group.dataset.mode, group: group });
    }, this);
    return entries;
  };

  Panel.prototype.button = function (key, name) {
    const open = this.state.widened(key);
    const button = made("button", zhijiao.t(open ? "收起" : "展开"), "wide");
    button.type = "button";
    button.setAttribute("aria-label", zhijiao.t(open ? "收起 {}" : "展开 {}", name));
    button.addEventListener("click", () => {
      if (this.state.widened(key)) this.acts.fold(key); else this.acts.widen(key);
    });
    return button;
  };

  // The node of an entry is shown while the entry has the pointer or the focus.
  Panel.prototype.follow = function (item, key) {
    ["pointerenter", "focusin"].forEach((kind) => item.addEventListener(kind, () => this.acts.look(key)));
    ["pointerleave", "focusout"].forEach((kind) => item.addEventListener(kind, () => this.acts.look(null)));
  };

  function choose(select, values, every, label) {
    const value = select.value;
    const options = [["", zhijiao.t(every)]].concat(values.map((one) => [one, label(one)]));
    select.replaceChildren.apply(select, options.map(function (pair) {
      const option = made("option", pair[1]);
      option.value = pair[0];
      return option;
    }));
    select.value = value;
  }

  // Brings everything up to the state; `shown` is what the picture shows.
  Panel.prototype.refresh = function (shown) {
    const state = this.state;
    const ties = state.ties();
    const unique = (lists) => Array.from(new Set([].concat.apply([], lists)));
    choose(this.mode, unique(ties.map((tie) => tie.modes)), "各种方式", (mode) => zhijiao.t(mode));
    choose(this.year, unique(ties.map((tie) => tie.years)).sort(), "各年", String);
    this.mode.value = state.mode;
    this.year.value = state.year;
    const looks = new Set(Array.from(state.nodes().values()).map((one) => one.look));
    this.root.querySelectorAll(".legend [data-look]").forEach(function (entry) {
      entry.hidden = !looks.has(entry.dataset.look);
      entry.querySelector("button").setAttribute("aria-pressed", String(!state.off.has(entry.dataset.look)));
    });
    const act = (name) => this.root.querySelector("[data-act=" + name + "]");
    act("back").disabled = !state.steps.length;
    act("more").disabled = !state.missing(state.first);
    this.say(shown);
    this.words(shown);
  };

  // The number of lines, and what the last act could not do.
  Panel.prototype.say = function (shown) {
    const count = zhijiao.t("图中 {} 个，{} 条线", shown.members.length, shown.ties.length);
    this.count.textContent = this.told ? count + "；" + zhijiao.t.apply(null, this.told) : count;
  };

  Panel.prototype.words = function (shown) {
    const state = this.state;
    const used = new Map();
    this.entries.forEach(function (entry) {
      const listed = state.lists(entry.key, entry.mode);
      entry.item.hidden = !listed;
      used.set(entry.group, used.get(entry.group) || listed);
      const old = entry.item.querySelector("button");
      const fresh = this.button(entry.key, entry.item.querySelector("a").textContent);
      if (old.textContent !== fresh.textContent) {
        const focused = old === document.activeElement;
        old.replaceWith(fresh);
        if (focused) fresh.focus();
      }
    }, this);
    used.forEach((listed, group) => { group.hidden = !listed; });
    this.widened(new Set(shown.members.map((one) => one.key)), shown.ties);
  };

  // What joined by widening, under the name of the thing by which it came.
  Panel.prototype.widened = function (keys, ties) {
    const nodes = this.state.nodes();
    const groups = new Map();
    this.state.steps.forEach(function (step) {
      groups.set(step.of, (groups.get(step.of) || []).concat(step.nodes.filter((one) => keys.has(one.key))));
    });
    const focused = document.activeElement && document.activeElement.closest(".joined li, .joined dt");
    const kept = focused ? focused.dataset.key : null;
    const list = made("dl");
    groups.forEach(function (members, key) {
      const head = made("dt", zhijiao.t("由{}展开", nodes.get(key).name));
      head.dataset.key = key;
      head.append(" ", made("span", String(members.length), "count"), " ", this.button(key, nodes.get(key).name));
      const items = made("ul", undefined, "plain");
      members.forEach((one) => items.append(this.item(one, ties.find((tie) =>
        (tie.one === key && tie.other === one.key) || (tie.other === key && tie.one === one.key)))));
      const body = made("dd");
      body.append(items);
      list.append(head, body);
    }, this);
    this.joined.replaceChildren.apply(this.joined, groups.size ? [list] : []);
    const again = kept && Array.from(this.joined.querySelectorAll("[data-key]")).find((one) => one.dataset.key === kept);
    if (again) again.querySelector("button").focus();
  };

  Panel.prototype.item = function (member, tie) {
    const item = made("li");
    item.dataset.key = member.key;
    const page = ego.page(member.key);
    const name = made(page ? "a" : "span", member.name);
    if (page) name.href = page;
    const words = tie ? (tie.word ? zhijiao.t(tie.word) : tie.modes.map((mode) => zhijiao.t(mode)).join("、")) : "";
    item.append(name, " ", made("span", words, "soft"), " ", this.button(member.key, member.name));
    this.follow(item, member.key);
    return item;
  };

  ego.Panel = Panel;
})();
