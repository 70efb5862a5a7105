// A card at a node: its name, its kind, how it is tied, and what can be done with it.
(function () {
  "use strict";

  const ego = zhijiao.ego;

  function made(name, text, className) {
    const element = document.createElement(name);
    if (text !== undefined) element.textContent = text;
    if (className) element.className = className;
    return element;
  }

  // `box` holds the card; `acts` are what its buttons do: widen(key), fold(key).
  function Card(box, view, acts) {
    this.box = box;
    this.view = view;
    this.acts = acts;
    this.key = null;
  }

  // Shows the card of a node; with buttons where it was chosen, without where it is only passed over.
  Card.prototype.show = function (node, chosen) {
    const t = zhijiao.t;
    this.key = node.key;
    this.chosen = chosen;
    const look = this.view.looks.get(node.look);
    const lines = [made("strong", node.name), made("span", t(look.word), "soft")];
    this.view.tiesOf(node.key).slice(0, 3).forEach(function (tie) {
      const other = this.view.members.get(tie.one === node.key ? tie.other : tie.one);
      const words = tie.word ? t(tie.word) : tie.modes.map((mode) => t(mode)).join("、");
      const years = tie.years.length ? t("（{} 年报告）", tie.years.join("、")) : "";
      const near = other.key === this.view.state.centre;
      lines.push(made("span", (near ? "" : t("与{}：", other.name)) + words + years));
    }, this);
    if (node.others) {
      const pattern = node.others >= 50 ? "也与另外 {} 所以上学校合作" : "也与另外 {} 所学校合作";
      lines.push(made("span", t(pattern, node.others)));
    }
    if (chosen) lines.push(this.buttons(node));
    this.box.replaceChildren.apply(this.box, lines);
    this.box.classList.toggle("chosen", chosen);
    this.box.hidden = false;
    this.place();
  };

  Card.prototype.buttons = function (node) {
    const row = made("span", undefined, "ego-acts");
    const page = ego.page(node.key);
    if (page && node.key !== this.view.state.centre) {
      const link = made("a", zhijiao.t("打开"));
      link.href = page;
      row.append(link);
    }
    const wide = made("button", zhijiao.t("展开"));
    wide.type = "button";
    wide.addEventListener("click", () => this.acts.widen(node.key));
    row.append(wide);
    if (this.view.state.widened(node.key)) {
      const fold = made("button", zhijiao.t("收起"));
      fold.type = "button";
      fold.addEventListener("click", () => this.acts.fold(node.key));
      row.append(fold);
    }
    return row;
  };

  // Beside its node, within the picture.
  Card.prototype.place = function () {
    const at = this.view.spot(this.key);
    if (!at) { this.hide(); return; }
    const room = this.view.canvas.clientWidth - this.box.offsetWidth - 8;
    this.box.style.left = Math.max(4, Math.min(room, at.x + 12)) + "px";
    const above = at.y + 16 + this.box.offsetHeight > this.view.canvas.clientHeight && at.y > this.box.offsetHeight + 20;
    this.box.style.top = Math.max(4, above ? at.y - this.box.offsetHeight - 14 : at.y + 16) + "px";
  };

  Card.prototype.hide = function () {
    this.key = null;
    this.chosen = false;
    this.box.hidden = true;
  };

  ego.Card = Card;
  ego.made = made;
})();
