// Sets the formulas of a page in the browser: what the site's own pages are measured against.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  for (const element of document.querySelectorAll(".math")) {
    const [, open, tex] = /^\s*(\\[[(])([^]*)\\[\])]\s*$/.exec(element.textContent);
    katex.render(tex, element, { displayMode: open === "\\[" });
  }
});
