// On a phone a note or a citation comes up as a sheet from below, and the text stays where it is.
// Elsewhere, and without this script, the link leads to the list at the foot of the page.
import { element } from "./elements.js";
import { gettext } from "./gettext.js";
import { contentOf } from "./previews-content.js";

const MARKS = "a.footnote-reference, a.checked";
const PHONE = matchMedia("(max-width: 48em) and (pointer: coarse)");

/**
 * Return what the sheet shows of `content`: a note without the way back from the list.
 * @param {HTMLElement} content
 */
function shown(content) {
  for (const back of content.querySelectorAll("[role=doc-backlink]")) {
    back.replaceWith(...back.childNodes);
  }
  // On a card beside a link nothing can be reached by keyboard; here it can.
  for (const one of content.querySelectorAll("[tabindex='-1']")) one.removeAttribute("tabindex");
  // An aside would be a landmark of the page.
  return Array.from(content.children, (note) =>
    element("div", { className: "note" }, ...note.childNodes),
  );
}

/**
 * Return the sheet for what `link` leads to.
 * @param {HTMLAnchorElement} link
 * @param {HTMLElement} content
 */
function sheetOf(link, content) {
  const list = element("a", { href: link.hash }, gettext("Go to the list"));
  const close = element("button", { type: "button" }, gettext("Close"));
  const box = element("div", {}, ...shown(content), element("p", {}, list, " ", close));
  const name = gettext("Note {mark}", { mark: link.textContent?.trim() ?? "" });
  const sheet = element("dialog", { className: "note-sheet", "aria-label": name }, box);
  list.addEventListener("click", () => {
    sheet.dataset.left = "";
    sheet.close();
  });
  close.addEventListener("click", () => sheet.close());
  // What is outside of the box is the backdrop.
  sheet.addEventListener("click", ({ target }) => target === sheet && sheet.close());
  sheet.addEventListener("close", () => {
    sheet.remove();
    // Who goes on to the list is not taken back.
    if (!("left" in sheet.dataset)) link.focus({ preventScroll: true });
  });
  return sheet;
}

/** @param {HTMLAnchorElement} link */
async function open(link) {
  const content = await contentOf(link);
  if (!content) {
    location.hash = link.hash;
    return;
  }
  const sheet = sheetOf(link, content);
  // In the article, so that text and formulas look as they do there.
  (link.closest("article") ?? document.body).append(sheet);
  sheet.showModal();
}

document.addEventListener("click", (event) => {
  if (!PHONE.matches || event.defaultPrevented || !(event.target instanceof Element)) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  /** @type {HTMLAnchorElement | null} */
  const link = event.target.closest(MARKS);
  if (!link || !document.getElementById(decodeURIComponent(link.hash.slice(1)))) return;
  event.preventDefault();
  open(link);
});
