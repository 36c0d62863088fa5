// What Furo's templates do not say of the page: names for its landmarks, switches of its
// drawers that a keyboard reaches, and a place in the tab order for boxes that scroll.
"use strict";

const NAMES = { ".sidebar-drawer": "Site", ".toc-drawer": "On this page" };
const DRAWERS = { __navigation: ".sidebar-drawer", __toc: ".toc-drawer" };
const BOXES = ".math-wrapper, .table-wrapper, .drawing, .highlight pre";

for (const [selector, name] of Object.entries(NAMES)) {
  document.querySelector(selector)?.setAttribute("aria-label", name);
}

// Furo's switches are labels of hidden check boxes, which only a pointer reaches.
for (const label of document.querySelectorAll("label[for=__navigation], label[for=__toc]")) {
  if (label.classList.contains("overlay")) continue;
  const box = document.getElementById(label.htmlFor);
  const button = document.createElement("button");
  const tell = () => button.setAttribute("aria-expanded", String(box.checked));
  button.type = "button";
  button.className = label.className;
  button.setAttribute("aria-label", NAMES[DRAWERS[label.htmlFor]]);
  button.append(...label.childNodes);
  button.addEventListener("click", () => box.click());
  box.addEventListener("change", tell);
  tell();
  label.replaceWith(button);
}
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const id of Object.keys(DRAWERS)) {
    const box = document.getElementById(id);
    if (box?.checked) box.click();
  }
});

const watch = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});
for (const box of document.querySelectorAll(BOXES)) {
  // What is not laid out yet has no size to tell of, and may scroll.
  if (!box.checkVisibility({ contentVisibilityAuto: true })) box.tabIndex = 0;
  watch.observe(box);
}
