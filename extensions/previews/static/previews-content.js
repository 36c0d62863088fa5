// What a card shows, and what is read of it to who cannot see it.

// The build shows as much of a section of another page (see extensions/previews/extent.py).
const WORDS = 120;
const HEADINGS = "h1, h2, h3, h4, h5, h6";
const DISPLAYS = "figure, .math-wrapper";
const WRAPPERS = ".math-wrapper, .table-wrapper";
const BESIDE = ".margin, aside.sidebar";
const SURPLUS = "script, .headerlink, .backrefs, .fn-backref, .copybtn";
const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex]";
const DESCRIBING_WORDS = 60;
const PREFIX = "preview-";

const fetched = new Map();

/** Return a promise of the element to show for `link`, or of null where there is none. */
export async function contentOf(link) {
  const address = link.dataset.preview;
  const content = address ? await fetchOnce(address) : copyOf(link.hash);
  return content && cleaned(content.cloneNode(true), link.href.replace(/#.*/, ""));
}

function fetchOnce(address) {
  if (!fetched.has(address)) fetched.set(address, fetchPreview(address));
  return fetched.get(address);
}

async function fetchPreview(address) {
  try {
    const answer = await fetch(address);
    if (!answer.ok) return null;
    return new DOMParser().parseFromString(await answer.text(), "text/html").body;
  } catch {
    // Off line now is not off line for good.
    fetched.delete(address);
    return null;
  }
}

function copyOf(hash) {
  let target = document.getElementById(decodeURIComponent(hash.slice(1)));
  // A row of an environment has its anchor before the formula.
  if (target?.matches("span:empty")) target = target.nextElementSibling;
  if (!target) return null;
  const body = document.createElement("body");
  const pieces = target.matches("section")
    ? beginningOf(target)
    : [target.closest(WRAPPERS) ?? target];
  body.append(...pieces.map((piece) => piece.cloneNode(true)));
  return body;
}

function beginningOf(section) {
  const shown = [];
  let words = 0;
  for (const block of section.children) {
    if (block.matches(BESIDE)) continue;
    if (words >= WORDS || shown.at(-1)?.matches(DISPLAYS) || block.matches("section, .proof")) {
      const more = document.createElement("p");
      more.className = "preview-more";
      more.textContent = "…";
      return [...shown, more];
    }
    shown.push(block);
    if (!block.matches(HEADINGS)) words += block.textContent.split(/\s+/).length;
  }
  return shown;
}

// On the page that is read, addresses are those of `page`, no id stands twice, and the
// keyboard stops at nothing: the link itself is the way to what is shown.
function cleaned(content, page) {
  for (const one of content.querySelectorAll(SURPLUS)) one.remove();
  for (const one of content.querySelectorAll("svg, svg *")) renameIds(one);
  for (const one of content.querySelectorAll(":not(svg, svg *)")) {
    one.removeAttribute("id");
    for (const name of ["href", "src"]) {
      if (one.hasAttribute(name)) one.setAttribute(name, new URL(one.getAttribute(name), page));
    }
  }
  for (const one of content.querySelectorAll(FOCUSABLE)) one.tabIndex = -1;
  return content;
}

// A drawing refers to its own ids.
function renameIds(element) {
  for (const attribute of element.attributes) {
    if (attribute.name === "id") attribute.value = PREFIX + attribute.value;
    else if (attribute.localName === "href") {
      attribute.value = attribute.value.replace(/^#/, `#${PREFIX}`);
    } else attribute.value = attribute.value.replace("url(#", `url(#${PREFIX}`);
  }
}

/** Return `content` in words, formulas as TeX, without the title or mark, which the link has. */
export function described(content) {
  const copy = content.cloneNode(true);
  for (const one of copy.querySelectorAll(`${HEADINGS}, .label`)) one.remove();
  for (const one of copy.querySelectorAll(".katex")) {
    one.replaceWith(one.querySelector("annotation")?.textContent ?? "");
  }
  for (const one of copy.querySelectorAll("svg[aria-label], img[alt]")) {
    one.replaceWith(one.getAttribute("aria-label") ?? one.alt);
  }
  const words = copy.textContent.split(/\s+/).filter(Boolean);
  const more = words.length > DESCRIBING_WORDS ? " …" : "";
  return words.slice(0, DESCRIBING_WORDS).join(" ") + more;
}
