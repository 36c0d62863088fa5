// Where a reader is on a page: a block of its text, and where that begins in the window.
//
// A place is {id, path, top, height}: from the element `id`, or else from the article, down to the
// block, by positions among children; where the block begins below the top of the window, and how
// high it was.

// A reader sees a part of one of these: what is in it is not gone into.
const WHOLE = "p, pre, table, figure, h1, h2, h3, h4, h5, h6, .math-wrapper, .drawing";

/**
 * Return the first of `boxes` that ends below `edge`, a distance from the top of the window.
 * @template {Element} Box
 * @param {Iterable<Box>} boxes
 * @param {number} edge
 */
function firstBelow(boxes, edge) {
  for (const box of boxes) {
    const { bottom, height } = box.getBoundingClientRect();
    if (height && bottom > edge) return box;
  }
}

/**
 * Return the place of what is first seen below `edge` in `article`, if anything is.
 * @param {Element} article
 * @param {number} edge
 * @returns {Place | undefined}
 */
export function placeIn(article, edge) {
  let id = "";
  /** @type {number[]} */
  let path = [];
  /** @type {Element | undefined} */
  let block;
  for (let at = firstBelow(article.children, edge); at; ) {
    block = at;
    const parent = /** @type {Element} */ (at.parentElement);
    if (at.id) [id, path] = [at.id, []];
    else path.push([...parent.children].indexOf(at));
    at = at.matches(WHOLE) ? undefined : firstBelow(at.children, edge);
  }
  if (!block) return undefined;
  const { top, height } = block.getBoundingClientRect();
  return { id, path, top: Math.round(top), height: Math.round(height) };
}

/**
 * Return the block of `place` in `article`, or the last on the way to it that there still is.
 * @param {Element} article
 * @param {Place} place
 */
export function blockOf(article, { id, path }) {
  let block = id ? document.getElementById(id) : article;
  for (const position of path) {
    const child = block?.children[position];
    if (!child) break;
    block = child;
  }
  return block;
}

/**
 * Return how far `box` is from where `place` has it: what had begun above the window is as far
 * through as it was, if the lines are now of another length.
 * @param {Place} place
 * @param {{top: number, height: number}} box
 */
export function drift({ top, height }, box) {
  const stretched = top < 0 && height > 0 ? (top * box.height) / height : top;
  return box.top - stretched;
}

/**
 * Return `value` if it is a place, and nothing else.
 * @param {any} value
 * @returns {Place | undefined}
 */
export function asPlace(value) {
  const { id, path, top, height } = value ?? {};
  const numbers = Array.isArray(path) ? [top, height, ...path] : [NaN];
  const fits = typeof id === "string" && numbers.every((one) => Number.isFinite(one));
  return fits ? { id, path, top, height } : undefined;
}
