// A drawing as large as the screen, at a tap, where the column is too narrow for its labels.  Without
// this script the link leads to the drawing's own file.
import { element } from "./elements.js";
import { gettext } from "./gettext.js";

// A drawing that is turned has to gain so much for it.
const WORTH = 1.2;

/**
 * Return whether `drawing` is larger in a frame of `width` and `height` once it is turned.
 * @param {SVGSVGElement} drawing
 * @param {DOMRect} frame
 */
function gainsByTurning(drawing, { width, height }) {
  const size = drawing.viewBox.baseVal;
  const upright = Math.min(width / size.width, height / size.height);
  return Math.min(height / size.width, width / size.height) > WORTH * upright;
}

/**
 * Show `drawing` in a dialog; when that is closed it goes back to its place, which is kept.
 * @param {Element} place
 * @param {SVGSVGElement} drawing
 */
function view(place, drawing) {
  const close = element("button", { type: "button" }, gettext("Close"));
  const hint = element("p", {}, gettext("Turn the screen to read it"));
  const frame = element("div", { className: "figure-frame" });
  const name = drawing.closest("figure")?.querySelector(".caption-number")?.textContent?.trim();
  const dialog = element(
    "dialog",
    { className: "figure-view", "aria-label": name || gettext("Figure") },
    element("header", {}, hint, close),
    frame,
  );
  const fit = () => {
    const turned = gainsByTurning(drawing, frame.getBoundingClientRect());
    frame.classList.toggle("turned", turned);
    hint.hidden = !turned;
  };
  /** @type {HTMLElement} */ (place).style.blockSize = `${place.getBoundingClientRect().height}px`;
  document.body.append(dialog);
  frame.append(drawing);
  dialog.showModal();
  fit();
  addEventListener("resize", fit);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    removeEventListener("resize", fit);
    place.prepend(drawing);
    place.removeAttribute("style");
    dialog.remove();
  });
}

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const place = event.target.closest(".enlarge")?.parentElement;
  /** @type {SVGSVGElement | null | undefined} */
  const drawing = place?.querySelector("svg.drawn");
  if (!place || !drawing || !("showModal" in HTMLDialogElement.prototype)) return;
  event.preventDefault();
  view(place, drawing);
});
