// What a card shows, and what is read of it to who cannot see it.

// The build shows as much of a section of another page (see extensions/features/previews/excerpt.py).
const WORDS = 120;
const HEADINGS = "h1, h2, h3, h4, h5, h6";
const DISPLAYS = "figure, .math-wrapper, .derivation";
const WRAPPERS = ".math-wrapper, .table-wrapper";
const BESIDE = ".margin, aside.sidebar";
const SURPLUS = "script, .headerlink, .enlarge, .backrefs, .fn-backref, .copybtn, .derivation-controls";
const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex]";
const DESCRIBING_WORDS = 60;
const PREFIX = "preview-";

/** @type {Map<string, Promise<HTMLElement | null>>} */
const fetched = new Map();

/**
 * Return the element to show for `link`, or null where there is none.
 * @param {HTMLAnchorElement} link
 */
export async function contentOf(link) {
  const address = link.dataset.preview;
  const content = address ? await fetchOnce(address) : copyOf(link.hash);
  if (!content) return null;
  const copy = /** @type {HTMLElement} */ (content.cloneNode(true));
  return cleaned(copy, link.href.replace(/#.*/, ""));
}

/** @param {string} address */
function fetchOnce(address) {
  const answer = fetched.get(address) ?? fetchPreview(address);
  fetched.set(address, answer);
  return answer;
}

/** @param {string} address */
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

/** @param {string} hash */
function copyOf(hash) {
  /** @type {Element | null} */
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

/** @param {Element} section */
function beginningOf(section) {
  /** @type {Element[]} */
  const shown = [];
  let words = 0;
  for (const block of section.children) {
    if (block.matches(BESIDE)) continue;
    if (words >= WORDS || shown[shown.length - 1]?.matches(DISPLAYS) || block.matches("section, .proof")) {
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

/**
 * On the page that is read, addresses are those of `page`, no id stands twice, and the
 * keyboard stops at nothing: the link itself is the way to what is shown.
 * @param {HTMLElement} content
 * @param {string} page
 */
function cleaned(content, page) {
  for (const one of content.querySelectorAll(SURPLUS)) one.remove();
  for (const one of content.querySelectorAll("svg, svg *")) renameIds(one);
  for (const one of content.querySelectorAll(":not(svg, svg *)")) {
    one.removeAttribute("id");
    for (const name of ["href", "src"]) {
      const address = one.getAttribute(name);
      if (address !== null) one.setAttribute(name, new URL(address, page).href);
    }
  }
  for (const one of content.querySelectorAll(FOCUSABLE)) one.setAttribute("tabindex", "-1");
  return content;
}

/**
 * A drawing refers to its own ids.
 * @param {Element} element
 */
function renameIds(element) {
  for (const attribute of element.attributes) {
    if (attribute.name === "id") attribute.value = PREFIX + attribute.value;
    else if (attribute.localName === "href") {
      attribute.value = attribute.value.replace(/^#/, `#${PREFIX}`);
    } else attribute.value = attribute.value.replace("url(#", `url(#${PREFIX}`);
  }
}

/**
 * Return `content` in words, formulas as TeX, without the title or mark, which the link has.
 * @param {Element} content
 */
export function described(content) {
  const copy = /** @type {Element} */ (content.cloneNode(true));
  for (const one of copy.querySelectorAll(`${HEADINGS}, .label`)) one.remove();
  for (const one of copy.querySelectorAll(".katex")) {
    one.replaceWith(one.querySelector("annotation")?.textContent ?? "");
  }
  for (const one of copy.querySelectorAll("svg[aria-label], img[alt]")) {
    one.replaceWith(one.getAttribute("aria-label") ?? one.getAttribute("alt") ?? "");
  }
  const words = copy.textContent.split(/\s+/).filter(Boolean);
  const more = words.length > DESCRIBING_WORDS ? " …" : "";
  return words.slice(0, DESCRIBING_WORDS).join(" ") + more;
}
