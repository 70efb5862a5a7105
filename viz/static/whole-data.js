// The network of everything as the site's build wrote it (viz/whole_network.py), made into nodes and lines.
(function () {
  "use strict";

  const whole = zhijiao.whole = { data: null };
  const FOLDERS = { s: "school/", o: "organisation/" };

  function href(data, place, name) {
    const folder = FOLDERS[data.folders[place]];
    if (!folder) return "";
    const stem = Object.hasOwn(data.stems, place) ? data.stems[place] : name;
    return zhijiao.root + folder + encodeURIComponent(stem) + ".html";
  }

  function lines(data) {
    const found = [];
    let next = 0;
    for (let at = 0; at < data.from.length; at += 2) {
      let partner = 0;
      for (let count = data.from[at + 1]; count > 0; count--, next++) {
        partner += data.to[next];
        const modes = data.kinds[data.kind[next]], years = data.times[data.time[next]];
        found.push({ place: found.length, school: data.from[at], partner: partner, modes: modes, years: years });
      }
    }
    return found;
  }

  // Nodes: name, look, x, y, group, area, reach (schools that name it), ties (lines at either end), href.
  function decode(data) {
    const looks = new Map(data.lookKeys.map((one) => [one[0], {
      key: one[1], word: one[2], shape: one[3], colour: one[4]
    }]));
    const nodes = data.names.split("\n").map((name, place) => ({
      place: place, name: name, look: looks.get(data.looks[place]), x: data.x[place], y: -data.y[place],
      group: data.home[place], area: data.area[place], school: false, reach: 0, ties: [],
      href: href(data, place, name)
    }));
    data.schools.forEach((place) => { nodes[place].school = true; });
    const all = lines(data);
    all.forEach(function (line) {
      nodes[line.school].ties.push(line);
      nodes[line.partner].ties.push(line);
      nodes[line.partner].reach += 1;
    });
    return {
      nodes: nodes, lines: all, looks: Array.from(looks.values()),
      groups: data.groups.map((one) => one[0]),
      areas: data.areas.map((one) => ({ code: one[0], name: one[1], outer: one[2] })),
      modes: data.modes.map((one) => ({ code: one[0], word: one[1] })), years: data.years
    };
  }

  // Called by the file of the data.
  zhijiao.wholeNetwork = function (data) { whole.data = decode(data); };

  whole.other = function (line, node) {
    return whole.data.nodes[line.school === node.place ? line.partner : line.school];
  };
})();
