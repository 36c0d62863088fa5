// A card that shows what a link leads to, while the pointer is on the link or the keyboard's
// focus is.  The link stays what it is: without this script, by touch, or where there is
// nothing to fetch, it leads where it says.
//
// The card is for the eye.  Assistive technology reads the link and, as its description, the
// text of the card; the card itself is hidden from it, so that nothing is read twice.

import { contentOf, described } from "./previews-content.js";
import { place } from "./previews-place.js";

const LINKS = "a[data-preview], a.footnote-reference, a.checked";
const POINTER_PAUSE = 150;
const FOCUS_PAUSE = 400;
// Long enough to move the pointer from the link into the card.
const CLOSING_PAUSE = 250;
const DESCRIPTION = "preview-description";

/** @type {HTMLAnchorElement | null} */
let wanted = null;
/** @type {HTMLAnchorElement | null} */
let dismissed = null;
/** @type {HTMLElement | null} */
let card = null;
let timer = 0;

/**
 * @param {EventTarget | null} target
 * @returns {HTMLAnchorElement | null}
 */
function linkAt(target) {
  return target instanceof Element ? target.closest(LINKS) : null;
}

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
  wanted?.removeAttribute("aria-describedby");
  document.getElementById(DESCRIPTION)?.remove();
  card?.remove();
  wanted = card = null;
}

/**
 * @param {HTMLAnchorElement} link
 * @param {number} [point]
 */
async function open(link, point) {
  if (wanted === link && card) return;
  close();
  wanted = link;
  const content = await contentOf(link);
  if (wanted !== link || card) return;
  if (!content) {
    wanted = null;
    return;
  }
  card = document.createElement("div");
  card.className = "preview";
  card.popover = "manual";
  card.setAttribute("aria-hidden", "true");
  card.append(...content.childNodes);
  const description = document.createElement("span");
  description.id = DESCRIPTION;
  description.hidden = true;
  description.textContent = described(card);
  // In the article, so that text and formulas look as they do there.
  (link.closest("article") ?? document.body).append(card, description);
  card.showPopover();
  stand(card, link, point);
  link.setAttribute("aria-describedby", DESCRIPTION);
}

/**
 * @param {HTMLElement} card
 * @param {HTMLAnchorElement} link
 * @param {number} [point]
 */
function stand(card, link, point = NaN) {
  // A link may be broken over two lines: the card is beside the one that is pointed at.
  const lines = [...link.getClientRects()];
  const line = lines.find(({ top, bottom }) => point >= top && point <= bottom) ?? lines[0];
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  const { left, room, top, bottom } = place(line, card.getBoundingClientRect(), { width, height });
  card.style.setProperty("--room", `${room}px`);
  card.style.left = `${left}px`;
  card.style.top = top === null ? "auto" : `${top}px`;
  card.style.bottom = bottom === null ? "auto" : `${bottom}px`;
}

/** @param {PointerEvent} event */
function pointed(event) {
  if (event.pointerType === "touch") return;
  if (isInCard(event.target)) {
    clearTimeout(timer);
    return;
  }
  const link = linkAt(event.target);
  if (link !== dismissed) dismissed = null;
  if (link && link !== dismissed) {
    if (link === wanted) clearTimeout(timer);
    else later(POINTER_PAUSE, () => open(link, event.clientY));
  } else if (!link) leave();
}

/** @param {EventTarget | null} target */
function isInCard(target) {
  return card !== null && target instanceof Node && card.contains(target);
}

function leave() {
  if (wanted?.matches(":focus-visible")) clearTimeout(timer);
  else later(CLOSING_PAUSE, close);
}

function start() {
  document.addEventListener("pointerover", pointed);
  document.documentElement.addEventListener("pointerleave", leave);
  document.addEventListener("focusin", ({ target }) => {
    const link = linkAt(target);
    if (link?.matches(":focus-visible")) later(FOCUS_PAUSE, () => open(link));
  });
  document.addEventListener("focusout", ({ target }) => {
    dismissed = null;
    if (linkAt(target)) close();
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    dismissed = wanted;
    close();
  });
  document.addEventListener("click", ({ target }) => {
    if (!isInCard(target)) close();
  });
  // Read on, and the card is in the way; what scrolls within it stays.
  document.addEventListener("scroll", ({ target }) => card && !isInCard(target) && close(), {
    capture: true,
    passive: true,
  });
  window.addEventListener("pagehide", close);
}

// Without a top layer the card could lie behind the page's own boxes.
if ("popover" in HTMLElement.prototype) start();
