// A button beside each listing that copies it, without numbers of lines and without prompts.
import { gettext } from "./gettext.js";

const LISTINGS = "div:not(.highlight-output) > div.highlight > pre";
const LEFT_OUT = ".linenos, .gp";
const COPY = gettext("Copy");
const TOLD_MS = 2000;
const SVG = "http://www.w3.org/2000/svg";
const SHAPES = {
  copy: "M8 10a2 2 0 0 1 2-2h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-8a2 2 0 0 1-2-2z M16 8V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v8a2 2 0 0 0 2 2h2",
  done: "M5 12l5 5L20 7",
};

/** @param {string} shape */
function icon(shape) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  path.setAttribute("d", shape);
  svg.append(path);
  return svg;
}

/** @param {Element} listing */
function textOf(listing) {
  const copy = /** @type {Element} */ (listing.cloneNode(true));
  for (const part of copy.querySelectorAll(LEFT_OUT)) part.remove();
  return copy.textContent ?? "";
}

/**
 * @param {HTMLButtonElement} button
 * @param {string} said
 * @param {boolean} done
 */
function show(button, said, done) {
  button.setAttribute("aria-label", said);
  if (said === COPY) delete button.dataset.told;
  else button.dataset.told = said;
  button.classList.toggle("success", done);
  button.replaceChildren(icon(done ? SHAPES.done : SHAPES.copy));
}

for (const listing of document.querySelectorAll(LISTINGS)) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copybtn";
  show(button, COPY, false);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(textOf(listing));
      show(button, gettext("Copied"), true);
    } catch {
      show(button, gettext("Cannot be copied here"), false);
    }
    setTimeout(() => show(button, COPY, false), TOLD_MS);
  });
  listing.after(button);
}
