// Draws a network with vis-network: positions are given, nothing moves by itself.
(function () {
  "use strict";

  const ego = zhijiao.ego;
  const HIGHEST = 820;
  // Size of what stands at lines.
  const WORDS = 11;
  const LOWEST = 200;
  // Below this scale names are hard to read.
  const READABLE = 0.72;

  function theme() {
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    return {
      ink: colour("--ink"), soft: colour("--soft"), sheet: colour("--sheet"),
      edge: colour("--edge"), strong: colour("--edge-strong"), accent: colour("--accent")
    };
  }

  // Where the name of a node stands: point, side of the text that is there.
  function nameAt(node) {
    if (node.side === "below") return { x: node.at[0], y: node.at[1] + node.size + 12, anchor: "center" };
    const step = node.side === "left" ? -1 : 1;
    return { x: node.at[0] + step * (node.size + 5), y: node.at[1], anchor: step < 0 ? "right" : "left" };
  }

  // What stands at a line: nearer to its outer end, where lines are farther from each other.
  function wordsAt(one, other) {
    const share = 0.62;
    return [one.at[0] + (other.at[0] - one.at[0]) * share, one.at[1] + (other.at[1] - one.at[1]) * share];
  }

  function words(tie) {
    if (tie.word) return zhijiao.t(tie.word);
    const shown = tie.modes.slice(0, 2).map((mode) => zhijiao.t(mode)).join("、");
    return tie.modes.length > 2 ? shown + "…" : shown;
  }

  function View(canvas, looks, state) {
    this.canvas = canvas;
    this.looks = looks;
    this.state = state;
    this.lit = null;
    this.labels = false;
    this.family = getComputedStyle(document.body).fontFamily;
    this.colours = theme();
    this.nodes = new vis.DataSet();
    this.edges = new vis.DataSet();
    this.refresh();
    this.network = new vis.Network(canvas, { nodes: this.nodes, edges: this.edges }, {
      autoResize: true, physics: false, layout: { improvedLayout: false },
      edges: { smooth: false, width: 1, selectionWidth: 0, hoverWidth: 0, chosen: false },
      nodes: { chosen: false },
      interaction: {
        hover: false, dragNodes: false, dragView: !state.narrow, zoomView: false, selectable: false, keyboard: false
      }
    });
    // The picture is named as one; what can be done with it, the list beside it can do.
    const frame = canvas.querySelector("[tabindex]");
    if (frame) frame.removeAttribute("tabindex");
    this.network.on("beforeDrawing", this.light.bind(this));
    this.network.on("afterDrawing", this.write.bind(this));
    this.fit();
  }

  // Brings the picture up to the state.
  View.prototype.refresh = function () {
    const shown = this.state.shown();
    this.members = new Map(shown.members.map((one) => [one.key, one]));
    this.ties = shown.ties;
    const keys = new Set(this.members.keys());
    this.edges.clear();
    this.nodes.remove(this.nodes.getIds().filter((key) => !keys.has(key)));
    this.nodes.update(shown.members.map((node) => ({
      id: node.key, x: node.at[0], y: node.at[1], size: node.size, shape: "custom", physics: false,
      ctxRenderer: this.renderer(node)
    })));
    this.edges.add(this.ties.map((tie, place) => ({
      id: place, from: tie.one, to: tie.other, color: { color: this.colours.edge, inherit: false },
      dashes: tie.word ? [4, 4] : false
    })));
    if (this.lit && !keys.has(this.lit)) this.lit = null;
  };

  View.prototype.repaint = function () {
    this.colours = theme();
    this.refresh();
    this.network.redraw();
  };

  View.prototype.renderer = function (node) {
    const view = this;
    const look = this.looks.get(node.look);
    const corners = ego.corners(look.shape, node.size);
    return function (drawing) {
      const ctx = drawing.ctx;
      return {
        drawNode: function () {
          ctx.save();
          ctx.beginPath();
          if (corners) corners.forEach((p, place) => ctx[place ? "lineTo" : "moveTo"](drawing.x + p[0], drawing.y + p[1]));
          else ctx.arc(drawing.x, drawing.y, node.size, 0, 2 * Math.PI);
          ctx.closePath();
          ctx.fillStyle = look.colour;
          ctx.fill();
          const strong = node.others || node.key === view.state.centre || node.key === view.lit;
          ctx.lineWidth = strong ? 2.5 : 0.75;
          ctx.strokeStyle = strong ? view.colours.ink : view.colours.strong;
          ctx.stroke();
          ctx.restore();
        },
        nodeDimensions: { width: 2 * node.size, height: 2 * node.size }
      };
    };
  };

  // Lines of the node that is looked at, below all others.
  View.prototype.light = function (ctx) {
    if (!this.lit) return;
    ctx.save();
    ctx.strokeStyle = this.colours.accent;
    ctx.lineWidth = 3.5;
    this.tiesOf(this.lit).forEach(function (tie) {
      const one = this.members.get(tie.one), other = this.members.get(tie.other);
      ctx.beginPath();
      ctx.moveTo(one.at[0], one.at[1]);
      ctx.lineTo(other.at[0], other.at[1]);
      ctx.stroke();
    }, this);
    ctx.restore();
  };

  View.prototype.tiesOf = function (key) {
    return this.ties.filter((tie) => tie.one === key || tie.other === key);
  };

  // What is written at lines, and where: at all, or at those of the node that is looked at. On a narrow screen
  // it stands below the name to which the line leads.
  View.prototype.told = function () {
    const lit = this.lit && this.lit !== this.state.centre ? this.tiesOf(this.lit) : [];
    const told = new Map();
    (this.labels ? this.ties : lit).forEach(function (tie, place) {
      const other = this.members.get(tie.other);
      if (this.state.narrow) {
        const at = nameAt(other);
        if (!told.has(tie.other)) told.set(tie.other, { words: words(tie), x: at.x, y: at.y + 12, anchor: at.anchor });
      } else {
        const at = wordsAt(this.members.get(tie.one), other);
        told.set(place, { words: words(tie), x: at[0], y: at[1], anchor: "center" });
      }
    }, this);
    return Array.from(told.values());
  };

  View.prototype.write = function (ctx) {
    ctx.save();
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    ctx.lineWidth = 4;
    ctx.strokeStyle = this.colours.sheet;
    this.told().forEach(function (one) {
      this.text(ctx, one.words, one.x, one.y, one.anchor, WORDS + "px ", this.colours.soft);
    }, this);
    this.members.forEach(function (node) {
      // On a narrow screen the name of the middle stands right above, as the page's heading.
      if (this.state.narrow && node.key === this.state.centre) return;
      const at = nameAt(node);
      const heavy = node.others || node.key === this.state.centre || node.key === this.lit;
      this.text(ctx, ego.label(node.name), at.x, at.y, at.anchor, (heavy ? "600 " : "") + ego.SIZE + "px ", this.colours.ink);
    }, this);
    ctx.restore();
  };

  View.prototype.text = function (ctx, text, x, y, anchor, font, colour) {
    ctx.font = font + this.family;
    ctx.textAlign = anchor;
    ctx.strokeText(text, x, y);
    ctx.fillStyle = colour;
    ctx.fillText(text, x, y);
  };

  // Left, top, right and bottom of all that is shown, or of the nodes with these keys, names included.
  View.prototype.frame = function (keys) {
    const frame = [Infinity, Infinity, -Infinity, -Infinity];
    this.members.forEach(function (node) {
      if (keys && !keys.has(node.key)) return;
      const middle = this.state.narrow && node.key === this.state.centre;
      const box = middle ? [node.at[0] - 20, node.at[1] - 20, node.at[0] + 20, node.at[1] + 20] : ego.box(node);
      frame[0] = Math.min(frame[0], box[0]);
      frame[1] = Math.min(frame[1], box[1]);
      frame[2] = Math.max(frame[2], box[2]);
      frame[3] = Math.max(frame[3], box[3]);
    }, this);
    return [frame[0] - 8, frame[1] - 8, frame[2] + 8, frame[3] + 8];
  };

  // Makes the picture as high as it needs, within bounds, and shows all of it.
  View.prototype.fit = function () {
    const box = this.frame();
    const wide = box[2] - box[0], high = box[3] - box[1];
    const room = this.canvas.clientWidth;
    const most = this.state.narrow ? Infinity : HIGHEST;
    this.canvas.style.height = Math.round(Math.max(LOWEST, Math.min(most, high * Math.min(1.25, room / wide)))) + "px";
    this.network.setSize("100%", "100%");
    const scale = Math.min(room / wide, this.canvas.clientHeight / high, 1.25);
    this.fitted = scale;
    this.network.moveTo({
      position: { x: (box[0] + box[2]) / 2, y: (box[1] + box[3]) / 2 }, scale: scale, animation: false
    });
    this.roam(false);
  };

  // Shows the nodes with these keys well enough to read their names, and all others where there is room.
  View.prototype.reveal = function (keys) {
    this.fit();
    if (this.state.narrow || this.fitted >= READABLE) return;
    const box = this.frame(new Set(keys));
    const wide = this.canvas.clientWidth / (box[2] - box[0]), high = this.canvas.clientHeight / (box[3] - box[1]);
    this.network.moveTo({
      position: { x: (box[0] + box[2]) / 2, y: (box[1] + box[3]) / 2 },
      scale: Math.max(READABLE, Math.min(wide, high, 1)), animation: false
    });
  };

  View.prototype.zoom = function (factor) {
    this.network.moveTo({ scale: this.network.getScale() * factor, animation: false });
    this.roam(this.network.getScale() > this.fitted * 1.01);
  };

  // On a narrow screen a finger scrolls the page; it moves the picture only where that is larger than its frame.
  View.prototype.roam = function (free) {
    this.canvas.classList.toggle("roam", free);
    if (this.state.narrow) this.network.setOptions({ interaction: { dragView: free } });
  };

  // The node at a point of the screen, by its shape or its name; null where there is none.
  View.prototype.at = function (x, y) {
    const edge = this.canvas.getBoundingClientRect();
    const at = this.network.DOMtoCanvas({ x: x - edge.left - this.canvas.clientLeft, y: y - edge.top - this.canvas.clientTop });
    let found = null, nearest = Infinity;
    this.members.forEach(function (node) {
      const box = ego.box(node);
      const far = Math.hypot(node.at[0] - at.x, node.at[1] - at.y);
      const inside = at.x > box[0] && at.x < box[2] && at.y > box[1] && at.y < box[3];
      if ((inside || far < node.size + 6) && far < nearest) { nearest = far; found = node; }
    });
    return found;
  };

  // Where a node stands within the frame of the picture, in pixels.
  View.prototype.spot = function (key) {
    const node = this.members.get(key);
    return node ? this.network.canvasToDOM({ x: node.at[0], y: node.at[1] }) : null;
  };

  View.prototype.look = function (key) {
    if (this.lit === key) return;
    this.lit = key;
    this.network.redraw();
  };

  Object.assign(ego, { View: View, nameAt: nameAt, WORDS: WORDS });
})();
