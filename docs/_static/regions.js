// What assistive technology is told of the page that Furo's templates do not say: names for
// its landmarks, and a place in the tab order for boxes that scroll.
"use strict";

const NAMES = { ".sidebar-drawer": "Site", ".toc-drawer": "On this page" };
const BOXES = ".math-wrapper, .table-wrapper, .drawing, .highlight pre";

for (const [selector, name] of Object.entries(NAMES)) {
  document.querySelector(selector)?.setAttribute("aria-label", name);
}

const watch = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});
for (const box of document.querySelectorAll(BOXES)) watch.observe(box);
