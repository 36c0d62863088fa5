// In a window of middle width the contents of a page stand in its margin.  They give way to whatever
// else reaches into it (a note, a short, wide code, a widget) for as long as it crosses their place.
const SHARED = matchMedia("(min-width: 68.75em) and (max-width: 87.99em)");
const BLOCKS = ".margin, aside.sidebar, .highlight, .table-wrapper, .math-wrapper, figure, .drawing";
// Air above and below the contents, in pixels.
const AIR = 16;

const drawer = document.querySelector(".toc-drawer");
const box = drawer?.querySelector(".toc-sticky");
const [title, tree] = [".toc-title", ".toc-tree"].map((part) => box?.querySelector(part));

/** Return the place of the contents in the window, as the margins of an observer. */
function place() {
  if (!box || !title || !tree) return "";
  const { left, right, bottom } = box.getBoundingClientRect();
  const top = title.getBoundingClientRect().top - AIR;
  const foot = Math.min(tree.getBoundingClientRect().bottom + AIR, bottom);
  const { clientWidth, clientHeight } = document.documentElement;
  const sides = [top, clientWidth - right, clientHeight - foot, left];
  return sides.map((side) => `${-Math.max(Math.round(side), 0)}px`).join(" ");
}

/** @param {Element} contents */
function giveWay(contents) {
  /** @type {Set<Element>} */
  const crossing = new Set();
  return new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (isIntersecting) crossing.add(target);
        else crossing.delete(target);
      }
      contents.classList.toggle("free", !crossing.size);
    },
    { rootMargin: place() },
  );
}

/**
 * Return what begins to watch for that which crosses the place of `contents`.
 * @param {Element} contents
 */
function watch(contents) {
  /** @type {IntersectionObserver | undefined} */
  let observer;
  const begin = () => {
    observer?.disconnect();
    if (!SHARED.matches) return;
    observer = giveWay(contents);
    // An observer of nothing tells nothing.
    contents.classList.add("free");
    for (const block of document.querySelectorAll(`article :is(${BLOCKS})`)) observer.observe(block);
  };
  addEventListener("resize", begin);
  return begin;
}

// It begins when the contents are laid out, which they are then not for this.
if (drawer && box) new ResizeObserver(watch(drawer)).observe(box);
