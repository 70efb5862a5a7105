// Where nodes, their names, and those that join them stand: nothing moves, nothing covers another.
(function () {
  "use strict";

  const LABEL = 14;
  const SIZE = 13;
  const ROW = 26;
  const LOW_ROW = 30;
  const STEP = 40;
  const NEAR = 190;
  const ROWS = 70;
  const COLUMNS = 40;
  const MARGIN = 14;

  function label(name) {
    const letters = Array.from(name);
    return letters.length > LABEL ? letters.slice(0, LABEL - 1).join("") + "…" : name;
  }

  // About how wide a name is: Chinese characters are square, others about half as wide.
  function width(text) {
    return Array.from(text).reduce((sum, letter) => sum + (letter > "\u2e7f" ? SIZE : SIZE * 0.58), 0);
  }

  // Left, top, right and bottom of a node with its name.
  function box(node) {
    const wide = width(label(node.name)) + node.size + 8;
    const x = node.at[0], y = node.at[1];
    if (node.side === "below") return [x - wide / 2, y - node.size - 4, x + wide / 2, y + node.size + 22];
    const left = node.side === "left";
    return [x - (left ? wide : node.size + 2), y - 12, x + (left ? node.size + 2 : wide), y + 12];
  }

  function apart(one, other) {
    return one[2] <= other[0] || one[0] >= other[2] || one[3] <= other[1] || one[1] >= other[3];
  }

  // The free rows of a column nearest to a height, as many as asked for; null where it has fewer.
  function rows(boxes, x, height, count, node) {
    const free = [];
    for (let place = 0; place <= 2 * ROWS && free.length < count; place++) {
      const y = height + (place % 2 ? -1 : 1) * Math.ceil(place / 2) * ROW;
      const own = box(Object.assign({}, node, { at: [x, y] }));
      const wide = [own[0] - MARGIN, own[1], own[2] + MARGIN, own[3]];
      if (boxes.every((one) => apart(one, wide))) free.push(y);
    }
    return free.length < count ? null : free;
  }

  // Places `members` beside the node `from` among `nodes` that stay where they are: in one column, as near
  // as there is room for them.
  function beside(nodes, from, members) {
    const boxes = nodes.map(box);
    const right = boxes.filter((one) => one[0] > from.at[0]).length;
    const direction = from.at[0] < 0 || (from.at[0] === 0 && right > boxes.length / 2) ? -1 : 1;
    const longest = members.reduce((one, other) => (width(label(other.name)) > width(label(one.name)) ? other : one));
    const node = { name: longest.name, size: 8, side: direction < 0 ? "left" : "right" };
    let best = null;
    for (let column = 0; column < COLUMNS; column++) {
      const x = from.at[0] + direction * (NEAR + column * STEP);
      const free = rows(boxes, x, from.at[1], members.length, node);
      if (!free) continue;
      const away = free.reduce((sum, y) => sum + Math.abs(y - from.at[1]), 0) / members.length;
      const cost = away + column * STEP * 0.8;
      if (!best || cost < best.cost) best = { cost: cost, x: x, rows: free.sort((a, b) => a - b) };
    }
    const bottom = lowest(boxes) + ROW;
    return members.map((member, place) => Object.assign({}, member, {
      side: node.side, size: 8, at: best ? [best.x, best.rows[place]] : [from.at[0], bottom + place * ROW]
    }));
  }

  function lowest(boxes) { return Math.max.apply(null, boxes.map((one) => one[3])); }

  // Places `members` below all others, one under the other: a narrow screen has no room beside.
  function below(nodes, from, members) {
    const first = lowest(nodes.map(box)) + LOW_ROW;
    return members.map((member, place) => Object.assign({}, member, {
      side: "right", size: 8, at: [Math.min(from.at[0] + 40, 110), first + place * LOW_ROW]
    }));
  }

  Object.assign(zhijiao.ego, { label: label, width: width, box: box, beside: beside, below: below, SIZE: SIZE });
})();
