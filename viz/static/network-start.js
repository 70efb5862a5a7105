// Starts the network of a page: a click opens, a double click widens, a tap shows a card with both.
(function () {
  "use strict";

  const ego = zhijiao.ego;
  const NARROW = 560;
  // A second click may follow within this many milliseconds.
  const PATIENCE = 260;
  // A pointer that rests on a node for so many milliseconds asks what it is.
  const REST = 180;
  // A pointer that moved farther has dragged the picture.
  const STILL = 6;

  function start(root) {
    const surroundings = ego.known(root.dataset.key);
    if (!surroundings) return;
    const figure = root.querySelector("figure");
    const canvas = figure.querySelector(".canvas");
    const looks = new Map(Array.from(root.querySelectorAll(".legend [data-look]"), (entry) => [entry.dataset.look, {
      word: entry.dataset.word, shape: entry.dataset.shape, colour: entry.dataset.colour
    }]));
    canvas.hidden = false;
    const state = new ego.State(surroundings, canvas.clientWidth < NARROW);
    const labels = root.querySelector("[data-ego=labels]");
    const title = figure.querySelector("[data-ego=name]");
    const view = new ego.View(canvas, looks, state);
    const card = new ego.Card(figure.querySelector(".ego-card"), view, { widen: widen, fold: fold });
    const panel = new ego.Panel(root, state, {
      changed: changed, widen: widen, fold: fold, look: (key) => view.look(key)
    });

    function changed(told, keys) {
      panel.told = told || null;
      card.hide();
      view.refresh();
      if (keys) view.reveal(keys); else view.fit();
      panel.refresh({ members: Array.from(view.members.values()), ties: view.ties });
    }

    function widen(key) {
      if (!state.nodes().has(key)) state.widen(surroundings, key);
      ego.ask(key, function (around) {
        const added = state.widen(around);
        const told = added > 0 ? ["展开了 {} 个", added] : added < 0 ? ["图中放不下更多，可以先收起一些"] : ["它的合作都在图上了"];
        changed(told, added > 0 ? state.latest() : null);
      }, () => changed(["它的合作都在图上了"]));
    }

    function fold(key) {
      state.fold(key);
      changed();
    }

    const acts = {
      in: () => view.zoom(1.35),
      out: () => view.zoom(1 / 1.35),
      fit: () => view.fit(),
      more: () => widen(state.centre),
      back: () => { state.back(); changed(); },
      reset: () => { state.reset(); changed(); },
      png: () => ego.savePng(view, title.textContent, file()),
      svg: () => ego.saveSvg(view, title.textContent, file())
    };
    root.querySelectorAll("[data-act]").forEach(function (button) {
      button.addEventListener("click", function () {
        card.hide();
        acts[button.dataset.act]();
      });
    });

    function file() { return root.dataset.key.split("/").pop(); }

    function manyLabels() { view.labels = labels.checked; view.network.redraw(); }
    labels.checked = surroundings.ties.length <= 12;
    labels.addEventListener("change", manyLabels);
    manyLabels();

    pointer(canvas, view, card, widen);

    const fresh = () => { view.repaint(); if (!card.chosen) card.hide(); };
    document.addEventListener("zhijiao-theme", fresh);
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", fresh);
    document.addEventListener("zhijiao-language", () => changed());
    let width = canvas.clientWidth;
    new ResizeObserver(function () {
      // A picture that is not shown has no width.
      if (canvas.clientWidth && canvas.clientWidth !== width) { width = canvas.clientWidth; card.hide(); view.fit(); }
    }).observe(canvas);
    changed();
    // Tests and curious readers reach the drawing through its element.
    root.view = view;
  }

  // What the pointer does in the picture.
  function pointer(canvas, view, card, widen) {
    let down = { x: 0, y: 0, type: "mouse" };
    let waiting = 0;
    let passing = 0;

    function open(node, aside) {
      const page = ego.page(node.key);
      if (!page || node.key === view.state.centre) { card.show(node, true); return; }
      if (aside) window.open(page, "_blank", "noopener");
      else window.location.assign(page);
    }

    canvas.addEventListener("pointerdown", function (event) {
      down = { x: event.clientX, y: event.clientY, type: event.pointerType };
    }, true);
    canvas.addEventListener("pointermove", function (event) {
      if (event.pointerType !== "mouse") return;
      if (event.buttons) { card.hide(); return; }
      const node = view.at(event.clientX, event.clientY);
      canvas.style.cursor = node ? "pointer" : "";
      view.look(node ? node.key : null);
      if (card.chosen || (node && card.key === node.key)) return;
      window.clearTimeout(passing);
      card.hide();
      if (node) passing = window.setTimeout(() => card.show(node, false), REST);
    });
    canvas.addEventListener("pointerleave", function () {
      view.look(null);
      window.clearTimeout(passing);
      if (!card.chosen) card.hide();
    });
    canvas.addEventListener("click", function (event) {
      window.clearTimeout(waiting);
      window.clearTimeout(passing);
      if (Math.hypot(event.clientX - down.x, event.clientY - down.y) > STILL) return;
      const node = view.at(event.clientX, event.clientY);
      if (!node) { card.hide(); view.look(null); return; }
      if (down.type !== "mouse") {
        view.look(node.key);
        card.show(node, true);
      } else if (event.detail < 2) {
        const aside = event.ctrlKey || event.metaKey;
        waiting = window.setTimeout(() => open(node, aside), PATIENCE);
      }
    });
    canvas.addEventListener("dblclick", function (event) {
      window.clearTimeout(waiting);
      const node = view.at(event.clientX, event.clientY);
      if (node && down.type === "mouse") widen(node.key);
    });
  }

  document.querySelectorAll(".ego[data-key]").forEach(start);
})();
