// Finds nodes of the picture by characters of their names, and lists them under the box.
(function () {
  "use strict";

  const whole = zhijiao.whole;
  const LISTED = 12;

  // Names that begin with the words first, then those of most lines.
  function hits(words) {
    const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
    if (!wanted.length) return [];
    const found = whole.data.nodes.filter(function (node) {
      const name = node.name.toLowerCase();
      return wanted.every((word) => name.includes(word));
    });
    const begins = (node) => node.name.toLowerCase().startsWith(wanted[0]) ? 1 : 0;
    return found.sort((a, b) => begins(b) - begins(a) || b.ties.length - a.ties.length || a.place - b.place);
  }

  // Watches the box `input`; `list` is filled, `status` says how many; `choose` takes the node chosen.
  whole.find = function (input, list, status, choose) {
    function take(node) {
      list.replaceChildren();
      input.value = node.name;
      choose(node);
    }

    function fill() {
      const found = hits(input.value);
      list.replaceChildren.apply(list, found.slice(0, LISTED).map(function (node) {
        const item = document.createElement("li"), button = document.createElement("button");
        button.type = "button";
        const name = document.createElement("span"), what = document.createElement("span");
        name.textContent = node.name;
        what.textContent = zhijiao.t(node.look.word);
        what.className = "soft";
        button.append(name, " ", what);
        button.addEventListener("click", () => take(node));
        item.append(button);
        return item;
      }));
      status.textContent = input.value.trim() ? zhijiao.t("找到 {} 个", found.length) : "";
    }

    input.addEventListener("input", fill);
    input.addEventListener("keydown", function (event) {
      const first = list.querySelector("button");
      if (event.key === "Escape") { list.replaceChildren(); status.textContent = ""; }
      if (event.key === "Enter" && first) { event.preventDefault(); first.click(); }
      if (event.key === "ArrowDown" && first) { event.preventDefault(); first.focus(); }
    });
    list.addEventListener("keydown", function (event) {
      const item = document.activeElement.closest("li");
      if (event.key === "Escape") { list.replaceChildren(); input.focus(); return; }
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp" || !item) return;
      event.preventDefault();
      const next = event.key === "ArrowDown" ? item.nextElementSibling : item.previousElementSibling;
      (next ? next.querySelector("button") : input).focus();
    });
  };
})();
