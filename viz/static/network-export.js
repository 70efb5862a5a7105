// Saves what a network shows as a picture: SVG written from the same positions, PNG painted from that.
(function () {
  "use strict";

  const ego = zhijiao.ego;
  const SVG = "http://www.w3.org/2000/svg";
  const SHARP = 2;
  const ANCHORS = { left: "start", center: "middle", right: "end" };

  function element(name, attributes, text) {
    const made = document.createElementNS(SVG, name);
    Object.keys(attributes).forEach((key) => made.setAttribute(key, attributes[key]));
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function line(view, tie) {
    const one = view.members.get(tie.one), other = view.members.get(tie.other);
    const attributes = { x1: one.at[0], y1: one.at[1], x2: other.at[0], y2: other.at[1], stroke: view.colours.edge };
    if (tie.word) attributes["stroke-dasharray"] = "4 4";
    return element("line", attributes);
  }

  function shape(view, node) {
    const look = view.looks.get(node.look);
    const strong = node.others || node.key === view.state.centre;
    const paint = {
      fill: look.colour, stroke: strong ? view.colours.ink : view.colours.strong, "stroke-width": strong ? 2.5 : 0.75
    };
    const corners = ego.corners(look.shape, node.size);
    if (!corners) return element("circle", Object.assign(paint, { cx: node.at[0], cy: node.at[1], r: node.size }));
    const points = corners.map((p) => (node.at[0] + p[0]).toFixed(1) + "," + (node.at[1] + p[1]).toFixed(1)).join(" ");
    return element("polygon", Object.assign(paint, { points: points }));
  }

  function text(view, words, x, y, anchor, size, colour, heavy) {
    return element("text", {
      x: x, y: y, "text-anchor": ANCHORS[anchor], "dominant-baseline": "central", "font-size": size,
      "font-weight": heavy ? 600 : 400, fill: colour, stroke: view.colours.sheet, "stroke-width": 4,
      "stroke-linejoin": "round", "paint-order": "stroke"
    }, words);
  }

  // What is shown as an SVG document with a background.
  function drawn(view, title) {
    const box = view.frame();
    const wide = Math.ceil(box[2] - box[0]), high = Math.ceil(box[3] - box[1]);
    const svg = element("svg", {
      xmlns: SVG, width: wide, height: high, viewBox: [box[0], box[1], wide, high].join(" "), "font-family": view.family
    });
    svg.append(element("title", {}, title));
    svg.append(element("rect", { x: box[0], y: box[1], width: wide, height: high, fill: view.colours.sheet }));
    view.ties.forEach((tie) => svg.append(line(view, tie)));
    view.members.forEach((node) => svg.append(shape(view, node)));
    view.told().forEach((one) => {
      svg.append(text(view, one.words, one.x, one.y, one.anchor, ego.WORDS, view.colours.soft));
    });
    view.members.forEach(function (node) {
      const at = ego.nameAt(node);
      const heavy = node.others || node.key === view.state.centre;
      svg.append(text(view, ego.label(node.name), at.x, at.y, at.anchor, ego.SIZE, view.colours.ink, heavy));
    });
    return { source: new XMLSerializer().serializeToString(svg), wide: wide, high: high };
  }

  function save(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  ego.saveSvg = function (view, title, name) {
    save(new Blob([drawn(view, title).source], { type: "image/svg+xml" }), name + ".svg");
  };

  ego.savePng = function (view, title, name) {
    const picture = drawn(view, title);
    const image = new Image();
    image.addEventListener("load", function () {
      const canvas = document.createElement("canvas");
      canvas.width = picture.wide * SHARP;
      canvas.height = picture.high * SHARP;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => save(blob, name + ".png"), "image/png");
    });
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(picture.source);
  };
})();
