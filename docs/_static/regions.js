// What Furo's templates do not say of the page: names for its landmarks, switches of its
// drawers that a keyboard reaches, and a place in the tab order for boxes that scroll.
import { gettext } from "./gettext.js";

/** @type {Record<string, string>} */
const NAMES = { ".sidebar-drawer": gettext("Site"), ".toc-drawer": gettext("On this page") };
/** @type {Record<string, string>} */
const DRAWERS = { __navigation: ".sidebar-drawer", __toc: ".toc-drawer" };
// The present choice is told by the tooltip of its icon.
const COLOURS = gettext("Colours: light, dark or as the system");
const ICONS = {
  "svg-menu": NAMES[".sidebar-drawer"],
  "svg-toc": NAMES[".toc-drawer"],
  "svg-sun": gettext("Light"),
  "svg-moon": gettext("Dark"),
  "svg-sun-with-moon": gettext("As the system, now light"),
  "svg-moon-with-sun": gettext("As the system, now dark"),
};
const BOXES = ".math-wrapper, .table-wrapper, .drawing, .highlight pre";

/** @param {string} id */
function switchOf(id) {
  return /** @type {HTMLInputElement | null} */ (document.getElementById(id));
}

for (const [selector, name] of Object.entries(NAMES)) {
  document.querySelector(selector)?.setAttribute("aria-label", name);
}

for (const button of document.querySelectorAll(".theme-toggle")) {
  button.setAttribute("aria-label", COLOURS);
}
for (const [id, name] of Object.entries(ICONS)) {
  const title = document.querySelector(`#${id} > title`);
  if (title) title.textContent = name;
}

// Furo's switches are labels of hidden check boxes, which only a pointer reaches.
/** @type {NodeListOf<HTMLLabelElement>} */
const labels = document.querySelectorAll("label[for=__navigation], label[for=__toc]");
for (const label of labels) {
  const box = switchOf(label.htmlFor);
  if (!box || label.classList.contains("overlay")) continue;
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
    const box = switchOf(id);
    if (box?.checked) box.click();
  }
});

const watch = new ResizeObserver((entries) => {
  // All are asked before one is changed: after a change the next would be styled anew.
  const wide = new Set(entries.filter(({ target }) => target.scrollWidth > target.clientWidth));
  for (const entry of entries) {
    if (wide.has(entry)) entry.target.setAttribute("tabindex", "0");
    else entry.target.removeAttribute("tabindex");
  }
});
for (const box of document.querySelectorAll(BOXES)) {
  // What is not laid out yet has no size to tell of, and may scroll: what is, is told of at once.
  box.setAttribute("tabindex", "0");
  watch.observe(box);
}
