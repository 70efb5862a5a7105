// The page of the network of everything: choices, the picture, the card, and the view in the address.
(function () {
  "use strict";

  const whole = zhijiao.whole;
  const box = document.querySelector("[data-whole]");
  if (!box || !whole || !whole.data) return;
  const at = (name) => box.querySelector("[data-whole-" + name + "]");
  const selects = { show: at("show"), region: at("region"), mode: at("mode"), kind: at("kind"), year: at("year") };
  // With more lines than these the page opens with the partners of most schools.
  const MANY = 1500;
  const frame = at("frame"), card = at("card"), status = at("status");
  const view = { show: "shared", region: "", mode: "", kind: "", year: "", around: null };
  let chosen = null, picture = null;

  function option(value, text) {
    const made = document.createElement("option");
    made.value = value;
    made.textContent = text;
    return made;
  }

  // The options of all selects, in the reader's language; names of regions stay Chinese.
  function options() {
    const t = zhijiao.t, data = whole.data;
    const depth = (area) => area.outer < 0 ? 0 : 1 + depth(data.areas[area.outer]);
    const rows = {
      show: [["top", t("学校最多的 100 个合作方")], ["shared", t("几所学校共同的合作方")], ["all", t("所有合作方")]],
      region: data.areas.map((one) => [one.code, "\u3000".repeat(depth(one)) + one.name]),
      mode: data.modes.map((one) => [one.code, t(one.word)]),
      kind: data.looks.map((one) => [one.key, t(one.word)]),
      year: data.years.map((one) => [one, one])
    };
    Object.keys(selects).forEach(function (name) {
      const made = rows[name].map((row) => option(row[0], row[1]));
      if (name !== "show") made.unshift(option("", t("全部")));
      selects[name].replaceChildren.apply(selects[name], made);
      selects[name].value = view[name];
      selects[name].closest("label").hidden = rows[name].length < 2;
    });
  }

  function count(found) {
    const schools = found.nodes.filter((node) => node.school).length;
    status.textContent = zhijiao.t("图中 {} 所学校、{} 个合作方、{} 条连线。", schools, found.nodes.length - schools,
      found.lines.length) + (view.around ? zhijiao.t("只有{}的周围。", view.around.name) : "");
    at("all").hidden = !view.around;
    at("empty").hidden = found.nodes.length > 0;
  }

  function remember() {
    const words = new URLSearchParams();
    Object.keys(selects).forEach(function (name) {
      if (view[name] && !(name === "show" && view.show === start.show)) words.set(name, view[name]);
    });
    if (view.around) words.set("around", view.around.name);
    if (chosen) words.set("node", chosen.name);
    const hash = words.toString();
    window.history.replaceState(null, "", hash ? "#" + hash : window.location.pathname + window.location.search);
  }

  function draw() {
    const found = whole.shown(view);
    if (chosen && !found.nodes.includes(chosen)) { chosen = null; picture.choose(null); }
    picture.show(found);
    if (chosen) picture.choose(chosen);
    count(found);
    whole.showCard(card, chosen, acts);
  }

  function choose(node) {
    chosen = node;
    // Who asks for a node that is not in the picture sees what is around it.
    if (node && !picture.found.nodes.includes(node)) {
      view.around = node;
      draw();
    }
    picture.choose(node);
    if (node) picture.fly(node);
    whole.showCard(card, node, acts);
    remember();
  }

  const acts = {
    choose: choose,
    close: () => choose(null),
    around: function (node) {
      view.around = node;
      chosen = node;
      draw();
      remember();
    }
  };

  function read() {
    const words = new URLSearchParams(window.location.hash.slice(1));
    const named = (name) => whole.data.nodes.find((node) => node.name === words.get(name)) || null;
    Object.keys(selects).forEach(function (name) { view[name] = words.get(name) || start[name]; });
    view.around = named("around");
    chosen = null;
    options();
    draw();
    if (named("node")) choose(named("node"));
  }

  function save() {
    picture.png(function (blob) {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = "network.png";
      link.click();
      window.setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    });
  }

  const KEYS = {
    ArrowLeft: () => picture.move(-0.1, 0), ArrowRight: () => picture.move(0.1, 0), ArrowUp: () => picture.move(0, -0.1),
    ArrowDown: () => picture.move(0, 0.1), "+": () => picture.zoom(1 / 1.5), "=": () => picture.zoom(1 / 1.5),
    "-": () => picture.zoom(1.5), "0": () => picture.reset(), Escape: () => choose(null)
  };

  function listen() {
    Object.keys(selects).forEach((name) => selects[name].addEventListener("change", function () {
      view[name] = selects[name].value;
      draw();
      remember();
    }));
    at("all").addEventListener("click", function () { view.around = null; draw(); remember(); });
    at("in").addEventListener("click", () => picture.zoom(1 / 1.5));
    at("out").addEventListener("click", () => picture.zoom(1.5));
    at("fit").addEventListener("click", () => picture.reset());
    at("save").addEventListener("click", save);
    whole.find(at("find"), at("hits"), at("found"), choose);
    frame.addEventListener("keydown", function (event) {
      if (!KEYS[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      KEYS[event.key]();
    });
    const node = (event) => whole.data.nodes[Number(event.node)];
    picture.sigma.on("clickNode", (event) => choose(node(event)));
    picture.sigma.on("clickStage", () => chosen && choose(null));
    picture.sigma.on("doubleClickNode", function (event) {
      event.preventSigmaDefault();
      if (node(event).href) window.location.assign(node(event).href);
    });
    picture.sigma.on("enterNode", () => frame.classList.add("over"));
    picture.sigma.on("leaveNode", () => frame.classList.remove("over"));
    window.addEventListener("hashchange", read);
    document.addEventListener("zhijiao-language", function () { options(); count(picture.found); whole.showCard(card, chosen, acts); });
    const repaint = () => picture.repaint();
    document.addEventListener("zhijiao-theme", repaint);
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
  }

  function webgl() {
    const canvas = document.createElement("canvas");
    return Boolean(window.zhijiaoSigma && (canvas.getContext("webgl2") || canvas.getContext("webgl")));
  }

  // The view of a page that is just opened: what tells something, and not more than can be seen.
  function opening() {
    const shared = whole.data.lines.filter((line) => whole.data.nodes[line.partner].reach > 1).length;
    return shared > MANY ? "top" : shared ? "shared" : "all";
  }

  const start = { show: opening(), region: "", mode: "", kind: "", year: "" };
  if (!webgl()) { at("none").hidden = false; return; }
  at("picture").hidden = false;
  picture = new whole.Picture(frame);
  listen();
  read();
  whole.picture = picture;
  whole.view = view;
  box.dataset.ready = "";
})();
