// How much of a piece is shown: everything, or the short way, which folds its detours to one line
// each.  The address says which, so that a link shows the same to others; nothing else keeps it.
import { addressAt, depthOf } from "./depth-address.js";

/** @type {NodeListOf<HTMLAnchorElement>} */
const links = document.querySelectorAll(".depth-choice a");
/** @type {NodeListOf<HTMLDetailsElement>} */
const detours = document.querySelectorAll("details.detour");

/** @param {Depth} depth */
function show(depth) {
  const { classList, dataset } = document.documentElement;
  // Either is a reason to style the whole page anew: whoever reads everything needs neither.
  if (depth !== (dataset.depth ?? "all")) dataset.depth = depth;
  for (const link of links) {
    if (depthOf(link.href) === depth) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  for (const detour of detours) detour.open = depth === "all";
  // From here on the attribute of each says whether it is open, and no longer that of the page.
  if (depth === "short") classList.add("depth-told");
  reveal(location.hash);
}

/**
 * Open what `hash` leads into, where the browser does not do so itself.
 * @param {string} hash
 */
function reveal(hash) {
  const target = document.getElementById(decodeURIComponent(hash.slice(1)));
  let isHidden = false;
  for (let at = target?.closest("details"); at; at = at.parentElement?.closest("details")) {
    if (at.open) continue;
    at.open = true;
    isHidden = true;
  }
  if (isHidden) target?.scrollIntoView();
}

for (const link of links) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const depth = depthOf(link.href);
    history.replaceState(history.state, "", addressAt(location.href, depth));
    show(depth);
  });
}
document.addEventListener("click", ({ target }) => {
  const link = target instanceof Element && target.closest("a[href^='#']");
  if (link) reveal(/** @type {HTMLAnchorElement} */ (link).hash);
});
addEventListener("hashchange", () => reveal(location.hash));
// On paper nothing can be opened.
/** @type {HTMLDetailsElement[]} */
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...detours].filter((detour) => !detour.open);
  for (const detour of folded) detour.open = true;
});
addEventListener("afterprint", () => {
  for (const detour of folded) detour.open = false;
});
show(depthOf(location.href));
