// Writes names over the picture: clusters from afar, then the largest nodes that have room, more when close.
(function () {
  "use strict";

  const whole = zhijiao.whole;
  const LENGTH = 16;
  // From this zoom on, nodes with a single line have names too; in small pictures always.
  const CLOSE = 0.35;
  const FEW = 160;
  // Clusters are named from afar, those with this many nodes or more.
  const FAR = 0.55;
  const MEMBERS = 6;

  function clip(text) { return text.length > LENGTH ? text.slice(0, LENGTH - 1) + "…" : text; }

  // Keeps the boxes that are taken and says whether another fits.
  class Room {
    constructor() { this.taken = []; }
    fits(box) {
      const free = this.taken.every((one) =>
        box[0] >= one[2] || box[2] <= one[0] || box[1] >= one[3] || box[3] <= one[1]);
      if (free) this.taken.push(box);
      return free;
    }
  }

  whole.Labels = class {
    constructor(sigma, frame) {
      this.sigma = sigma;
      this.canvas = document.createElement("canvas");
      this.canvas.className = "whole-labels";
      this.canvas.setAttribute("aria-hidden", "true");
      frame.append(this.canvas);
      this.family = getComputedStyle(document.body).fontFamily;
      this.nodes = [];
      this.groups = [];
      this.near = null;
    }

    // `shown` are the nodes of the picture; those of most ties come first.
    set(shown) {
      this.nodes = shown.slice().sort((a, b) => b.reach * 2 + b.ties.length - a.reach * 2 - a.ties.length ||
        a.place - b.place);
      const members = new Map();
      shown.forEach(function (node) {
        const found = members.get(node.group) || { x: 0, y: 0, count: 0 };
        found.x += node.x;
        found.y += node.y;
        found.count += 1;
        members.set(node.group, found);
      });
      this.groups = Array.from(members, ([group, one]) => ({
        name: whole.data.groups[group], count: one.count, x: one.x / one.count, y: one.y / one.count
      })).filter((one) => one.name && one.count >= MEMBERS).sort((a, b) => b.count - a.count);
    }

    paint(colours) {
      const { width, height } = this.sigma.getDimensions();
      const sharp = window.devicePixelRatio || 1;
      if (this.canvas.width !== Math.round(width * sharp) || this.canvas.height !== Math.round(height * sharp)) {
        this.canvas.width = Math.round(width * sharp);
        this.canvas.height = Math.round(height * sharp);
      }
      const ctx = this.canvas.getContext("2d");
      ctx.setTransform(sharp, 0, 0, sharp, 0, 0);
      ctx.clearRect(0, 0, width, height);
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      ctx.lineJoin = "round";
      const room = new Room();
      const ratio = this.sigma.getCamera().ratio;
      if (ratio >= FAR && this.nodes.length > FEW && !this.near) this.paintGroups(ctx, room, colours, width, height);
      const limit = Math.round(width * height / (ratio >= FAR && this.nodes.length > FEW ? 14000 : 7000));
      this.paintNodes(ctx, room, colours, width, height, limit, ratio < CLOSE || this.nodes.length <= FEW, ratio);
    }

    paintGroups(ctx, room, colours, width, height) {
      const limit = Math.max(4, Math.round(width * height / 30000));
      this.groups.slice(0, limit).forEach(function (group) {
        const size = Math.min(20, 13 + Math.sqrt(group.count) / 3);
        const at = this.sigma.graphToViewport(group);
        this.write(ctx, room, clip(group.name), at.x, at.y, "600 " + size + "px ", size, colours.accent, colours, width, height);
      }, this);
    }

    paintNodes(ctx, room, colours, width, height, limit, leaves, ratio) {
      let left = limit;
      for (const node of this.nodes) {
        if (left <= 0) return;
        const near = this.near && this.near.has(node);
        if (this.near ? !near : !leaves && node.ties.length < 2) continue;
        // From afar the partners that hold schools together say more than the schools.
        if (node.school && !near && ratio >= FAR && this.nodes.length > FEW) continue;
        const at = this.sigma.graphToViewport(node);
        if (at.x < 0 || at.y < 0 || at.x > width || at.y > height) continue;
        const data = this.sigma.getNodeDisplayData(String(node.place));
        const radius = data ? this.sigma.scaleSize(data.size) : 4;
        const size = node.school ? 13 : 12;
        const font = (node.school || node === this.chosen ? "600 " : "") + size + "px ";
        const below = at.y + radius + size * 0.75, above = at.y - radius - size * 0.75;
        const text = clip(node.name);
        if (this.write(ctx, room, text, at.x, below, font, size, colours.ink, colours, width, height) ||
            this.write(ctx, room, text, at.x, above, font, size, colours.ink, colours, width, height)) left -= 1;
      }
    }

    write(ctx, room, text, x, y, font, size, colour, colours, width, height) {
      ctx.font = font + this.family;
      const half = ctx.measureText(text).width / 2 + 3;
      if (half * 2 > width) return false;
      // A name that would be cut by the frame moves inside.
      const cx = Math.min(Math.max(x, half + 2), width - half - 2);
      const cy = Math.min(Math.max(y, size * 0.7), height - size * 0.7);
      if (Math.abs(cx - x) > half || Math.abs(cy - y) > size * 2) return false;
      if (!room.fits([cx - half, cy - size * 0.68, cx + half, cy + size * 0.68])) return false;
      ctx.lineWidth = 4;
      ctx.strokeStyle = colours.sheet;
      ctx.strokeText(text, cx, cy);
      ctx.fillStyle = colour;
      ctx.fillText(text, cx, cy);
      return true;
    }
  };
})();
