// The first page: says when its file last changed.
(function () {
  "use strict";

  // Without a date of the file, browsers give the time of asking.
  var NOW = 10000;

  function show() {
    var place = document.querySelector("[data-modified]");
    var changed = new Date(document.lastModified);
    if (!place || Number.isNaN(changed.getTime()) || Date.now() - changed.getTime() < NOW) return;
    place.textContent = window.zhijiao.t("首页更新于 {}", changed.toLocaleDateString(document.documentElement.lang));
    place.hidden = false;
  }

  document.addEventListener("DOMContentLoaded", show);
  document.addEventListener("zhijiao-language", show);
})();
