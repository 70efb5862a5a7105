// The picture itself: sigma with the nodes and lines shown, what is chosen brought out, and its PNG.
(function () {
  "use strict";

  const whole = zhijiao.whole;
  const STILL = window.matchMedia("(prefers-reduced-motion: reduce)");
  // Above this many lines they are single pixels: wide ones take too long without a GPU.
  const THIN = 1500;

  function colours() {
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    return {
      ink: colour("--ink"), soft: colour("--soft"), sheet: colour("--sheet"), edge: colour("--edge"),
      strong: colour("--edge-strong"), accent: colour("--accent"), faint: colour("--line")
    };
  }

  // The colour between two of "#rrggbb". Sigma adds what is transparent up to white: faint lines are mixed.
  function mixed(one, other, share) {
    const part = (text, at) => parseInt(text.slice(at, at + 2), 16);
    return "#" + [1, 3, 5].map((at) => Math.round(part(one, at) * (1 - share) + part(other, at) * share)
      .toString(16).padStart(2, "0")).join("");
  }

  function sizeOf(node, scale) {
    if (node.school) return Math.min(15, 5.5 + Math.sqrt(node.ties.length) * 0.9) * scale;
    return node.reach > 1 ? Math.min(16, 4 + Math.sqrt(node.reach) * 1.7) * scale : 3.6 * scale;
  }

  // Raises an error where the browser has no WebGL.
  whole.Picture = class {
    constructor(frame) {
      const { Graph, Sigma, EdgeLineProgram, EdgeRectangleProgram } = window.zhijiaoSigma;
      this.Graph = Graph;
      this.colours = colours();
      this.near = null;
      this.sigma = new Sigma(new Graph({ type: "undirected", multi: true }), frame, {
        renderLabels: false, renderEdgeLabels: false, zIndex: true, stagePadding: 46, minCameraRatio: 0.01,
        maxCameraRatio: 3, defaultNodeType: "shape", hideEdgesOnMove: false,
        nodeProgramClasses: { shape: whole.ShapeProgram },
        edgeProgramClasses: { line: EdgeLineProgram, wide: EdgeRectangleProgram },
        nodeReducer: (key, node) => this.near && !this.near.has(node.node)
          ? Object.assign({}, node, { color: this.colours.faint, line: this.colours.faint, zIndex: 0 }) : node,
        edgeReducer: (key, edge) => !this.near ? edge : edge.tie.school === this.chosen.place ||
          edge.tie.partner === this.chosen.place ? Object.assign({}, edge, { color: this.colours.strong, zIndex: 1 })
          : Object.assign({}, edge, { hidden: true }),
        defaultDrawNodeHover: (ctx, node) => this.hover(ctx, node)
      });
      this.labels = new whole.Labels(this.sigma, frame);
      this.sigma.on("afterRender", () => this.labels.paint(this.colours));
    }

    // Shows these nodes and lines and nothing else, all within the frame.
    show(found) {
      const graph = new this.Graph({ type: "undirected", multi: true });
      const many = found.nodes.length;
      const scale = many > 4000 ? 0.45 : many > 1200 ? 0.65 : many > 300 ? 0.85 : 1;
      found.nodes.forEach((node) => graph.addNode(String(node.place), {
        node: node, x: node.x, y: node.y, size: sizeOf(node, scale), color: node.look.colour, shape: node.look.shape,
        line: node.reach > 1 && !node.school ? this.colours.ink : this.colours.sheet, label: node.name, zIndex: 1
      }));
      const type = found.lines.length > THIN ? "line" : "wide";
      this.faint = found.lines.length > 8000 ? 0.6 : found.lines.length > THIN ? 0.35 : 0;
      const colour = mixed(this.colours.edge, this.colours.sheet, this.faint);
      found.lines.forEach((tie) => graph.addEdgeWithKey(String(tie.place), String(tie.school), String(tie.partner), {
        tie: tie, type: type, size: 1, color: colour
      }));
      this.found = found;
      this.labels.set(found.nodes);
      this.sigma.getCamera().setState({ x: 0.5, y: 0.5, ratio: 1, angle: 0 });
      this.sigma.setGraph(graph);
    }

    // Brings out a node with its neighbours; null brings all back.
    choose(node) {
      this.chosen = node;
      this.near = null;
      if (node) {
        const ties = node.ties.filter((line) => this.sigma.getGraph().hasEdge(String(line.place)));
        this.near = new Set([node, ...ties.map((line) => whole.other(line, node))]);
      }
      this.labels.near = this.near;
      this.labels.chosen = node;
      this.sigma.refresh();
    }

    fly(node) {
      const at = this.sigma.getNodeDisplayData(String(node.place));
      if (!at) return;
      const ratio = Math.max(0.03, Math.min(1, 18 / Math.sqrt(this.found.nodes.length * 3)));
      this.sigma.getCamera().animate({ x: at.x, y: at.y, ratio: ratio }, { duration: STILL.matches ? 1 : 500 });
    }

    zoom(factor) {
      const camera = this.sigma.getCamera();
      camera.animate({ ratio: camera.ratio * factor }, { duration: STILL.matches ? 1 : 200 });
    }

    // Moves the view by shares of the frame.
    move(right, down) {
      const camera = this.sigma.getCamera(), { width, height } = this.sigma.getDimensions();
      const from = this.sigma.viewportToFramedGraph({ x: 0, y: 0 });
      const to = this.sigma.viewportToFramedGraph({ x: right * width, y: down * height });
      camera.setState({ x: camera.x + to.x - from.x, y: camera.y + to.y - from.y });
    }

    reset() {
      this.sigma.getCamera().animate({ x: 0.5, y: 0.5, ratio: 1 }, { duration: STILL.matches ? 1 : 300 });
    }

    // In other colours, the view as it was. A graph that sigma has not yet drawn cannot be changed in place.
    repaint() {
      this.colours = colours();
      if (!this.found) return;
      const camera = this.sigma.getCamera(), view = camera.getState();
      this.show(this.found);
      camera.setState(view);
    }

    hover(ctx, node) {
      ctx.beginPath();
      ctx.arc(node.x, node.y, node.size + 4, 0, 2 * Math.PI);
      ctx.lineWidth = 2;
      ctx.strokeStyle = this.colours.accent;
      ctx.stroke();
      ctx.font = "600 13px " + this.labels.family;
      ctx.textBaseline = "middle";
      const half = ctx.measureText(node.label).width / 2 + 6, width = this.sigma.getDimensions().width;
      const x = Math.min(Math.max(node.x, half + 2), Math.max(half + 2, width - half - 2));
      const y = node.y + node.size + 17;
      ctx.fillStyle = this.colours.sheet;
      ctx.fillRect(x - half, y - 11, half * 2, 22);
      ctx.strokeRect(x - half, y - 11, half * 2, 22);
      ctx.fillStyle = this.colours.ink;
      ctx.textAlign = "center";
      ctx.fillText(node.label, x, y);
    }

    // Gives the view as a PNG to `done`. WebGL forgets what it drew: it is drawn anew and read at once.
    png(done) {
      this.sigma.refresh();
      const own = this.sigma.getCanvases();
      const made = document.createElement("canvas");
      made.width = own.nodes.width;
      made.height = own.nodes.height;
      const ctx = made.getContext("2d");
      ctx.fillStyle = this.colours.sheet;
      ctx.fillRect(0, 0, made.width, made.height);
      [own.edges, own.nodes, this.labels.canvas].forEach((one) => ctx.drawImage(one, 0, 0, made.width, made.height));
      made.toBlob(done, "image/png");
    }
  };
})();
