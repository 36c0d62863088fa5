// Opens the search: by its links, by "/" and by Ctrl-K or Cmd-K.  The field is there at once and
// takes every key; what searches is fetched meanwhile.  Without this script the links lead to the
// search page.  It runs as soon as it is here, while the page may still be coming in.
import { gettext } from "./gettext.js";

const FIELDS = "input, textarea, select, [contenteditable]";
const SVG = "http://www.w3.org/2000/svg";
const SEARCH = gettext("Search");
const CLOSE = gettext("Close");
const WHOLE = gettext("Search as a page");
const DIALOG = `<dialog class="search-dialog" aria-label="${SEARCH}">
  <button type="button" class="search-close">${CLOSE}</button>
  <div class="search">
    <form class="search-form" role="search">
      <input class="search-field" type="search" name="q" aria-label="${SEARCH}" autocomplete="off" spellcheck="false">
    </form>
  </div>
  <a class="search-page">${WHOLE}</a>
</dialog>`;
// Before the article, so that it is there when a reader can see what to search for.
/** @returns {HTMLAnchorElement | null} */
const inSidebar = () => document.querySelector("a.search-open");
/** @type {HTMLDialogElement | undefined} */
let dialog;
let isNear = false;

/** Ask for all that a search needs whatever is typed: at once, and not one after another. */
function load() {
  if (!isNear) {
    isNear = true;
    const root = new URL(document.documentElement.dataset.content_root ?? "", location.href);
    preload(new URL("_search/index.json", root), "fetch");
    preload(new URL("_static/search.css", root), "style");
  }
  return import("./search-view.js");
}

/**
 * @param {URL} address
 * @param {string} as
 */
function preload({ href }, as) {
  const link = document.createElement("link");
  Object.assign(link, { rel: "preload", as, href, ...(as === "fetch" ? { crossOrigin: "anonymous" } : {}) });
  document.head.append(link);
}

/** @returns {HTMLDialogElement} */
function made() {
  document.body.insertAdjacentHTML("beforeend", DIALOG);
  const made = /** @type {HTMLDialogElement} */ (document.body.lastElementChild);
  const page = /** @type {HTMLAnchorElement} */ (made.querySelector(".search-page"));
  page.href = inSidebar()?.href ?? "";
  formOf(made).action = page.href;
  made.querySelector(".search-close")?.addEventListener("click", () => made.close());
  fieldOf(made).addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    // It would only clear the field.
    event.preventDefault();
    made.close();
  });
  made.addEventListener("click", ({ target }) => {
    // The backdrop is the dialog's own; a link within the page needs the page.
    if (target === made || (target instanceof Element && target.closest("a"))) made.close();
  });
  return made;
}

/** @param {Element} place */
function fieldOf(place) {
  return /** @type {HTMLInputElement} */ (place.querySelector("input"));
}

/** @param {Element} place */
function formOf(place) {
  return /** @type {HTMLFormElement} */ (place.querySelector("form"));
}

function open() {
  const onPage = document.querySelector("[data-search-page]");
  if (onPage) {
    fieldOf(onPage).focus();
    return;
  }
  dialog ??= made();
  if (dialog.open) return;
  dialog.showModal();
  const [opened, field] = [dialog, fieldOf(dialog)];
  field.focus();
  field.select();
  load().then(
    ({ attach }) => attach(opened),
    // The search page says what can be done, and keeps what was typed.
    () => formOf(opened).submit(),
  );
}

/**
 * The header of a narrow page, which Furo's templates do not leave open; its place is kept.
 * @param {string} address
 */
function inHeader(address) {
  const link = document.createElement("a");
  const icon = document.createElementNS(SVG, "svg");
  const shape = document.createElementNS(SVG, "path");
  icon.setAttribute("viewBox", "0 0 24 24");
  // Without a style sheet it would fill the window.
  icon.setAttribute("width", "20");
  icon.setAttribute("height", "20");
  shape.setAttribute("d", "M10 4a6 6 0 1 0 0 12 6 6 0 0 0 0-12zm4.5 10.5L21 21");
  icon.append(shape);
  link.className = "search-open header-search-open";
  link.href = address;
  link.setAttribute("aria-label", SEARCH);
  link.append(icon);
  document.querySelector(".mobile-header .header-left")?.append(link);
  return link;
}

/** @param {HTMLAnchorElement} link */
function makeButton(link) {
  link.setAttribute("role", "button");
  link.setAttribute("aria-haspopup", "dialog");
  link.setAttribute("aria-keyshortcuts", "/ Control+K Meta+K");
  for (const near of ["pointerenter", "touchstart", "focus"]) {
    // What cannot be had now is told when the search is opened.
    link.addEventListener(near, () => load().catch(() => undefined), { once: true, passive: true });
  }
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  link.addEventListener("keydown", (event) => {
    // A link is no button until it answers to the space bar.
    if (event.key !== " ") return;
    event.preventDefault();
    open();
  });
}

/** @param {KeyboardEvent} event */
function isShortcut({ key, ctrlKey, metaKey, altKey }) {
  if (altKey) return false;
  return ctrlKey || metaKey ? key.toLowerCase() === "k" : key === "/";
}

document.addEventListener("keydown", (event) => {
  if (!isShortcut(event) || !inSidebar()) return;
  const isTyping = event.target instanceof Element && event.target.closest(FIELDS);
  if (isTyping || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  open();
});

function furnish() {
  const link = inSidebar();
  if (link) [link, inHeader(link.href)].forEach(makeButton);
  const onPage = document.querySelector("[data-search-page]");
  if (onPage) load().then(({ openPage }) => openPage(onPage));
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", furnish);
else furnish();
