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
  // Matches by characters score 0 to 5, those by pinyin from here on to 17.
  var BY_PINYIN = 6, SCORES = 18;

  var manifest = null;
  var chunks = [];
  // Characters have small numbers, so that a table for each query stays small; 0 parts names.
  var numbers = new Uint16Array(65536);
  var characters = [""];
  var readings = [[]];

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
    }
    return numbers[code];
  }

  function readManifest(data) {
    manifest = data;
    Object.keys(data.syllables).forEach(function (syllable) {
      var those = data.syllables[syllable];
      for (var at = 0; at < those.length; at++) readings[numberOf(those.charCodeAt(at))].push(syllable);
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

  // The same for each character; one that was typed itself is taken as well.
  function tableOf(wanted, abbreviated) {
    var width = wanted.length, table = new Int32Array(characters.length * width), known = {};
    for (var id = 1; id < characters.length; id++) {
      readings[id].forEach(function (syllable) {
        var steps = known[syllable] || (known[syllable] = stepsOf(syllable, wanted, abbreviated));
        for (var at = 0; at < width; at++) table[id * width + at] |= steps[at];
      });
    }
    for (var place = 0; place < width; place++) {
      var typed = numbers[wanted.charCodeAt(place)];
      if (typed) table[typed * width + place] |= 1 << place + 1;
    }
    return { width: width, steps: table, end: 1 << width };
  }

  // The places reached from a set of places over one character.
  function advance(table, id, places) {
    var reached = 0;
    for (; places; places &= places - 1) {
      reached |= table.steps[id * table.width + 31 - Math.clz32(places & -places)];
    }
    return reached;
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

  function byPinyin(chunk, loose, strict) {
    for (var key = 0; key + 1 < chunk.starts.length; key++) {
      var from = chunk.starts[key], to = chunk.starts[key + 1] - 1;
      var how = matched(chunk.ids, from, to, loose);
      if (how === NOT) continue;
      var exact = matched(chunk.ids, from, to, strict);
      note(chunk, key, BY_PINYIN + (exact <= how ? 4 * exact : 4 * how + 2));
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
    var loose = spelt ? tableOf(typed, true) : null, strict = spelt ? tableOf(typed, false) : null;
    var ranks = Array.from({ length: SCORES }, function () { return []; }), total = 0;
    chunks.forEach(function (chunk) {
      chunk.scores.fill(SCORES);
      byCharacters(chunk, wanted);
      if (spelt) byPinyin(chunk, loose, strict);
      chunk.scores.forEach(function (score, number) {
        if (score === SCORES) return;
        total++;
        if (ranks[score].length < limit) ranks[score].push([chunk, number]);
      });
    });
    var best = ranks.flat().slice(0, limit);
    return { total: total, hits: best.map(function (one) { return hitOf(one[0], one[1], wanted, loose); }) };
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
