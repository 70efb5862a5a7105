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
  function write(ctx, colours, text, x, y, font, colour, margin) {
    ctx.font = font;
    ctx.lineJoin = "round";
    ctx.lineWidth = margin || 4;
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
    var margin = Math.min(70, Math.round(canvas.clientWidth * 0.1));
    var looks = {};
    var hovered = null;
    var network;

    function label(node, ctx, x, y, state) {
      var size = node.strong ? 14 : 13;
      var font = (node.strong || state.hover ? "600 " : "") + size + "px " + family;
      var small = size * 0.86 + "px " + family;
      var side = narrow && node.side !== "below" ? "right" : node.side;
      ctx.textBaseline = "middle";
      if (side === "below") {
        // On a narrow screen the name stands right above the picture, as the page's heading.
        if (narrow && node.centre) return;
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

    // Labels of a network to roam in keep their size on the screen. Those of strong nodes come first; one
    // that would cover another is left out until the reader comes closer.
    function labels(ctx) {
      var scale = network.getScale();
      var taken = [];
      nodes.get({ filter: function (item) { return !item.hidden; } }).map(function (item) {
        var node = looks[item.id];
        return { node: node, item: item, hover: item.id === hovered };
      }).filter(function (one) {
        return !one.node.faint || one.hover || scale >= 1;
      }).sort(function (a, b) {
        return b.hover - a.hover || b.node.strong - a.node.strong || a.node.faint - b.node.faint ||
          b.node.size - a.node.size || a.item.id - b.item.id;
      }).forEach(function (one) {
        var size = (one.node.strong ? 13.5 : 12.5) / scale;
        ctx.font = (one.node.strong || one.hover ? "600 " : "") + size + "px " + family;
        var half = ctx.measureText(one.node.label).width / 2 + 3 / scale;
        var away = one.node.size + size * 0.85;
        var places = [one.item.y + away, one.item.y - away].filter(function (y) {
          return !taken.some(function (other) {
            return one.item.x - half < other[2] && one.item.x + half > other[0] &&
              y - size * 0.65 < other[3] && y + size * 0.65 > other[1];
          });
        });
        if (!places.length) return;
        var y = places[0];
        taken.push([one.item.x - half, y - size * 0.65, one.item.x + half, y + size * 0.65]);
        ctx.textAlign = "center";
        ctx.textBaseline = "middle";
        write(ctx, colours, one.node.label, one.item.x, y, ctx.font, colours.ink, 4 / scale);
      });
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
            ctx.lineWidth = node.strong ? 2.5 : 0.75;
            ctx.strokeStyle = node.strong || state.hover ? colours.ink : colours.strong;
            ctx.stroke();
            ctx.restore();
          },
          drawExternalLabel: function () {
            if (data.roam) return;
            ctx.save();
            label(node, ctx, x, y, state);
            ctx.restore();
          },
          nodeDimensions: { width: 2 * reach, height: 2 * reach }
        };
      };
    }

    // Where lines are many, single ones must not weigh much.
    var crowded = data.edges.filter(function (edge) { return edge.strong; }).length > 120;
    function line(edge) { return edge.strong && !crowded ? colours.strong : colours.edge; }

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
        id: place, from: edge.from, to: edge.to, title: edge.title || undefined, width: crowded ? 0.8 : edge.width,
        modes: edge.modes, strong: edge.strong, color: { color: line(edge), hover: colours.accent, inherit: false }
      };
    }));

    function height() {
      if (!data.roam) return narrow ? Math.max(120, data.height.narrow) : Math.max(180, Math.min(760, data.height.wide));
      var box = frame();
      var needed = (box[3] - box[1]) / (box[2] - box[0]) * (canvas.clientWidth - 2 * margin) + 80;
      return Math.max(280, Math.min(760, Math.round(window.innerHeight * 0.74), Math.round(needed)));
    }

    // Left, top, right and bottom of what is shown, with labels where they belong to the picture's size.
    function frame() {
      var box = [Infinity, Infinity, -Infinity, -Infinity];
      nodes.forEach(function (item) {
        if (item.hidden) return;
        var node = looks[item.id];
        var side = narrow && node.side !== "below" ? "right" : node.side;
        var note = narrow ? 0 : node.note.length;
        var text = data.roam ? 0 : (node.label.length + note + 1.5) * 13;
        if (narrow && node.centre) text = 0;
        box[0] = Math.min(box[0], item.x - node.size - (side === "left" ? text : side === "below" ? text / 2 : 4));
        box[2] = Math.max(box[2], item.x + node.size + (side === "right" ? text : side === "below" ? text / 2 : 4));
        box[1] = Math.min(box[1], item.y - node.size - 12);
        box[3] = Math.max(box[3], item.y + node.size + 20);
      });
      return box;
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

    function fit() {
      var box = frame();
      if (box[0] > box[2]) return;
      // Labels of constant size need their margin on the screen, not in the picture.
      var wide = canvas.clientWidth - (data.roam ? 2 * margin : 0);
      var high = canvas.clientHeight - (data.roam ? 40 : 0);
      var scale = Math.min(wide / (box[2] - box[0]), high / (box[3] - box[1]), data.roam ? 1.6 : 1.25);
      network.moveTo({
        position: { x: (box[0] + box[2]) / 2, y: (box[1] + box[3]) / 2 }, scale: scale, animation: false
      });
    }
    fit();

    if (data.roam) network.on("afterDrawing", labels);
    network.on("hoverNode", function (event) {
      hovered = event.node;
      canvas.style.cursor = looks[event.node].href ? "pointer" : "default";
    });
    network.on("blurNode", function () {
      hovered = null;
      canvas.style.cursor = "";
    });
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
