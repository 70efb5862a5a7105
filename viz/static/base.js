// Every page: the reader's language and light or dark, and what other scripts share as `zhijiao`.
(function () {
  "use strict";

  var html = document.documentElement;
  var dictionary = null;

  // A browser may refuse to keep anything; then choices hold for this page.
  function kept(name) { try { return window.localStorage.getItem("zhijiao-" + name); } catch (refused) { return null; } }
  function keep(name, value) { try { window.localStorage.setItem("zhijiao-" + name, value); } catch (refused) { return; } }

  var language = kept("language") === "en" ? "en" : "zh";
  var theme = kept("theme");
  if (theme === "light" || theme === "dark") html.dataset.theme = theme;

  // Splits "{} of {}" or "{1} of {0}" into texts and the numbers of values.
  function pieces(pattern) {
    var next = 0;
    return pattern.split(/(\{\d*\})/).filter(Boolean).map(function (piece) {
      if (!/^\{\d*\}$/.test(piece)) return piece;
      return piece === "{}" ? next++ : Number(piece.slice(1, -1));
    });
  }

  function pattern(zh) {
    return language === "en" && dictionary && Object.hasOwn(dictionary, zh) ? dictionary[zh] : zh;
  }

  // A phrase that a script writes, in the reader's language; each {} of `zh` takes one of the values.
  function t(zh) {
    var values = Array.prototype.slice.call(arguments, 1);
    return pieces(pattern(zh)).map(function (piece) {
      return typeof piece === "number" ? String(values[piece]) : piece;
    }).join("");
  }

  function translate(element) {
    var zh = element.zh;
    if (zh === undefined) {
      zh = element.zh = Array.prototype.map.call(element.childNodes, function (node) {
        return node.nodeType === Node.TEXT_NODE ? node.data : "{}";
      }).join("");
      element.slots = Array.prototype.slice.call(element.children);
    }
    var slots = element.slots;
    element.replaceChildren.apply(element, pieces(pattern(zh)).map(function (piece) {
      return typeof piece === "number" ? slots[piece] || "" : piece;
    }));
  }

  function translateAttributes(element) {
    element.zhAttributes = element.zhAttributes || {};
    element.dataset.t.split(" ").forEach(function (name) {
      var known = element.zhAttributes;
      if (!Object.hasOwn(known, name)) known[name] = element.getAttribute(name) || "";
      element.setAttribute(name, pattern(known[name]));
    });
  }

  function apply() {
    html.lang = language === "en" ? "en" : "zh-CN";
    // Phrases within the values of others come first.
    Array.prototype.slice.call(document.querySelectorAll(".t")).reverse().forEach(translate);
    document.querySelectorAll("[data-t]").forEach(translateAttributes);
    var button = document.querySelector("[data-switch=language]");
    if (button) {
      button.textContent = language === "en" ? "中文" : "English";
      button.lang = language === "en" ? "zh-CN" : "en";
    }
    document.dispatchEvent(new CustomEvent("zhijiao-language", { detail: language }));
  }

  // Adds a script once; `done` is called when it has run. Pages from disk can load scripts, but fetch nothing.
  var loading = {};
  function load(source, done, failed) {
    var known = loading[source] || (loading[source] = { script: null, ran: false });
    if (known.ran) { done(); return; }
    if (!known.script) {
      known.script = document.createElement("script");
      known.script.src = source;
      known.script.addEventListener("load", function () { known.ran = true; });
      document.head.append(known.script);
    }
    known.script.addEventListener("load", done);
    known.script.addEventListener("error", function () { if (failed) failed(); });
  }

  function inLanguage() {
    if (language === "en" && !dictionary) load(html.dataset.english, apply);
    else apply();
  }

  window.zhijiao = {
    t: t,
    load: load,
    root: html.dataset.root,
    english: function (words) { dictionary = words; },
    language: function () { return language; }
  };

  document.addEventListener("DOMContentLoaded", function () {
    var bar = document.querySelector(".switches");
    if (bar) bar.hidden = false;
    if (language === "en") inLanguage();
    document.addEventListener("click", function (event) {
      var button = event.target.closest && event.target.closest("[data-switch]");
      if (!button) return;
      if (button.dataset.switch === "language") {
        language = language === "en" ? "zh" : "en";
        keep("language", language);
        inLanguage();
      } else {
        var dark = html.dataset.theme ? html.dataset.theme === "dark"
          : window.matchMedia("(prefers-color-scheme: dark)").matches;
        html.dataset.theme = dark ? "light" : "dark";
        keep("theme", html.dataset.theme);
        document.dispatchEvent(new CustomEvent("zhijiao-theme"));
      }
    });
  });
})();
