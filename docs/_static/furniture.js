// What the page around the text does: the switch of light and dark, the line below the header once
// the page is scrolled, and the place in the contents.  Positions are observed and never asked for,
// which would lay out what has not been near the window yet.

const THEMES = { light: ["auto", "dark", "light"], dark: ["auto", "light", "dark"] };
// How far below the header a section is taken to be read, in pixels: where a link to it brings it.
const BELOW = 41;
// Above the window everything counts.
const ABOVE = 1_000_000;

/**
 * Give the browser's own bar the colour of the page: of `theme`, or of the system's where that is
 * "auto".
 * @param {string | undefined} theme
 */
function colourBar(theme) {
  /** @type {NodeListOf<HTMLMetaElement>} */
  const metas = document.querySelectorAll("meta[name=theme-color]");
  for (const meta of metas) meta.dataset.own ??= meta.content;
  const chosen = [...metas].find((meta) => meta.media.includes(`: ${theme})`));
  for (const meta of metas) meta.content = (chosen ?? meta).dataset.own ?? "";
}

/** @param {string} theme */
function choose(theme) {
  document.body.dataset.theme = theme;
  colourBar(theme);
  try {
    localStorage.setItem("theme", theme);
  } catch {
    // Storage may be forbidden: the choice then holds for this page.
  }
}

function next() {
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const themes = THEMES[system];
  choose(themes[(themes.indexOf(document.body.dataset.theme ?? "") + 1) % themes.length]);
}

for (const button of document.querySelectorAll(".theme-toggle")) {
  button.addEventListener("click", next);
}
colourBar(document.body.dataset.theme);

/** @param {Element} header */
function noteScrolling(header) {
  const top = document.createElement("div");
  top.style.cssText = "position: absolute; top: 0; width: 1px; height: 1px; pointer-events: none";
  document.body.append(top);
  new IntersectionObserver(([entry]) => {
    header.classList.toggle("scrolled", !entry.isIntersecting);
  }).observe(top);
}

/**
 * Return the links of the contents by the sections that they lead to, in their order.
 * @returns {Map<Element, HTMLAnchorElement>}
 */
function contents() {
  const found = new Map();
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = document.querySelectorAll(".toc-tree a");
  for (const link of links) {
    const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (section) found.set(section, link);
  }
  return found;
}

/**
 * Keep `item` in view in `box`, the contents, and scroll nothing else.
 * @param {Element} item
 * @param {Element} box
 */
function show(item, box) {
  const [inner, outer] = [item.getBoundingClientRect(), box.getBoundingClientRect()];
  if (inner.top < outer.top) box.scrollTop += inner.top - outer.top - outer.height / 3;
  else if (inner.bottom > outer.bottom) box.scrollTop += inner.bottom - outer.bottom + outer.height / 3;
}

/** @param {Map<Element, HTMLAnchorElement>} links */
function follow(links) {
  const box = document.querySelector(".toc-scroll");
  const sections = [...links.keys()];
  /** @type {Set<Element>} */
  const reached = new Set();
  let ended = false;
  /** @type {HTMLAnchorElement | undefined} */
  let current;

  function mark() {
    const section = ended ? sections.at(-1) : sections.findLast((one) => reached.has(one));
    const link = section && links.get(section);
    if (link === current) return;
    // Before anything is changed, when all is laid out.
    if (link && box) show(link, box);
    current?.removeAttribute("aria-current");
    current?.closest("li")?.classList.remove("scroll-current");
    link?.setAttribute("aria-current", "true");
    link?.closest("li")?.classList.add("scroll-current");
    current = link;
  }

  /**
   * @param {number} height of the window
   * @param {number} covered of it by the header
   */
  function observe(height, covered) {
    const line = covered + BELOW;
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) {
          if (isIntersecting) reached.add(target);
          else reached.delete(target);
        }
        mark();
      },
      { rootMargin: `${ABOVE}px 0px ${line - height}px 0px` },
    );
    for (const section of sections) observer.observe(section);
    return observer;
  }

  /** @type {IntersectionObserver | undefined} */
  let observer;
  let covered = 0;
  const begin = () => {
    observer?.disconnect();
    observer = observe(innerHeight, covered);
  };
  addEventListener("resize", begin);
  begin();
  const header = document.querySelector(".mobile-header");
  if (header) {
    // Told of as soon as it is laid out, which it is then not for this.
    new ResizeObserver(() => {
      covered = header.clientHeight;
      begin();
    }).observe(header);
  }
  // What ends the page: then the last section is read, however low it begins.
  const end = document.querySelector(".colophon");
  if (!end) return;
  new IntersectionObserver(
    ([entry]) => {
      ended = entry.isIntersecting;
      mark();
    },
    { threshold: 1 },
  ).observe(end);
}

const header = document.querySelector(".mobile-header");
if (header) noteScrolling(header);
const links = contents();
if (links.size) follow(links);
