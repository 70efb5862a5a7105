// Adds the links to the questions, the editor and the API to a page of the site, and opens those that wait for a
// server: only the server has these.
"use strict";
{
  const root = new URL("..", document.currentScript.src);
  const nav = document.querySelector("header.site nav");
  const known = new Set([...nav.querySelectorAll("a")].map((link) => link.href));
  for (const [place, label] of [["queries", "查询"], ["editor", "SPARQL"], ["api", "接口"]]) {
    const link = document.createElement("a");
    link.href = new URL(place, root).href;
    link.className = "t";
    link.textContent = label;
    if (!known.has(link.href)) nav.append(" ", link);
  }
  for (const link of document.querySelectorAll("a[data-served]")) {
    link.href = new URL(link.dataset.served, root).href;
    link.hidden = false;
  }
}
