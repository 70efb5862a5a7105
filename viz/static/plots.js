// Draws each plot of a page when it is scrolled near, from the numbers beside it.
(function () {
  "use strict";

  var SYMBOLS = ["circle", "rect", "triangle", "diamond", "roundRect", "emptyCircle"];
  var COLOURS = 6;
  var BAR = 30;
  var HEIGHT = 320;

  function css(name) { return getComputedStyle(document.documentElement).getPropertyValue(name).trim(); }

  function look() {
    var colours = [];
    for (var number = 1; number <= COLOURS; number++) colours.push(css("--plot-" + number));
    return {
      colours: colours, ink: css("--ink"), soft: css("--soft"), line: css("--line"), sheet: css("--sheet"),
      // The library writes it into an attribute as it is.
      font: getComputedStyle(document.body).fontFamily.replaceAll('"', "'")
    };
  }

  function said(one) { return one[1] ? window.zhijiao.t(one[0]) : one[0]; }
  function number(text) { return text === "" ? null : Number(text); }

  // About how wide a text is: a Chinese character is as wide as it is high.
  function width(text) {
    var sum = 0;
    for (var letter of text) sum += letter.codePointAt(0) > 0x2e7f ? 12 : 6.8;
    return sum;
  }

  function rowsOfLegend(names, room) {
    var rows = 1, used = 0;
    names.forEach(function (name) {
      var wide = width(name) + 38;
      if (used && used + wide > room) { rows++; used = 0; }
      used += wide;
    });
    return rows;
  }

  function short(text, room) {
    if (width(text) <= room) return text;
    var kept = "";
    for (var letter of text) {
      if (width(kept + letter) > room - 12) break;
      kept += letter;
    }
    return kept + "…";
  }

  function axisOf(names, seen) {
    return {
      type: "category", data: names, axisTick: { show: false }, axisLine: { lineStyle: { color: seen.line } },
      axisLabel: { color: seen.ink, fontSize: 12 }
    };
  }

  function valueAxis(seen, from) {
    return {
      type: "value", scale: from,
      axisLabel: { color: seen.soft, fontSize: 12 }, splitLine: { lineStyle: { color: seen.line } }
    };
  }

  function seriesOf(plot, seen, names) {
    if (plot.kind === "box") {
      var boxes = plot.axis.map(function (_, place) {
        return plot.series.map(function (row) { return number(row[2][place]); });
      });
      return [{
        type: "boxplot", name: plot.title, data: boxes, boxWidth: [8, 36],
        itemStyle: { color: seen.sheet, borderColor: seen.colours[0], borderWidth: 1.5 }
      }];
    }
    return plot.series.map(function (row, place) {
      var one = { name: names[place], data: row[2].map(number), color: seen.colours[place % COLOURS] };
      if (plot.kind === "lines") {
        one.type = "line";
        one.symbol = SYMBOLS[place % SYMBOLS.length];
        one.symbolSize = 8;
        one.connectNulls = true;
        one.lineStyle = { width: 2, type: place < COLOURS ? "solid" : "dashed" };
      } else {
        one.type = "bar";
        one.barMaxWidth = plot.kind === "bars" ? 20 : 44;
        if (plot.kind === "stack") one.stack = "all";
        if (plot.kind === "bars") one.label = { show: true, position: "right", color: seen.ink };
      }
      return one;
    });
  }

  // One line of a tooltip for each number; in a box its five numbers have names of their own.
  function tip(plot, names, places) {
    return function (found) {
      var place = (Array.isArray(found) ? found[0] : found).dataIndex;
      return [places[place]].concat(plot.series.map(function (row, at) {
        return row[2][place] === "" ? "" : names[at] + "  " + row[2][place] + (plot.unit && " " + plot.unit);
      }).filter(Boolean)).join("\n");
    };
  }

  function optionsOf(plot, room, seen, title) {
    var names = plot.series.map(said);
    var places = plot.axis.map(said);
    var lying = plot.kind === "bars";
    var legend = plot.series.length > 1 && plot.kind !== "box";
    var under = legend ? rowsOfLegend(names, room - 20) * 24 + 12 : 8;
    var top = title ? 68 : 14;
    var labels = lying ? Math.min(room * 0.45, Math.max.apply(null, places.map(width)) + 14) : 0;
    var along = axisOf(lying ? places.map(function (one) { return short(one, labels); }) : places, seen);
    if (lying) along.inverse = true;
    var across = valueAxis(seen, plot.kind === "lines" || plot.kind === "box");
    if (plot.unit === "%") across.max = function (ends) { return ends.max <= 100 ? 100 : null; };
    if (lying) across.minInterval = plot.unit === "%" ? 0 : 1;
    return {
      animation: false, backgroundColor: seen.sheet,
      textStyle: { fontFamily: seen.font, color: seen.ink },
      title: title ? { text: title[0], subtext: title[1], left: 8, top: 6, textStyle: { color: seen.ink, fontSize: 15 }, subtextStyle: { color: seen.soft, fontSize: 11 } } : undefined,
      grid: { left: 10, right: lying ? 48 : 18, top: top, bottom: under, outerBoundsMode: "same" },
      legend: legend ? { bottom: 0, left: 4, itemWidth: 22, textStyle: { color: seen.ink, fontSize: 12 }, data: names } : undefined,
      tooltip: {
        trigger: plot.kind === "box" ? "item" : "axis", renderMode: "richText", confine: true,
        formatter: tip(plot, names, places), backgroundColor: seen.sheet, borderColor: seen.line, borderWidth: 1,
        textStyle: { color: seen.ink, fontSize: 12, lineHeight: 18 }
      },
      xAxis: lying ? across : along, yAxis: lying ? along : across,
      series: seriesOf(plot, seen, names)
    };
  }

  function heightOf(plot) {
    if (plot.kind !== "bars") return HEIGHT;
    return Math.max(120, plot.axis.length * (BAR + (plot.series.length - 1) * 16) + 56);
  }

  function Drawn(figure) {
    this.figure = figure;
    this.plot = JSON.parse(figure.querySelector("script[type='application/json']").textContent);
    this.place = figure.querySelector(".chart");
    this.chart = null;
  }

  Drawn.prototype.reserve = function () {
    this.place.hidden = false;
    this.place.style.height = heightOf(this.plot) + "px";
  };

  Drawn.prototype.draw = function () {
    if (!this.chart) {
      this.chart = window.echarts.init(this.place, null, { renderer: "svg" });
      this.figure.querySelector(".tools").hidden = false;
      new ResizeObserver(this.repaint.bind(this)).observe(this.place);
    }
    this.repaint();
  };

  Drawn.prototype.repaint = function () {
    if (!this.chart || !this.place.clientWidth) return;
    this.chart.resize();
    this.chart.setOption(optionsOf(this.plot, this.place.clientWidth, look()), true);
    // The library marks its picture by itself; the words beside it are better.
    var picture = this.place.querySelector("svg");
    if (picture) picture.setAttribute("aria-hidden", "true");
  };

  // The picture with its title and where it comes from, as text of an SVG file.
  Drawn.prototype.svg = function () {
    var wide = Math.max(640, this.place.clientWidth);
    var size = { renderer: "svg", ssr: true, width: wide, height: heightOf(this.plot) + 60 };
    var apart = window.echarts.init(null, null, size);
    apart.setOption(optionsOf(this.plot, wide, look(), this.title()));
    var text = apart.renderToSVGString();
    apart.dispose();
    return { text: text, width: wide, height: size.height };
  };

  Drawn.prototype.title = function () {
    var heading = document.querySelector("h1");
    return [window.zhijiao.t(this.plot.title) + (this.plot.unit && "（" + this.plot.unit + "）"),
      (heading ? heading.textContent.trim() + " · " : "") + document.title.split(" · ").pop()];
  };

  Drawn.prototype.save = function (kind) {
    var made = this.svg();
    var name = this.title()[0] + "." + kind;
    if (kind === "svg") { offer(new Blob([made.text], { type: "image/svg+xml" }), name); return; }
    var picture = new Image();
    picture.addEventListener("load", function () {
      var canvas = document.createElement("canvas");
      canvas.width = made.width * 2;
      canvas.height = made.height * 2;
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(function (blob) { offer(blob, name); });
    });
    picture.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(made.text);
  };

  function offer(blob, name) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  }

  document.addEventListener("DOMContentLoaded", function () {
    var drawn = Array.prototype.map.call(document.querySelectorAll("[data-plot]"), function (figure) {
      return new Drawn(figure);
    });
    var near = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (!entry.isIntersecting) return;
        near.unobserve(entry.target);
        var one = drawn.find(function (each) { return each.figure === entry.target; });
        window.zhijiao.load(entry.target.dataset.script, function () { one.draw(); });
      });
    }, { rootMargin: "400px" });
    drawn.forEach(function (one) {
      one.reserve();
      near.observe(one.figure);
      one.figure.addEventListener("click", function (event) {
        var button = event.target.closest("[data-save]");
        if (button) one.save(button.dataset.save);
      });
    });
    function again() { drawn.forEach(function (one) { one.repaint(); }); }
    document.addEventListener("zhijiao-language", again);
    document.addEventListener("zhijiao-theme", again);
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  });
})();
