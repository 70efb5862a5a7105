// Shows the networks of a page with vis-network. Positions come with the data; nothing moves by itself.
(function () {
  "use strict";

  var NARROW = 640;

  function theme() {
    var style = getComputedStyle(document.documentElement);
    function colour(name) { return style.getPropertyValue(name).trim(); }
    return {
      ink: colour("--ink"), soft: colour("--soft"), sheet: colour("--sheet"),
      edge: colour("--edge"), strong: colour("--edge-strong"), accent: colour("--accent")
    };
  }

  function polygon(ctx, x, y, points) {
    ctx.beginPath();
    points.forEach(function (point, place) {
      ctx[place ? "lineTo" : "moveTo"](x + point[0], y + point[1]);
    });
    ctx.closePath();
  }

  function ring(count, radius, inner) {
    var points = [];
    for (var i = 0; i < count; i++) {
      var r = inner && i % 2 ? inner : radius;
      var angle = -Math.PI / 2 + i * 2 * Math.PI / count;
      points.push([r * Math.cos(angle), r * Math.sin(angle)]);
    }
    return points;
  }

  var SHAPES = {
    dot: function (ctx, x, y, r) { ctx.beginPath(); ctx.arc(x, y, r, 0, 2 * Math.PI); },
    square: function (ctx, x, y, r) { ctx.beginPath(); ctx.rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8); },
    diamond: function (ctx, x, y, r) { polygon(ctx, x, y, ring(4, r * 1.2)); },
    triangle: function (ctx, x, y, r) { polygon(ctx, x, y + r * 0.2, ring(3, r * 1.25)); },
    triangleDown: function (ctx, x, y, r) {
      polygon(ctx, x, y - r * 0.2, ring(3, r * 1.25).map(function (p) { return [p[0], -p[1]]; }));
    },
    hexagon: function (ctx, x, y, r) { polygon(ctx, x, y, ring(6, r * 1.1)); },
    star: function (ctx, x, y, r) { polygon(ctx, x, y, ring(10, r * 1.35, r * 0.6)); }
  };

  // Draws text with a margin of the background around it, so that lines behind do not cross it out.
  function write(ctx, colours, text, x, y, font, colour) {
    ctx.font = font;
    ctx.lineJoin = "round";
    ctx.lineWidth = 4;
    ctx.strokeStyle = colours.sheet;
    ctx.strokeText(text, x, y);
    ctx.fillStyle = colour;
    ctx.fillText(text, x, y);
    return ctx.measureText(text).width;
  }

  function start(figure) {
    var data = JSON.parse(figure.querySelector("script[type='application/json']").textContent);
    var canvas = figure.querySelector(".canvas");
    var narrow = window.innerWidth < NARROW && !data.roam;
    var colours = theme();
    var family = getComputedStyle(document.body).fontFamily;
    var looks = {};
    var network;

    function label(node, ctx, x, y, state) {
      var size = node.strong ? 14 : 13;
      var scale = network ? network.getScale() : 1;
      if (data.roam) {
        // Labels keep their size on the screen; those that would crowd wait until the reader comes closer.
        if (node.faint && scale < 1.15 && !state.hover && !state.selected) return;
        size = Math.min(34, Math.max(size, (node.strong ? 13 : 12) / scale));
      }
      var font = (node.strong || state.hover ? "600 " : "") + size + "px " + family;
      var small = size * 0.86 + "px " + family;
      var side = narrow && node.side !== "below" ? "right" : node.side;
      ctx.textBaseline = "middle";
      if (side === "below") {
        ctx.textAlign = "center";
        write(ctx, colours, node.label, x, y + node.size + size * 0.85, font, colours.ink);
        return;
      }
      var step = side === "left" ? -1 : 1;
      var start = x + step * (node.size + 6);
      ctx.textAlign = side === "left" ? "right" : "left";
      var width = write(ctx, colours, node.label, start, y, font, colours.ink);
      if (node.note && !narrow) write(ctx, colours, node.note, start + step * (width + 8), y, small, colours.soft);
    }

    function renderer(node) {
      return function (drawing) {
        var ctx = drawing.ctx, x = drawing.x, y = drawing.y, state = drawing.state;
        var reach = node.size + 3;
        return {
          drawNode: function () {
            ctx.save();
            SHAPES[node.shape](ctx, x, y, node.size);
            ctx.fillStyle = node.color;
            ctx.fill();
            ctx.lineWidth = node.strong ? 2.5 : 1;
            ctx.strokeStyle = node.strong || state.hover ? colours.ink : colours.sheet;
            ctx.stroke();
            ctx.restore();
          },
          drawExternalLabel: function () {
            ctx.save();
            label(node, ctx, x, y, state);
            ctx.restore();
          },
          nodeDimensions: { width: 2 * reach, height: 2 * reach }
        };
      };
    }

    function line(edge) { return edge.strong ? colours.strong : colours.edge; }

    var nodes = new vis.DataSet(data.nodes.filter(function (node) {
      return !narrow || node.narrow.length;
    }).map(function (node) {
      looks[node.id] = node;
      var at = narrow ? node.narrow : [node.x, node.y];
      return {
        id: node.id, x: at[0], y: at[1], label: node.label, title: node.title, size: node.size,
        shape: "custom", ctxRenderer: renderer(node), physics: false
      };
    }));
    var edges = new vis.DataSet(data.edges.filter(function (edge) {
      return looks[edge.from] && looks[edge.to];
    }).map(function (edge, place) {
      return {
        id: place, from: edge.from, to: edge.to, title: edge.title || undefined, width: edge.width,
        modes: edge.modes, strong: edge.strong, color: { color: line(edge), hover: colours.accent, inherit: false }
      };
    }));

    function height() {
      if (data.roam) return Math.max(420, Math.min(760, Math.round(window.innerHeight * 0.74)));
      return narrow ? Math.max(200, data.height.narrow) : Math.max(300, Math.min(760, data.height.wide));
    }

    canvas.style.height = height() + "px";
    if (data.roam) figure.classList.add("roam");
    network = new vis.Network(canvas, { nodes: nodes, edges: edges }, {
      autoResize: true,
      physics: false,
      layout: { improvedLayout: false },
      edges: { smooth: false, hoverWidth: 1, selectionWidth: 1 },
      interaction: {
        hover: true, tooltipDelay: 120, dragNodes: false, dragView: data.roam || !narrow,
        zoomView: data.roam, selectConnectedEdges: true, keyboard: false
      }
    });

    // The picture's frame counts labels too, which vis-network does not know of.
    function fit() {
      var left = 0, right = 0, top = 0, bottom = 0, first = true;
      nodes.forEach(function (item) {
        var node = looks[item.id];
        if (item.hidden) return;
        var text = (node.label.length + (narrow ? 0 : node.note.length) + 1.5) * 13;
        var side = narrow && node.side !== "below" ? "right" : node.side;
        var box = [
          item.x - (side === "left" ? text + node.size : node.size + 4 + (node.faint ? 0 : side === "below" ? text / 2 : 0)),
          item.x + (side === "right" ? text + node.size : node.size + 4 + (node.faint ? 0 : side === "below" ? text / 2 : 0)),
          item.y - node.size - 14, item.y + node.size + 22
        ];
        left = first ? box[0] : Math.min(left, box[0]);
        right = first ? box[1] : Math.max(right, box[1]);
        top = first ? box[2] : Math.min(top, box[2]);
        bottom = first ? box[3] : Math.max(bottom, box[3]);
        first = false;
      });
      if (first) return;
      var scale = Math.min(canvas.clientWidth / (right - left), canvas.clientHeight / (bottom - top), 1.25);
      network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: scale, animation: false });
    }
    fit();

    network.on("hoverNode", function (event) {
      canvas.style.cursor = looks[event.node].href ? "pointer" : "default";
    });
    network.on("blurNode", function () { canvas.style.cursor = ""; });
    network.on("click", function (event) {
      var node = event.nodes.length ? looks[event.nodes[0]] : null;
      if (node && node.href) window.location.assign(figure.dataset.root + node.href);
    });

    figure.querySelector(".tools").hidden = false;
    figure.querySelectorAll("[data-act]").forEach(function (button) {
      button.addEventListener("click", function () {
        var act = button.dataset.act;
        if (act === "fit") fit();
        else network.moveTo({ scale: network.getScale() * (act === "in" ? 1.35 : 1 / 1.35), animation: false });
      });
    });

    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", function () {
      colours = theme();
      edges.update(edges.map(function (edge) {
        return { id: edge.id, color: { color: line(edge), hover: colours.accent, inherit: false } };
      }));
      network.redraw();
    });

    if (data.roam) filters(nodes, edges, looks, fit);
    // Tests and curious readers reach the drawing through its element.
    figure.network = network;
  }

  function filters(nodes, edges, looks, fit) {
    var bar = document.querySelector(".filters");
    var mode = document.querySelector("[data-filter=mode]");
    var shared = document.querySelector("[data-filter=shared]");
    if (!bar || !mode) return;
    bar.hidden = false;
    function apply() {
      var seen = {};
      edges.update(edges.map(function (edge) {
        var shown = (!mode.value || edge.modes.indexOf(mode.value) >= 0) && (!shared || !shared.checked || edge.strong);
        if (shown) { seen[edge.from] = true; seen[edge.to] = true; }
        return { id: edge.id, hidden: !shown };
      }));
      nodes.update(nodes.map(function (node) { return { id: node.id, hidden: !seen[node.id] }; }));
      fit();
    }
    mode.addEventListener("change", apply);
    if (shared) shared.addEventListener("change", apply);
    apply();
  }

  document.querySelectorAll("figure.network").forEach(start);
})();
