// The page of a query: from what a reader writes for a parameter to terms of SPARQL.
// The rules are those of queries/parameters.py and queries/binding.py; a value is written by the grammar or
// refused, and no text becomes a piece of a query.
(function () {
  "use strict";

  var IRI = /^[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|\\^`\x7f]+$/;
  var ADDRESS = /^<?(?:https?:\/\/|urn:)/i;
  var INTEGER = /^[+-]?[0-9]{1,18}$/;
  var YEARS = /^([0-9]{4})(?:\s*(?:-|–|—|~|～|至|到|\.\.)\s*([0-9]{4}))?$/;
  var BETWEEN = /[,，、;；]/;
  var LONGEST = 1000;
  var MOST_YEARS = 200;
  var ESCAPES = { "\\": "\\\\", "\"": "\\\"", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f" };

  function terms(found) { return { terms: found }; }
  function fault(pattern, value) { return { fault: [pattern, value] }; }

  function string(text) {
    var escaped = text.replace(/[\\"\n\r\t\b\f]/g, function (char) { return ESCAPES[char]; });
    // "\u" would be a character to who decodes \uXXXX before reading strings.
    return "\"" + escaped.replace(/(?<=\\)[uU]/g, function (char) {
      return "\\u00" + char.charCodeAt(0).toString(16).toUpperCase();
    }) + "\"";
  }

  function iri(text) {
    var bare = text.startsWith("<") && text.endsWith(">") ? text.slice(1, -1) : text;
    return IRI.test(bare) ? terms(["<" + bare + ">"]) : fault("{} 应是 IRI，如 https://…", text);
  }

  function years(text) {
    var found = new Set();
    for (const part of text.split(BETWEEN)) {
      const span = YEARS.exec(part.trim());
      if (!span) return fault("{} 应是年份，如 2020、2018-2021 或 2018,2020", text);
      const first = Number(span[1]);
      const last = Number(span[2] || span[1]);
      if (last < first || last - first >= MOST_YEARS) return fault("{} 的年份应从早到晚，最多 200 年", text);
      for (let year = first; year <= last; year += 1) found.add(year);
    }
    return terms(Array.from(found).sort(function (one, other) { return one - other; }).map(String));
  }

  function code(text, codes) {
    var wanted = text.toLowerCase();
    var found = codes.find(function (one) {
      return one.some(function (form) { return form.toLowerCase() === wanted; });
    });
    return found && found[3];
  }

  function codes(text, known) {
    var whole = code(text, known);
    var found = whole ? [whole] : text.split(BETWEEN).map(function (part) { return code(part.trim(), known); });
    if (found.includes(undefined)) return fault("{} 不在代码表里", text);
    return terms(Array.from(new Set(found)).map(function (one) { return "<" + one + ">"; }));
  }

  // The terms that a written value stands for, or `fault`: what is wrong with it as a pattern and its value,
  // or `name`: a name that only the graph can tell the thing of. `parameter` has type and codes.
  function read(parameter, written) {
    var text = written.trim();
    if (Array.from(text).length > LONGEST) return fault("值太长，最多 {} 个字", LONGEST);
    if (/\0|\p{Surrogate}/u.test(text)) return fault("{} 里有不能用的字符", text);
    switch (parameter.type) {
      case "integer":
        return INTEGER.test(text) ? terms([String(BigInt(text.replace("+", "")))]) : fault("{} 应是整数", text);
      case "years": return years(text);
      case "codes": return codes(text, parameter.codes);
      case "iri": return iri(text);
      case "name": return ADDRESS.test(text) ? iri(text) : { name: text };
      default: return terms([string(text)]);
    }
  }

  window.zhijiao.readValue = read;
})();
