// The card of the node that the reader has chosen: its name, its kind, its neighbours with the modes.
(function () {
  "use strict";

  const whole = zhijiao.whole;
  // Neighbours that a card lists.
  const LISTED = 60;

  function made(name, text, className) {
    const element = document.createElement(name);
    if (text !== undefined) element.textContent = text;
    if (className) element.className = className;
    return element;
  }

  function button(text, act) {
    const element = made("button", text);
    element.type = "button";
    element.addEventListener("click", act);
    return element;
  }

  function neighbour(line, node, acts) {
    const other = whole.other(line, node);
    const item = made("li");
    item.append(button(other.name, () => acts.choose(other)));
    const words = line.modes.map((mode) => zhijiao.t(whole.data.modes[mode].word)).join(zhijiao.t("、"));
    const years = line.years.map((year) => whole.data.years[year]).join(zhijiao.t("、"));
    item.append(made("span", [words, years].filter(Boolean).join(" · "), "soft"));
    return item;
  }

  function ties(node) {
    const partners = node.ties.filter((line) => line.school === node.place).length;
    const words = [];
    if (partners) words.push(zhijiao.t("{} 个合作方", partners));
    if (node.reach) words.push(zhijiao.t("{} 所学校与它合作", node.reach));
    return words.join(zhijiao.t("，"));
  }

  // Fills `box`; `acts` are what buttons do: choose(node), around(node), close().
  whole.showCard = function (box, node, acts) {
    box.hidden = !node;
    if (!node) return;
    const head = made("h2", node.name);
    const tools = made("p", undefined, "whole-acts");
    if (node.href) {
      const link = made("a", zhijiao.t("打开它的页面"));
      link.href = node.href;
      tools.append(link);
    }
    tools.append(button(zhijiao.t("只看它的周围"), () => acts.around(node)));
    tools.append(button(zhijiao.t("关闭"), acts.close));
    const order = node.ties.slice().sort((a, b) => whole.other(b, node).ties.length - whole.other(a, node).ties.length ||
      a.place - b.place);
    const list = made("ul", undefined, "plain");
    order.slice(0, LISTED).forEach((line) => list.append(neighbour(line, node, acts)));
    box.replaceChildren(head, made("p", zhijiao.t(node.look.word) + " · " + ties(node), "soft"), tools, list);
    if (order.length > LISTED) {
      box.append(made("p", zhijiao.t("另有 {} 个没有列出，见它的页面。", order.length - LISTED), "note"));
    }
  };
})();
