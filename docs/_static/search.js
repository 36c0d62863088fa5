// Opens the search: by its links, by "/" and by Ctrl-K or Cmd-K.  Until then nothing of it is
// fetched; without this script the links lead to the search page.

const FIELDS = "input, textarea, select, [contenteditable]";
const SVG = "http://www.w3.org/2000/svg";
const inSidebar = document.querySelector("a.search-open");
const onPage = document.getElementById("search");
const load = () => import("./search-view.js");

// The header of a narrow page, which Furo's templates do not leave open; its place is kept.
function inHeader() {
  const link = document.createElement("a");
  const icon = document.createElementNS(SVG, "svg");
  const shape = document.createElementNS(SVG, "path");
  icon.setAttribute("viewBox", "0 0 24 24");
  shape.setAttribute("d", "M10 4a6 6 0 1 0 0 12 6 6 0 0 0 0-12zm4.5 10.5L21 21");
  icon.append(shape);
  link.className = "search-open header-search-open";
  link.href = inSidebar.href;
  link.setAttribute("aria-label", "Search");
  link.append(icon);
  document.querySelector(".mobile-header .header-left")?.append(link);
  return link;
}

async function open() {
  if (onPage) {
    onPage.querySelector("input").focus();
    return;
  }
  // What is typed while it is being fetched is not lost.
  let typed = "";
  const note = (event) => {
    if (event.key.length > 1 || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    typed += event.key;
  };
  document.addEventListener("keydown", note, true);
  try {
    const view = await load();
    await view.openDialog(inSidebar.href, () => typed);
  } catch {
    location.assign(inSidebar.href);
  } finally {
    document.removeEventListener("keydown", note, true);
  }
}

for (const link of inSidebar ? [inSidebar, inHeader()] : []) {
  link.setAttribute("role", "button");
  link.setAttribute("aria-haspopup", "dialog");
  link.setAttribute("aria-keyshortcuts", "/ Control+K Meta+K");
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

document.addEventListener("keydown", (event) => {
  const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
  const k = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey;
  if (!(slash || k) || event.target.closest?.(FIELDS) || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  open();
});

if (onPage) load().then(({ openPage }) => openPage(onPage));
