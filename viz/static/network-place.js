// Where nodes, their names, and those that join them stand: nothing moves, nothing covers another.
(function () {
  "use strict";

  const LABEL = 14;
  const SIZE = 13;
  const ROW = 26;
  const STEP = 40;
  const NEAR = 190;
  const ROWS = 70;
  const COLUMNS = 40;

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

  // The points of a grid on one side of a node, the nearest first; sideways is farther than up and down.
  function candidates(from, direction) {
    const points = [];
    for (let column = 0; column < COLUMNS; column++) {
      for (let row = -ROWS; row <= ROWS; row++) {
        const cost = Math.abs(row) * ROW + column * STEP * 2.5;
        points.push([cost, from[0] + direction * (NEAR + column * STEP), from[1] + row * ROW]);
      }
    }
    return points.sort((a, b) => a[0] - b[0] || a[2] - b[2]);
  }

  // Places `members` beside the node `from` among `nodes` that stay where they are.
  function beside(nodes, from, members) {
    const boxes = nodes.map(box);
    const right = boxes.filter((one) => one[0] > from.at[0]).length;
    const direction = from.at[0] < 0 || (from.at[0] === 0 && right > boxes.length / 2) ? -1 : 1;
    const points = candidates(from.at, direction);
    const placed = [];
    let next = 0;
    members.forEach(function (member) {
      const node = Object.assign({}, member, { side: direction < 0 ? "left" : "right", size: 8 });
      for (;;) {
        const point = points[next++];
        node.at = point ? [point[1], point[2]] : [from.at[0], lowest(boxes) + ROW];
        const own = box(node);
        if (!point || boxes.every((one) => apart(one, own))) { boxes.push(own); break; }
      }
      placed.push(node);
    });
    return placed;
  }

  function lowest(boxes) { return Math.max.apply(null, boxes.map((one) => one[3])); }

  // Places `members` below all others, one under the other: a narrow screen has no room beside.
  function below(nodes, from, members) {
    const first = lowest(nodes.map(box)) + ROW;
    return members.map((member, place) => Object.assign({}, member, {
      side: "right", size: 8, at: [Math.min(from.at[0] + 40, 110), first + place * ROW]
    }));
  }

  Object.assign(zhijiao.ego, { label: label, width: width, box: box, beside: beside, below: below, SIZE: SIZE });
})();
