// Draws nodes in the shapes of the legend: one point each, whose pixels ask how far they lie from its border.
(function () {
  "use strict";

  const { NodeProgram, floatColor } = window.zhijiaoSigma || {};
  if (!NodeProgram) return;

  // The order is that of `inside` below.
  const SHAPES = ["dot", "square", "diamond", "triangle", "triangleDown", "hexagon", "star"];
  // A point is larger than its node by so much: corners of stars and triangles reach beyond the radius.
  const MARGIN = "1.5";

  const VERTEX = `
    attribute vec4 a_id;
    attribute vec4 a_color;
    attribute vec4 a_line;
    attribute vec2 a_position;
    attribute float a_size;
    attribute float a_shape;
    uniform float u_sizeRatio;
    uniform float u_pixelRatio;
    uniform mat3 u_matrix;
    varying vec4 v_color;
    varying vec4 v_line;
    varying float v_shape;
    varying float v_pixel;
    const float bias = 255.0 / 254.0;
    void main() {
      gl_Position = vec4((u_matrix * vec3(a_position, 1)).xy, 0, 1);
      float radius = max(a_size / u_sizeRatio * u_pixelRatio, 1.0);
      gl_PointSize = radius * 2.0 * ${MARGIN};
      v_pixel = 1.0 / radius;
      v_shape = a_shape;
      #ifdef PICKING_MODE
      v_color = a_id;
      #else
      v_color = a_color;
      #endif
      v_color.a *= bias;
      v_line = a_line;
      v_line.a *= bias;
    }`;

  const FRAGMENT = `
    precision mediump float;
    varying vec4 v_color;
    varying vec4 v_line;
    varying float v_shape;
    varying float v_pixel;
    float polygon(vec2 p, float count, float inner) {
      float step = 6.2831853 / count;
      float angle = mod(atan(p.x, p.y) + step / 2.0, step) - step / 2.0;
      return length(p) * cos(angle) - inner;
    }
    float inside(vec2 p) {
      if (v_shape < 0.5) return length(p) - 1.0;
      if (v_shape < 1.5) return max(abs(p.x), abs(p.y)) - 0.88;
      if (v_shape < 2.5) return (abs(p.x) + abs(p.y) - 1.22) * 0.7071;
      if (v_shape < 3.5) return polygon(vec2(p.x, -p.y - 0.15), 3.0, 0.66);
      if (v_shape < 4.5) return polygon(vec2(p.x, p.y - 0.15), 3.0, 0.66);
      if (v_shape < 5.5) return polygon(p, 6.0, 0.92);
      float angle = mod(atan(p.x, p.y) + 0.6283185, 1.2566371) - 0.6283185;
      return length(p) - mix(1.4, 0.62, abs(angle) / 0.6283185);
    }
    void main() {
      vec2 p = (gl_PointCoord - 0.5) * 2.0 * ${MARGIN};
      float away = inside(vec2(p.x, -p.y));
      #ifdef PICKING_MODE
      gl_FragColor = away > v_pixel ? vec4(0.0) : v_color;
      #else
      float edge = 1.6 * v_pixel;
      vec4 colour = mix(v_color, v_line, smoothstep(-edge - v_pixel, -edge, away));
      gl_FragColor = mix(colour, vec4(0.0), smoothstep(-v_pixel, 0.0, away));
      #endif
    }`;

  zhijiao.whole.ShapeProgram = class extends NodeProgram {
    getDefinition() {
      const { FLOAT, UNSIGNED_BYTE, POINTS } = WebGLRenderingContext;
      return {
        VERTICES: 1, VERTEX_SHADER_SOURCE: VERTEX, FRAGMENT_SHADER_SOURCE: FRAGMENT, METHOD: POINTS,
        UNIFORMS: ["u_sizeRatio", "u_pixelRatio", "u_matrix"],
        ATTRIBUTES: [
          { name: "a_position", size: 2, type: FLOAT },
          { name: "a_size", size: 1, type: FLOAT },
          { name: "a_shape", size: 1, type: FLOAT },
          { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
          { name: "a_line", size: 4, type: UNSIGNED_BYTE, normalized: true },
          { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true }
        ]
      };
    }

    processVisibleItem(id, start, node) {
      this.array.set([
        node.x, node.y, node.size, Math.max(0, SHAPES.indexOf(node.shape)),
        floatColor(node.color), floatColor(node.line), id
      ], start);
    }

    setUniforms(params, { gl, uniformLocations }) {
      gl.uniform1f(uniformLocations.u_pixelRatio, params.pixelRatio);
      gl.uniform1f(uniformLocations.u_sizeRatio, params.sizeRatio);
      gl.uniformMatrix3fv(uniformLocations.u_matrix, false, params.matrix);
    }
  };
})();
