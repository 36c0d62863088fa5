// A menu at each place that has an address: to copy its link, to copy the TeX of a formula, and to
// report an error there.  Without this script a link to a place leads to it, and no more.
import { element } from "./elements.js";
import { gettext } from "./gettext.js";
import { place } from "./previews-place.js";
import { filled, quotation } from "./report-address.js";

const TOLD_MS = 2000;
const NARROW = matchMedia("(max-width: 48em)");
const FORMULA = "article div.math";
const HEADINGS = "h1, h2, h3, h4, h5, h6";
/** @type {HTMLElement | null} */
const foot = document.querySelector(".report-error");
const menu = element("div", { className: "share", popover: "auto", role: "group" });
const told = element("p", { className: "share-told", role: "status" });

/** @param {string} id */
function addressOf(id) {
  const address = new URL(location.href);
  const depth = address.searchParams.get("depth");
  address.search = depth ? `depth=${depth}` : "";
  address.hash = id;
  return address.href;
}

/**
 * Return a button that copies `text` and says whether that was done.
 * @param {string} name
 * @param {string} text
 */
function copier(name, text) {
  const button = element("button", { type: "button" }, name);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text);
      told.textContent = gettext("Copied");
      setTimeout(() => menu.hidePopover(), TOLD_MS);
    } catch {
      told.textContent = gettext("Cannot be copied here");
    }
  });
  return button;
}

/**
 * Return the link that reports an error in `said` at the place `id`, if there is where to.
 * @param {string} id
 * @param {string} said
 */
function reporter(id, said) {
  const template = foot?.dataset.template;
  if (!template) return [];
  const values = { address: addressOf(id), quotation: quotation(said) };
  const href = filled(template, values);
  return [element("a", { href, rel: "external" }, gettext("Report an error here"))];
}

/**
 * Show the menu with `items` beside `box`; on a phone it is a sheet at the foot.
 * @param {Element | Range} box
 * @param {(Node | string)[]} items
 */
function open(box, items) {
  told.textContent = "";
  menu.replaceChildren(...items, told);
  menu.removeAttribute("style");
  menu.showPopover();
  if (NARROW.matches) return;
  const view = { width: innerWidth, height: innerHeight };
  const { left, top, bottom } = place(
    box.getBoundingClientRect(),
    menu.getBoundingClientRect(),
    view,
  );
  menu.style.left = `${left}px`;
  if (top === null) menu.style.bottom = `${bottom}px`;
  else menu.style.top = `${top}px`;
}

/** @param {Element} formula */
function texOf(formula) {
  return formula.querySelector("annotation")?.textContent?.trim() ?? "";
}

/** @param {Element} link */
function whatIsAt(link) {
  const formula = link.closest(FORMULA);
  const heading = link.closest(HEADINGS);
  return { formula, said: formula ? texOf(formula) : (heading ?? link.parentElement)?.textContent };
}

/** @param {HTMLAnchorElement} link */
function openAtLink(link) {
  const id = decodeURIComponent(link.hash.slice(1));
  const { formula, said } = whatIsAt(link);
  const items = [copier(gettext("Copy link"), addressOf(id))];
  if (formula) items.push(copier(gettext("Copy TeX"), texOf(formula)));
  open(link, [...items, ...reporter(id, (said ?? "").replace(/#$/, ""))]);
  menu.querySelector("button")?.focus();
}

/** @param {Element} formula */
function openAtFormula(formula) {
  const items = [copier(gettext("Copy TeX"), texOf(formula))];
  if (formula.id) items.unshift(copier(gettext("Copy link"), addressOf(formula.id)));
  open(formula, [...items, ...reporter(formula.id || sectionOf(formula), texOf(formula))]);
}

/** @param {Node | null} node */
function sectionOf(node) {
  const inner = node instanceof Element ? node : node?.parentElement;
  return inner?.closest("section[id]")?.id ?? "";
}

function openAtSelection() {
  const selection = getSelection();
  const text = selection?.toString().trim();
  if (!selection || !text || !selection.anchorNode) return;
  const range = selection.getRangeAt(0);
  const within = range.commonAncestorContainer;
  const inner = within instanceof Element ? within : within.parentElement;
  if (!inner?.closest("article")) return;
  open(range, reporter(sectionOf(selection.anchorNode), text));
}

/** @param {MouseEvent} event */
function isPlain({ button, ctrlKey, metaKey, shiftKey, altKey }) {
  return button === 0 && !(ctrlKey || metaKey || shiftKey || altKey);
}

menu.setAttribute("aria-label", gettext("This place"));
document.body.append(menu);
document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element) || !isPlain(event)) return;
  /** @type {HTMLAnchorElement | null} */
  const link = event.target.closest("article .headerlink");
  if (link) {
    // The link leads to its place as well, which lights up; the way there takes the focus along.
    event.preventDefault();
    location.hash = link.hash;
    link.focus({ preventScroll: true });
    openAtLink(link);
  } else if (!event.target.closest("a, button") && getSelection()?.isCollapsed !== false) {
    const formula = event.target.closest(FORMULA);
    if (formula) openAtFormula(formula);
  }
});
// A finger selects by the browser's own menu, which this one must not cover.
if (foot) {
  document.addEventListener("pointerup", (event) => {
    if (event.pointerType === "mouse") setTimeout(openAtSelection);
  });
}
