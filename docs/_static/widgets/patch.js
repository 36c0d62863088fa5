// One picture made into another: what both have stays, so that the browser lays out and paints only
// what has changed.

/** @type {(node: Node) => string[]} */
const namesOf = (node) => (node instanceof Element ? node.getAttributeNames() : []);

/**
 * Whether `old` can become `wanted` by values alone: what is written then is what would be written
 * had it been made anew.
 * @param {Node} old
 * @param {Node} wanted
 */
function isAlike(old, wanted) {
  if (old.nodeName !== wanted.nodeName) return false;
  const [before, after] = [namesOf(old), namesOf(wanted)];
  return before.length === after.length && before.every((name, at) => name === after[at]);
}

/**
 * How many nodes at the beginning of `a` and `b` are equal; at the end, if `way` is −1.
 * @param {Node[]} a
 * @param {Node[]} b
 * @param {1 | -1} way
 */
function equalOf(a, b, way) {
  const most = Math.min(a.length, b.length);
  const at = (/** @type {Node[]} */ list, /** @type {number} */ n) => list[way > 0 ? n : list.length - 1 - n];
  let count = 0;
  while (count < most && at(a, count).isEqualNode(at(b, count))) count += 1;
  return count;
}

/**
 * Return which of `had` becomes each of `given`, or −1: in order, and a row of marks of one kind
 * that is longer or shorter than it was leaves the rows behind it in their places.
 * @param {Node[]} had
 * @param {Node[]} given
 */
function pairs(had, given) {
  let next = 0;
  return given.map((wanted, at) => {
    const last = given[at - 1];
    const goesOn = Boolean(last) && isAlike(last, wanted);
    if (last && !goesOn) while (next < had.length && isAlike(had[next], last)) next += 1;
    const found = goesOn ? next : had.findIndex((one, place) => place >= next && isAlike(one, wanted));
    if (found < 0 || found >= had.length || !isAlike(had[found], wanted)) return -1;
    next = found + 1;
    return found;
  });
}

/**
 * Make the children of `old` those of `wanted`, from which new ones are taken.
 * @param {Node} old
 * @param {Node} wanted
 */
function patchChildren(old, wanted) {
  const [had, given] = [[...old.childNodes], [...wanted.childNodes]];
  const first = equalOf(had, given, 1);
  const [rest, more] = [had.slice(first), given.slice(first)];
  const last = equalOf(rest, more, -1);
  const [middle, made] = [rest.slice(0, rest.length - last), more.slice(0, more.length - last)];
  const found = pairs(middle, made);
  const kept = new Set(found);
  for (const [at, node] of middle.entries()) if (!kept.has(at)) old.removeChild(node);
  // From the last: what stands behind a new one is in its place then.
  let behind = rest[rest.length - last] ?? null;
  for (let at = made.length - 1; at >= 0; at -= 1) {
    const node = found[at] < 0 ? made[at] : middle[found[at]];
    if (found[at] < 0) old.insertBefore(node, behind);
    else patch(node, made[at]);
    behind = node;
  }
}

/**
 * Make `old` equal to `wanted`, which it is like.
 * @param {Node} old
 * @param {Node} wanted
 */
function patch(old, wanted) {
  if (old.isEqualNode(wanted)) return;
  if (!(old instanceof Element && wanted instanceof Element)) {
    old.nodeValue = wanted.nodeValue;
    return;
  }
  for (const { name, value } of wanted.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  patchChildren(old, wanted);
}

// What the page has said of a picture, and what only a file of its own needs.
const KEPT = ["role", "aria-label", "xmlns"];

/**
 * Make the picture `old` show what `wanted` shows, whose nodes it may take.
 * @param {Element} old
 * @param {Element} wanted
 */
export function redraw(old, wanted) {
  const names = new Set([...old.getAttributeNames(), ...wanted.getAttributeNames()]);
  for (const name of KEPT) names.delete(name);
  for (const name of names) {
    const value = wanted.getAttribute(name);
    if (value === null) old.removeAttribute(name);
    else if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  patchChildren(old, wanted);
}
