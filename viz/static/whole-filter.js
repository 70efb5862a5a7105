// Which nodes and lines of the network are shown for what the reader has chosen.
(function () {
  "use strict";

  const whole = zhijiao.whole;
  // So many nodes are shown around one.
  const AROUND = 400;
  // Of large networks those partners tell most that work with most schools.
  const TOP = 100;

  // The partners of most schools, of which each has two or more.
  function top() {
    const shared = whole.data.nodes.filter((node) => node.reach > 1);
    return new Set(shared.sort((a, b) => b.reach - a.reach || a.place - b.place).slice(0, TOP));
  }

  // Whether the area of a school is `code` or lies in it.
  function lies(node, code) {
    for (let at = node.area; at >= 0; at = whole.data.areas[at].outer) {
      if (whole.data.areas[at].code === code) return true;
    }
    return false;
  }

  function places(list, value) {
    const place = list.indexOf(value);
    return value && place < 0 ? null : place;
  }

  // Returns a test of lines by mode, year, kind and region; "" stands for all.
  function passes(view) {
    const data = whole.data;
    const mode = places(data.modes.map((one) => one.code), view.mode);
    const year = places(data.years, view.year);
    return function (line) {
      const partner = data.nodes[line.partner];
      return (!view.mode || line.modes.includes(mode)) && (!view.year || line.years.includes(year)) &&
        (!view.kind || partner.look.key === view.kind) &&
        (!view.region || lies(data.nodes[line.school], view.region));
    };
  }

  // The node, its neighbours, then theirs, as many as can be seen.
  function around(node, test) {
    const found = new Set([node]);
    let edge = [node];
    for (let step = 0; step < 2; step++) {
      const next = [];
      edge.forEach((one) => one.ties.filter(test).forEach(function (line) {
        const other = whole.other(line, one);
        if (found.size < AROUND && !found.has(other) && (step === 0 || other.school || one.school === false)) {
          found.add(other);
          next.push(other);
        }
      }));
      edge = next;
    }
    return found;
  }

  // Returns {nodes, lines} for {show: "top" | "shared" | "all", around: node or null, mode, year, kind, region}.
  whole.shown = function (view) {
    const data = whole.data;
    const test = passes(view);
    const first = view.show === "top" ? top() : null;
    const near = view.around ? around(view.around, test) : null;
    const lines = data.lines.filter(function (line) {
      const partner = data.nodes[line.partner];
      if (near && !(near.has(partner) && near.has(data.nodes[line.school]))) return false;
      return (near || view.show === "all" || (first ? first.has(partner) : partner.reach > 1)) && test(line);
    });
    const nodes = new Set();
    lines.forEach(function (line) {
      nodes.add(data.nodes[line.school]);
      nodes.add(data.nodes[line.partner]);
    });
    if (view.around) nodes.add(view.around);
    return { nodes: Array.from(nodes).sort((a, b) => a.place - b.place), lines: lines };
  };
})();
