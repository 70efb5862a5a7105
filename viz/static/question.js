// The page of a query: fields for its parameters, and its text and command with their values. The values stand
// in the page's address, as #school=…&year=2020, so that a table can lead to the query behind it.
(function () {
  "use strict";

  var t = window.zhijiao.t;
  var data = JSON.parse(document.getElementById("question").textContent);
  var parameters = new Map(data.parameters.map(function (one) { return [one.name, one]; }));
  var fields = new Map();

  // The values that the address gives, by name; a name that is not the query's, or a broken value, is told.
  function addressed() {
    var values = new Map();
    var faults = [];
    location.hash.slice(1).split("&").filter(Boolean).forEach(function (pair) {
      var name = pair.split("=", 1)[0];
      var value;
      try {
        value = decodeURIComponent(pair.slice(name.length + 1));
      } catch (error) {
        faults.push([name, ["网址里的值 {} 读不出来", pair]]);
        return;
      }
      if (parameters.has(name)) values.set(name, value);
      else faults.push([name, ["这个查询没有参数 {}", name]]);
    });
    return { values: values, faults: faults };
  }

  function written(values) {
    return Array.from(values, function (pair) { return pair[0] + "=" + encodeURIComponent(pair[1]); }).join("&");
  }

  function quoted(word) {
    return /^[\p{L}\p{N}_@%+=:,./-]+$/u.test(word) ? word : "'" + word.replaceAll("'", "'\\''") + "'";
  }

  function command(values) {
    var words = ["zhijiao", "query", data.name];
    values.forEach(function (value, name) {
      // What begins with a hyphen would be taken for an option.
      if (value.startsWith("-")) words.push(quoted("--" + name + "=" + value));
      else words.push("--" + name, quoted(value));
    });
    return words.join(" ");
  }

  // The text with these blocks by parameter; what depends on a parameter without one is left out.
  function textWith(blocks) {
    return data.pieces.filter(function (piece) { return !piece[0] || blocks.has(piece[0]); })
      .map(function (piece) { return piece[1] + (piece[2] ? blocks.get(piece[2]) : ""); }).join("");
  }

  function show(values, faults) {
    var blocks = new Map();
    var given = new Map();
    var told = faults.slice();
    parameters.forEach(function (parameter, name) {
      var value = (values.get(name) || "").trim();
      var read = value ? window.zhijiao.readValue(parameter, value) : null;
      if (read && read.fault) told.push([name, read.fault]);
      else if (value) given.set(name, value);
      if (read && read.name) told.push([name, ["{} 是谁要在图谱里查：命令里有它，文字里没有；写成 IRI 就能放进文字", value]]);
      var found = read && read.terms ? read : parameter.default && window.zhijiao.readValue(parameter, parameter.default);
      if (found && found.terms && parameter.block) {
        blocks.set(name, parameter.block[0] + found.terms.join(" ") + parameter.block[1]);
      }
    });
    document.querySelector("#text code").textContent = textWith(blocks);
    document.querySelector("#line code").textContent = command(given);
    var asked = written(given);
    var live = document.getElementById("live");
    live.dataset.served = "queries/" + data.name + (asked ? "?" + asked : "");
    if (live.hasAttribute("href")) live.href = window.zhijiao.root + live.dataset.served;
    var place = document.getElementById("faults");
    if (place) {
      place.replaceChildren.apply(place, told.map(function (one) {
        var line = document.createElement("span");
        line.textContent = one[0] + "：" + t.apply(null, one[1]);
        return line;
      }));
    }
  }

  function current() {
    var values = new Map();
    fields.forEach(function (field, name) { if (field.value.trim()) values.set(name, field.value); });
    return values;
  }

  function fromAddress() {
    var found = addressed();
    fields.forEach(function (field, name) {
      var value = found.values.get(name) || "";
      // Several codes, or a label, may stand in an address: they stay what they are.
      if (field.options && !Array.from(field.options).some(function (one) { return one.value === value; })) {
        field.append(new Option(value, value));
      }
      field.value = value;
    });
    show(found.values, found.faults);
  }

  function fromFields() {
    var asked = written(current());
    history.replaceState(null, "", asked ? "#" + asked : location.pathname + location.search);
    show(current(), []);
  }

  function makeField(cell) {
    var name = cell.dataset.value;
    var parameter = parameters.get(name);
    var field = document.createElement(parameter.codes.length ? "select" : "input");
    if (parameter.codes.length) {
      field.append(new Option("", ""));
      parameter.codes.forEach(function (one) { field.append(new Option("", one[0])); });
    } else {
      field.placeholder = parameter.default;
      field.autocomplete = "off";
      field.spellcheck = false;
    }
    field.setAttribute("aria-label", name);
    field.addEventListener("input", fromFields);
    cell.append(field);
    fields.set(name, field);
  }

  function nameChoices() {
    fields.forEach(function (field, name) {
      parameters.get(name).codes.forEach(function (one, place) {
        if (field.options) field.options[place + 1].textContent = t(one[1]) + " " + one[0];
      });
    });
  }

  function copy(button) {
    var text = document.querySelector("#" + button.dataset.copy + " code");
    // A page from disk may not be let to the clipboard; what is marked can be copied by hand.
    function mark() { window.getSelection().selectAllChildren(text); }
    if (!navigator.clipboard) { mark(); return; }
    navigator.clipboard.writeText(text.textContent).then(function () {
      button.dataset.done = "yes";
      window.setTimeout(function () { delete button.dataset.done; }, 1500);
    }, mark);
  }

  document.querySelectorAll("[data-value]").forEach(function (cell) {
    cell.hidden = false;
    if (cell.dataset.value) makeField(cell);
  });
  document.querySelectorAll(".acts").forEach(function (one) { one.hidden = false; });
  document.querySelectorAll("[data-copy]").forEach(function (button) {
    button.addEventListener("click", function () { copy(button); });
  });
  nameChoices();
  fromAddress();
  window.addEventListener("hashchange", fromAddress);
  document.addEventListener("zhijiao-language", function () { nameChoices(); fromAddress(); });
})();
