// Tables of class "data": sort by a column, look for rows, unfold all quotes, take the rows shown as CSV.
(function () {
  "use strict";

  // Fewer rows are seen at a glance.
  const FEW = 8;
  // A column can be chosen from where it has some values that return: more of them where they are labels.
  const MAX_CHOICES = 20;
  const MAX_LABELS = 60;
  const MAX_LENGTH = 24;
  const MAX_SELECTS = 4;
  const NUMBER = /^[-+]?\d[\d,]*(\.\d+)?%?$/;
  const YEAR = /^(19|20)\d\d$/;
  const PASSAGE = ["原文", "报告", "章节", "页码", "把握"];
  const collator = new Intl.Collator("zh", { numeric: true });

  function make(tag, attributes, parent) {
    const element = document.createElement(tag);
    Object.keys(attributes).forEach(function (name) { element.setAttribute(name, attributes[name]); });
    if (parent) parent.append(element);
    return element;
  }

  function textOf(element) {
    const items = element.querySelectorAll("li");
    if (items.length) return Array.from(items, textOf).join("；");
    const text = element.textContent.replace(/\s+/g, " ").trim();
    return text === "—" ? "" : text;
  }

  // The text of a heading without the sign of its button, of a title without its count.
  function titleOf(element) {
    const copy = element.cloneNode(true);
    copy.querySelectorAll(".count").forEach(function (count) { count.remove(); });
    return textOf(copy);
  }

  // What a cell is sorted by.
  function keyOf(cell) {
    return cell.dataset.key || textOf(cell).split("、")[0];
  }

  function numberOf(key) { return Number(key.replace(/[,%]/g, "")); }

  // The values of a cell one by one: its labels and links, or else its text.
  function valuesOf(cell) {
    const found = Array.from(cell.querySelectorAll("a, .t")).filter(function (one) {
      return !one.parentElement.closest("a, .t");
    });
    return found.length ? found : textOf(cell) ? [cell] : [];
  }

  function Table(table) {
    this.table = table;
    this.body = table.tBodies[0];
    this.rows = Array.from(this.body.rows);
    this.headings = Array.from(table.tHead.rows[table.tHead.rows.length - 1].cells);
    this.selects = [];
    this.texts = null;
    this.repaints = [];
    this.addTools();
    this.headings.forEach(this.addSorting, this);
    this.repaint();
    document.addEventListener("zhijiao-language", this.repaint.bind(this));
  }

  // Says it in the reader's language, now and whenever that changes.
  Table.prototype.saying = function (paint) { this.repaints.push(paint); };

  Table.prototype.repaint = function () {
    this.texts = null;
    this.repaints.forEach(function (paint) { paint(); });
    if (this.count) this.filter();
  };

  Table.prototype.button = function (words, parent, act) {
    const button = make("button", { type: "button" }, parent);
    button.addEventListener("click", act);
    this.saying(function () { button.textContent = window.zhijiao.t(words()); });
    return button;
  };

  Table.prototype.addTools = function () {
    const box = this.table.closest(".scroll") || this.table;
    let tools = box.previousElementSibling;
    if (!tools || !tools.classList.contains("table-tools")) {
      tools = make("div", { class: "table-tools" });
      box.before(tools);
    }
    const controls = make("div", { class: "controls" });
    tools.prepend(controls);
    if (this.rows.length > FEW) this.addFilters(controls);
    const quotes = Array.from(this.body.querySelectorAll("details.quote"));
    const table = this;
    if (quotes.length > 1) {
      const all = this.button(function () {
        return quotes.every(function (one) { return one.open; }) ? "全部收起" : "全部展开";
      }, controls, function () {
        const open = !quotes.every(function (one) { return one.open; });
        quotes.forEach(function (one) { one.open = open; });
        all.textContent = window.zhijiao.t(open ? "全部收起" : "全部展开");
      });
    }
    this.button(function () { return "下载 CSV"; }, controls, function () { table.download(); });
  };

  // Filters

  Table.prototype.addFilters = function (controls) {
    const table = this;
    const input = this.input = make("input", { type: "search", autocomplete: "off", spellcheck: "false" }, controls);
    const update = function () { table.filter(); };
    input.addEventListener("input", update);
    this.saying(function () {
      input.setAttribute("aria-label", window.zhijiao.t("在表中查找"));
      input.placeholder = window.zhijiao.t("在表中查找");
    });
    this.headings.forEach(function (heading, column) {
      if (table.selects.length < MAX_SELECTS) table.addSelect(controls, heading, column, update);
    });
    this.count = make("span", { class: "count", role: "status" }, controls);
  };

  Table.prototype.addSelect = function (controls, heading, column, update) {
    if (heading.classList.contains("why")) return;
    // Each value, told by its Chinese, with one of the elements that say it and the rows in which it stands.
    const values = new Map();
    let uses = 0;
    let labels = true;
    this.rows.forEach(function (row) {
      const cell = row.cells[column];
      if (!cell || cell.querySelector("li")) return;
      valuesOf(cell).forEach(function (one) {
        const text = textOf(one);
        if (!values.has(text)) values.set(text, { element: one, cell: cell, rows: new Set() });
        values.get(text).rows.add(row);
        labels = labels && (one.matches(".t") || one.querySelector(".t") !== null);
        uses += 1;
      });
    });
    const texts = Array.from(values.keys());
    const years = texts.every(function (one) { return YEAR.test(one); });
    if (texts.length < 2 || texts.length > (labels ? MAX_LABELS : MAX_CHOICES) || uses < 2 * texts.length) return;
    if (!labels && (column === 0 || texts.some(function (one) { return one.length > MAX_LENGTH; }))) return;
    if (!years && texts.every(function (one) { return NUMBER.test(one); })) return;
    texts.sort(function (one, other) {
      const first = values.get(one).cell.dataset.key, second = values.get(other).cell.dataset.key;
      if (first && second) return Number(first) - Number(second);
      return years ? Number(other) - Number(one) : collator.compare(one, other);
    });
    const label = make("label", {}, controls);
    const name = make("span", {}, label);
    const select = make("select", { autocomplete: "off" }, label);
    const options = ["", ...texts].map(function (text) { return make("option", { value: text }, select); });
    select.addEventListener("change", update);
    this.saying(function () {
      name.textContent = titleOf(heading);
      options.forEach(function (option) {
        option.textContent = option.value ? textOf(values.get(option.value).element) : window.zhijiao.t("不限");
      });
    });
    this.selects.push({ select: select, values: values });
  };

  Table.prototype.filter = function () {
    if (!this.texts) {
      this.texts = new Map(this.rows.map(function (row) { return [row, row.textContent.toLowerCase()]; }));
    }
    const words = this.input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    this.rows.forEach(function (row) {
      const text = this.texts.get(row);
      const fits = words.every(function (word) { return text.includes(word); })
        && this.selects.every(function (one) {
          return !one.select.value || one.values.get(one.select.value).rows.has(row);
        });
      row.hidden = !fits;
      shown += fits;
    }, this);
    this.count.textContent = window.zhijiao.t("显示 {} / {}", shown, this.rows.length);
  };

  Table.prototype.showAll = function () {
    if (!this.count) return;
    this.input.value = "";
    this.selects.forEach(function (one) { one.select.value = ""; });
    this.filter();
  };

  // Sorting

  Table.prototype.addSorting = function (heading, column) {
    const cell = this.rows[0].cells[column];
    if (heading.classList.contains("why") || this.rows.length < 2 || (cell && cell.querySelector("li"))) return;
    const button = make("button", { type: "button", class: "sort" });
    button.append(...heading.childNodes);
    heading.append(button);
    const table = this;
    button.addEventListener("click", function () { table.sort(heading, column); });
  };

  // Numbers begin with the largest; a third click brings back the order of the page.
  Table.prototype.sort = function (heading, column) {
    const keys = new Map(this.rows.map(function (row) {
      return [row, row.cells[column] ? keyOf(row.cells[column]) : ""];
    }));
    const numbers = Array.from(keys.values()).every(function (one) { return !one || NUMBER.test(one); });
    const ranks = this.rows.some(function (row) {
      return row.cells[column] && row.cells[column].dataset.key && row.cells[column].querySelector(".t");
    });
    const ways = numbers && !ranks ? ["descending", "ascending", ""] : ["ascending", "descending", ""];
    const way = ways[(ways.indexOf(heading.getAttribute("aria-sort") || "") + 1) % ways.length];
    this.headings.forEach(function (one) { one.removeAttribute("aria-sort"); });
    if (way) heading.setAttribute("aria-sort", way);
    const turn = way === "descending" ? -1 : 1;
    const sorted = !way ? this.rows : this.rows.slice().sort(function (one, other) {
      const first = keys.get(one), second = keys.get(other);
      if (!first || !second) return (first ? 0 : 1) - (second ? 0 : 1);
      return turn * (numbers ? numberOf(first) - numberOf(second) : collator.compare(first, second));
    });
    this.body.append(...sorted);
  };

  // CSV

  // A text that a spreadsheet would take for a formula begins with an apostrophe.
  function csvCell(text) {
    const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(text) && !/^[-+]?\d+(\.\d+)?$/.test(text) ? "'" + text : text;
    return /[",\r\n]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
  }

  function sign(place) { return place < 20 ? String.fromCharCode(0x2460 + place) : "(" + (place + 1) + ")"; }

  // The passages of a row in the columns of PASSAGE; several are numbered in each.
  function passagesOf(cell) {
    const found = Array.from(cell.querySelectorAll("blockquote"), function (quote) {
      const source = quote.nextElementSibling;
      const part = function (name) {
        const one = source.querySelector(name);
        return one ? one.textContent : "";
      };
      const percent = part(".sure .v");
      const sure = percent ? (parseFloat(percent) / 100).toFixed(2) : "1.00";
      return [quote.textContent, part("cite"), part(".at"), part(".page .v"), sure];
    });
    return PASSAGE.map(function (_, column) {
      if (found.length < 2) return found.length ? found[0][column] : "";
      return found.map(function (one, place) { return one[column] && sign(place) + one[column]; })
        .filter(Boolean).join("\n");
    });
  }

  Table.prototype.csv = function () {
    const columns = this.headings.map(function (heading, column) { return column; })
      .filter(function (column) { return !this.headings[column].classList.contains("why"); }, this);
    const why = this.headings.findIndex(function (one) { return one.classList.contains("why"); });
    const first = columns.map(function (column) { return titleOf(this.headings[column]); }, this);
    const lines = Array.from(this.body.rows).filter(function (row) { return !row.hidden; }).map(function (row) {
      const texts = columns.map(function (column) { return row.cells[column] ? textOf(row.cells[column]) : ""; });
      return why < 0 ? texts : texts.concat(row.cells[why] ? passagesOf(row.cells[why]) : PASSAGE.map(String));
    });
    const heads = why < 0 ? first : first.concat(PASSAGE.map(function (one) { return window.zhijiao.t(one); }));
    return "\ufeff" + [heads].concat(lines).map(function (line) { return line.map(csvCell).join(",") + "\r\n"; }).join("");
  };

  Table.prototype.download = function () {
    const page = document.querySelector("h1");
    const box = this.table.closest("[aria-label]");
    const names = [page ? titleOf(page) : "", box ? box.getAttribute("aria-label") : ""].filter(Boolean);
    const name = Array.from(new Set(names)).join("-").replace(/[\\/:*?"<>|\s]+/g, "_").slice(0, 80);
    const link = make("a", {
      href: URL.createObjectURL(new Blob([this.csv()], { type: "text/csv;charset=utf-8" })),
      download: (name || "table") + ".csv"
    });
    link.click();
    window.setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  };

  // Goes on to the next page of a table, with the row that is sought.
  function followRow(section) {
    const here = section && section.querySelector(".pager [aria-current]");
    const next = here && here.nextElementSibling;
    if (next) window.location.replace(next.href.split("#")[0] + window.location.hash);
  }

  // A link to a fact shows it, unfolded.
  function showTarget(tables) {
    let name = window.location.hash.slice(1);
    try { name = decodeURIComponent(name); } catch (broken) { return; }
    // "figures.s-…" names a row and the table in which it is: the table may go on on further pages.
    const [, section, wanted] = /^(?:([\w-]+)\.)?(s-.+)$/.exec(name) || ["", "", "", name];
    const row = wanted ? document.getElementById(wanted) : null;
    if (!row && section) followRow(document.getElementById(section));
    const table = row && tables.find(function (one) { return one.rows.includes(row); });
    if (!table) return;
    if (row.hidden) table.showAll();
    row.querySelectorAll("details").forEach(function (one) { one.open = true; });
    row.scrollIntoView({ block: "center" });
  }

  function begin() {
    const tables = Array.from(document.querySelectorAll("table.data")).filter(function (table) {
      return table.tHead && table.tBodies.length === 1 && table.tBodies[0].rows.length;
    }).map(function (table) { return new Table(table); });
    showTarget(tables);
    window.addEventListener("hashchange", function () { showTarget(tables); });
  }

  begin();
})();
