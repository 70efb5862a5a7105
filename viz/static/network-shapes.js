// The shapes of nodes as corners around a point, for the canvas and for files.
(function () {
  "use strict";

  function ring(count, radius, inner) {
    return Array.from({ length: count }, function (_, place) {
      const reach = inner && place % 2 ? inner : radius;
      const angle = -Math.PI / 2 + place * 2 * Math.PI / count;
      return [reach * Math.cos(angle), reach * Math.sin(angle)];
    });
  }

  const CORNERS = {
    square: (r) => [[-0.9 * r, -0.9 * r], [0.9 * r, -0.9 * r], [0.9 * r, 0.9 * r], [-0.9 * r, 0.9 * r]],
    diamond: (r) => ring(4, r * 1.2),
    triangle: (r) => ring(3, r * 1.25).map((p) => [p[0], p[1] + r * 0.2]),
    triangleDown: (r) => ring(3, r * 1.25).map((p) => [p[0], -p[1] - r * 0.2]),
    hexagon: (r) => ring(6, r * 1.1),
    star: (r) => ring(10, r * 1.35, r * 0.6)
  };

  // The corners of a shape of this size, null for a circle.
  zhijiao.ego.corners = function (shape, size) { return CORNERS[shape] ? CORNERS[shape](size) : null; };
})();
