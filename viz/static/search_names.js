// The names of all that has a page: read from files, then found by characters, by pinyin or by both mixed.
// The files call `names.manifest` and `names.chunk`; viz/search_index.py writes them.
(function () {
  "use strict";

  var zhijiao = window.zhijiao;
  // A set of places in what was typed is a number of 32 bits, the last for the end.
  var LONGEST = 30;
  var FIRST_KIND = "a".charCodeAt(0);
  // How a name matches: the whole of it, its beginning, inside it.
  var WHOLE = 0, BEGINNING = 1, INSIDE = 2, NOT = 3;
  // How what was typed spells it: in whole syllables, abbreviated, or so by a character's rarer reading.
  var SYLLABLES = 0, SHORT = 1, RARE = 2;
  // Matches by characters score 0 to 5, those by pinyin from here on to 23.
  var BY_PINYIN = 6, SCORES = 24;

  var manifest = null;
  var chunks = [];
  // Characters have small numbers, so that a table for each query stays small; 0 parts names.
  var numbers = new Uint16Array(65536);
  var characters = [""];
  var readings = [[]];
  // How many of a character's readings, which come first, are usual.
  var usual = [0];

  function plain(text) {
    // Most names need no more than lower case.
    if (/^[0-9a-z\u4e00-\u9fff]*$/.test(text)) return text;
    return text.normalize("NFKC").toLowerCase().replace(/[\s\p{P}\p{C}]/gu, "");
  }

  // Pinyin as it is written in books: jílì, lǚ.
  function toneless(text) {
    return text.normalize("NFD").replace(/u\u0308/g, "v").replace(/\p{M}/gu, "");
  }

  function numberOf(code) {
    if (!numbers[code]) {
      numbers[code] = characters.length;
      characters.push(String.fromCharCode(code));
      readings.push([]);
      usual.push(0);
    }
    return numbers[code];
  }

  function readManifest(data) {
    manifest = data;
    [0, 1].forEach(function (rarer) {
      Object.keys(data.syllables).forEach(function (syllable) {
        var those = data.syllables[syllable][rarer];
        for (var at = 0; at < those.length; at++) {
          var id = numberOf(those.charCodeAt(at));
          readings[id].push(syllable);
          if (!rarer) usual[id]++;
        }
      });
    });
  }

  // A chunk is its entries and one long text of all their keys, parted by line feeds: searching that is fast.
  function readChunk(place, lines) {
    var entries = [], keys = [], owners = [];
    lines.split("\n").forEach(function (line) {
      var fields = line.split("\t");
      var names = [fields[0].slice(1)].concat(fields.slice(3));
      names.forEach(function (name) { keys.push(plain(name)); owners.push(entries.length); });
      entries.push({ kind: fields[0].charCodeAt(0) - FIRST_KIND, names: names, stem: fields[1], region: fields[2], key: keys.length - names.length });
    });
    var text = keys.join("\n") + "\n";
    var ids = new Uint16Array(text.length), starts = new Int32Array(keys.length + 1);
    for (var at = 0, key = 0; at < text.length; at++) {
      var code = text.charCodeAt(at);
      if (code === 10) starts[++key] = at + 1;
      else ids[at] = numberOf(code);
    }
    chunks[place] = {
      entries: entries, owners: owners, text: text, ids: ids, starts: starts,
      scores: new Uint8Array(entries.length), best: new Int32Array(entries.length)
    };
  }

  function note(chunk, key, score) {
    var owner = chunk.owners[key];
    if (key !== chunk.entries[owner].key) score++;
    if (score < chunk.scores[owner]) { chunk.scores[owner] = score; chunk.best[owner] = key; }
  }

  function byCharacters(chunk, wanted) {
    var starts = chunk.starts, key = 0;
    for (var at = chunk.text.indexOf(wanted); at >= 0; at = chunk.text.indexOf(wanted, starts[key + 1])) {
      while (starts[key + 1] <= at) key++;
      var whole = at + wanted.length === starts[key + 1] - 1;
      note(chunk, key, 2 * (at > starts[key] ? INSIDE : whole ? WHOLE : BEGINNING));
    }
  }

  // For each syllable and each place in what was typed: the places that typing it would lead to. Abbreviated,
  // a syllable is its first letter (or zh, ch, sh), and the last one may be cut anywhere.
  function stepsOf(syllable, wanted, abbreviated) {
    var end = wanted.length, steps = new Int32Array(end);
    for (var at = 0; at < end; at++) {
      if (wanted.startsWith(syllable, at)) steps[at] |= 1 << at + syllable.length;
      if (!abbreviated || wanted[at] !== syllable[0]) continue;
      steps[at] |= 1 << at + 1;
      if (syllable[1] === "h" && wanted[at + 1] === "h") steps[at] |= 1 << at + 2;
      if (syllable.startsWith(wanted.slice(at))) steps[at] |= 1 << end;
    }
    return steps;
  }

  // The same for each character. One that was typed itself is taken as well, but letters are no syllables.
  function tableOf(wanted, how) {
    var abbreviated = how !== SYLLABLES;
    var width = wanted.length, table = new Int32Array(characters.length * width), known = {};
    for (var id = 1; id < characters.length; id++) {
      var those = how === SHORT ? readings[id].slice(0, usual[id]) : readings[id];
      those.forEach(function (syllable) {
        var steps = known[syllable] || (known[syllable] = stepsOf(syllable, wanted, abbreviated));
        for (var at = 0; at < width; at++) table[id * width + at] |= steps[at];
      });
    }
    for (var place = 0; place < width; place++) {
      var typed = numbers[wanted.charCodeAt(place)];
      if (typed && (abbreviated || !/[a-z]/.test(wanted[place]))) table[typed * width + place] |= 1 << place + 1;
    }
    var first = new Int32Array(characters.length);
    for (var one = 1; one < characters.length; one++) first[one] = table[one * width];
    return { width: width, steps: table, first: first, end: 1 << width };
  }

  // Whether any name could match at all: few of what is typed in initials makes up whole syllables, too.
  function possible(table) {
    for (var places = 1, at = 0; at < table.width; at++) {
      if (!(places & 1 << at)) continue;
      for (var id = 1; id < characters.length; id++) places |= table.steps[id * table.width + at];
    }
    return (places & table.end) !== 0;
  }

  // The places reached from a set of places over one character.
  function advance(table, id, places) {
    var reached = 0;
    for (; places; places &= places - 1) {
      reached |= table.steps[id * table.width + 31 - Math.clz32(places & -places)];
    }
    return reached;
  }

  // Whether a key matches anywhere: the one question asked of all keys, most of which do not.
  function matches(ids, from, to, table) {
    var places = 0, first = table.first, end = table.end;
    for (var at = from; at < to; at++) {
      places = places ? advance(table, ids[at], places) | first[ids[at]] : first[ids[at]];
      if (places & end) return true;
    }
    return false;
  }

  function matched(ids, from, to, table) {
    var anchored = 1, free = 0, found = NOT;
    for (var at = from; at < to; at++) {
      if (anchored && (anchored = advance(table, ids[at], anchored)) & table.end) {
        if (at === to - 1) return WHOLE;
        found = BEGINNING;
      }
      if (found !== NOT) { if (!anchored) return found; continue; }
      free = advance(table, ids[at], free | 1);
      if (free & table.end) found = INSIDE;
    }
    return found;
  }

  // `tables` are those of SYLLABLES, SHORT and RARE; the last holds all that the others do.
  function byPinyin(chunk, tables) {
    for (var key = 0; key + 1 < chunk.starts.length; key++) {
      var from = chunk.starts[key], to = chunk.starts[key + 1] - 1;
      if (!matches(chunk.ids, from, to, tables[RARE])) continue;
      var where = matched(chunk.ids, from, to, tables[RARE]);
      var how = SYLLABLES;
      while (how < RARE && (!tables[how] || matched(chunk.ids, from, to, tables[how]) > where)) how++;
      note(chunk, key, BY_PINYIN + 6 * where + 2 * how);
    }
  }

  // From where to where a key matches, as numbers of its letters.
  function spanOf(chunk, key, wanted, loose) {
    var from = chunk.starts[key], to = chunk.starts[key + 1] - 1;
    var at = chunk.text.slice(from, to).indexOf(wanted);
    if (at >= 0) return [at, at + wanted.length];
    for (var begin = from; loose && begin < to; begin++) {
      for (var places = 1, place = begin; place < to && places; place++) {
        places = advance(loose, chunk.ids[place], places);
        if (places & loose.end) return [begin - from, place + 1 - from];
      }
    }
    return [0, 0];
  }

  // The name in three: before, what matches, after. A key lacks the spaces and signs of its name.
  function parted(name, span) {
    var ends = [0, 0], done = 0, at = 0;
    Array.from(name).forEach(function (one) {
      var size = plain(one).length;
      if (size && done <= span[0]) ends[0] = at;
      at += one.length;
      done += size;
      if (size && done - size < span[1]) ends[1] = at;
    });
    return [name.slice(0, ends[0]), name.slice(ends[0], ends[1]), name.slice(ends[1])];
  }

  function hitOf(chunk, number, wanted, loose) {
    var entry = chunk.entries[number], kind = manifest.kinds[entry.kind], key = chunk.best[number];
    var place = key - entry.key;
    return {
      name: entry.names[0],
      place: place,
      parts: parted(entry.names[place], spanOf(chunk, key, wanted, loose)),
      kind: kind[0],
      coded: kind[2],
      region: manifest.regions[entry.region] || "",
      href: zhijiao.root + kind[1] + "/" + encodeURIComponent(entry.stem || entry.names[0]) + ".html"
    };
  }

  // Looks in the chunks that are there: {total, hits}, the best `limit` first; null where nothing was typed.
  function find(text, limit) {
    var wanted = plain(text), typed = toneless(wanted);
    if (!wanted) return null;
    var spelt = /[a-z]/.test(typed) && typed.length <= LONGEST;
    var tables = spelt ? [SYLLABLES, SHORT, RARE].map(function (how) { return tableOf(typed, how); }) : [];
    if (spelt && !possible(tables[SYLLABLES])) tables[SYLLABLES] = null;
    var ranks = Array.from({ length: SCORES }, function () { return []; }), total = 0;
    chunks.forEach(function (chunk) {
      chunk.scores.fill(SCORES);
      byCharacters(chunk, wanted);
      if (spelt) byPinyin(chunk, tables);
      chunk.scores.forEach(function (score, number) {
        if (score === SCORES) return;
        total++;
        if (ranks[score].length < limit) ranks[score].push([chunk, number]);
      });
    });
    var best = ranks.flat().slice(0, limit);
    return { total: total, hits: best.map(function (one) { return hitOf(one[0], one[1], wanted, tables[RARE]); }) };
  }

  // Loads all files, the most sought first; `changed` is called after each.
  function open(changed, failed) {
    zhijiao.load(zhijiao.root + "assets/names.js", function () { next(0); }, failed);
    function next(place) {
      if (place === manifest.chunks.length) return;
      zhijiao.load(zhijiao.root + manifest.chunks[place], function () {
        next(place + 1);
        changed();
      }, failed);
    }
  }

  zhijiao.names = {
    manifest: readManifest,
    chunk: readChunk,
    open: open,
    find: find,
    complete: function () { return manifest !== null && chunks.length === manifest.chunks.length; }
  };
})();
