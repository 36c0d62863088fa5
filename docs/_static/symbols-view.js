// What a symbol means, on a card beside it, while all other places of it on the page are lit.
//
// The card is the line of the symbol in the table of the page.  It is for the eye, as the cards of
// links are; who goes through a formula by keyboard hears it as a message.

import { element } from "./elements.js";
import { gettext } from "./gettext.js";
import { place } from "./previews-place.js";
import { formulaAt, formulasOf, numbersOf, symbolAt, symbolOf, symbolsIn } from "./symbols-find.js";

const POINTER_PAUSE = 150;
// Long enough to move the pointer from the symbol into the card.
const CLOSING_PAUSE = 250;

/** @type {Element | null} */
let shown = null;
/** @type {Element | null} */
let wanted = null;
/** @type {HTMLElement | null} */
let card = null;
let timer = 0;
const status = element("p", { className: "symbol-status", role: "status" });

/**
 * @param {number} milliseconds
 * @param {() => void} action
 */
function later(milliseconds, action) {
  clearTimeout(timer);
  timer = setTimeout(action, milliseconds);
}

function close() {
  clearTimeout(timer);
  for (const one of document.querySelectorAll(".lit")) one.classList.remove("lit", "here");
  card?.remove();
  shown = wanted = card = null;
}

/**
 * The line of the symbol with the class `name` in the table: what stands before it, and the meaning.
 * @param {string} name
 * @returns {[Element, Element] | null}
 */
function lineOf(name) {
  const terms = [...(document.querySelector(".symbols dl")?.querySelectorAll("dt") ?? [])];
  const term = terms[numbersOf(terms.map(symbolOf)).indexOf(Number(name.slice(1)))];
  return term?.nextElementSibling ? [term, term.nextElementSibling] : null;
}

/**
 * @param {Element} symbol
 * @param {boolean} isRead whether it is read aloud.
 */
function open(symbol, isRead = false) {
  if (shown === symbol) return;
  close();
  const name = symbolOf(symbol) ?? "";
  const line = lineOf(name);
  if (!line) return;
  shown = wanted = symbol;
  const article = symbol.closest("article") ?? document.body;
  for (const one of article.querySelectorAll(`.katex-html .${name}`)) one.classList.add("lit");
  symbol.classList.add("here");
  card = element("div", { className: "preview symbol-card", popover: "manual", "aria-hidden": "true" });
  const [term, meaning] = line.map((one) => /** @type {Element} */ (one.cloneNode(true)));
  card.append(element("p", { className: "term" }, ...term.childNodes), ...meaning.childNodes);
  for (const link of card.querySelectorAll("a")) link.tabIndex = -1;
  article.append(card);
  card.showPopover();
  stand(card, symbol);
  if (isRead) say(line);
}

/** @param {[Element, Element]} line */
function say(line) {
  if (!status.isConnected) document.body.append(status);
  const [term, meaning] = line.map((one) => {
    const copy = /** @type {Element} */ (one.cloneNode(true));
    for (const link of copy.querySelectorAll("a")) link.remove();
    return copy.textContent.trim();
  });
  status.textContent = `${term}: ${meaning}`;
}

/**
 * @param {HTMLElement} card
 * @param {Element} symbol
 */
function stand(card, symbol) {
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  const box = symbol.getBoundingClientRect();
  const { left, room, top, bottom } = place(box, card.getBoundingClientRect(), { width, height });
  card.style.setProperty("--room", `${room}px`);
  card.style.left = `${left}px`;
  card.style.top = top === null ? "auto" : `${top}px`;
  card.style.bottom = bottom === null ? "auto" : `${bottom}px`;
}

/** @param {EventTarget | null} target */
function isInCard(target) {
  return card !== null && target instanceof Node && card.contains(target);
}

/**
 * Show the symbol that the pointer is on.
 * @param {EventTarget | null} target
 */
export function point(target) {
  if (isInCard(target)) {
    clearTimeout(timer);
    return;
  }
  const symbol = symbolAt(target);
  if (symbol && symbol !== wanted) {
    wanted = symbol;
    later(POINTER_PAUSE, () => open(symbol));
  } else if (symbol) clearTimeout(timer);
  else if (!shown || !document.activeElement?.contains(shown)) {
    wanted = null;
    later(CLOSING_PAUSE, close);
  }
}

/**
 * Show the symbol that is touched or clicked, until something else is.
 * @param {EventTarget | null} target
 */
export function press(target) {
  if (isInCard(target)) {
    // Not at once: a link that is gone leads nowhere.
    if (target instanceof Element && target.closest("a")) later(0, close);
    return;
  }
  const symbol = symbolAt(target);
  if (symbol) open(symbol);
  else close();
}

/**
 * Show the first symbol of `formula`, which has got the focus.
 * @param {HTMLElement} formula
 */
export function enter(formula) {
  const [first] = symbolsIn(formula);
  if (!first || (shown && formula.contains(shown))) return;
  formula.setAttribute("role", "group");
  formula.setAttribute("aria-label", gettext("Formula: the arrow keys go through its symbols"));
  open(first, true);
}

/**
 * Move the focus from `formula` to the next formula, or to the one before it, by `step`.
 * @param {HTMLElement} formula
 * @param {number} step
 */
function leave(formula, step) {
  const all = formulasOf(document).filter((one) => one.getClientRects().length > 0);
  const next = all[all.indexOf(formula) + step];
  if (!next) return;
  const section = next.closest("section");
  for (const one of all) if (one.closest("section") === section) one.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

/**
 * @param {HTMLElement} formula
 * @param {number} step
 */
function walk(formula, step) {
  const symbols = symbolsIn(formula);
  const next = symbols[symbols.findIndex((one) => one === shown) + step];
  if (next) open(next, true);
  else leave(formula, step);
}

/** @type {Record<string, (formula: HTMLElement) => void>} */
const KEYS = {
  ArrowRight: (formula) => walk(formula, 1),
  ArrowLeft: (formula) => walk(formula, -1),
  ArrowDown: (formula) => leave(formula, 1),
  ArrowUp: (formula) => leave(formula, -1),
  Enter: () => {
    card?.querySelector("a")?.click();
  },
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
  const formula = formulaAt(event.target);
  const action = KEYS[event.key];
  if (!formula || !action || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  event.preventDefault();
  action(formula);
});
document.addEventListener("focusout", ({ target }) => {
  if (formulaAt(target)) close();
});
// Read on, and the card is in the way.
document.addEventListener("scroll", ({ target }) => card && !isInCard(target) && close(), {
  capture: true,
  passive: true,
});
