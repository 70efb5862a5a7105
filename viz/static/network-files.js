// Data files of networks, one beside each page of a thing: each calls zhijiao.network(key, data).
(function () {
  "use strict";

  const known = new Map();

  function member(key, name, look, others) { return { key: key, name: name, look: look, others: others }; }

  // A file as members and ties that name each other by key; `own` are the ties of the thing itself.
  function read(key, data) {
    const word = (place) => data.modes[place];
    const members = data.nodes.map((node) => Object.assign(member(node.key, node.label, node.group, node.others || 0), {
      at: [node.x, node.y], narrow: node.narrow || null, side: node.side, size: node.size
    }));
    const ties = data.edges.map((edge) => ({
      one: members[edge.from].key, other: members[edge.to].key,
      modes: (edge.modes || []).map(word), years: edge.years || [], word: edge.word || ""
    }));
    const further = data.more.map((row) => member(row[0], row[1], row[2], row[3]));
    const more = data.more.map((row) => ({
      one: key, other: row[0], modes: row[4].map(word), years: row[5], word: row[6]
    }));
    const own = ties.filter((tie) => tie.one === key).concat(more);
    const named = new Map(members.concat(further).map((one) => [one.key, one]));
    return { key: key, members: members, ties: ties, own: own, named: named, total: data.total };
  }

  function path(key) { return key.split("/").map(encodeURIComponent).join("/"); }

  zhijiao.network = function (key, data) { known.set(key, read(key, data)); };

  zhijiao.ego = {
    // What surrounds a thing, undefined before its file is there.
    known: function (key) { return known.get(key); },
    // Calls `done` with what surrounds a thing, or `failed` where it has no file.
    ask: function (key, done, failed) {
      if (known.has(key)) { done(known.get(key)); return; }
      zhijiao.load(zhijiao.root + path(key) + ".net.js", function () {
        if (known.has(key)) done(known.get(key)); else failed();
      }, failed);
    },
    // The page of a thing, null where it has none.
    page: function (key) { return key.startsWith("-/") ? null : zhijiao.root + path(key) + ".html"; },
    // The key of the thing to whose page a link leads.
    keyOf: function (link) {
      const found = /([^/]+\/[^/]+)\.html$/.exec(link.getAttribute("href") || "");
      return found ? decodeURIComponent(found[1]) : null;
    }
  };
})();
