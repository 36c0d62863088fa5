// What is new since the last visit: what the home page lists, beside what it listed then.  Pure.
//
// A visit is {before, seen, at}: what was listed at the visit before it (nothing at the first), what
// is listed now, and when the page was last looked at (milliseconds).

// Who comes back sooner is still here.
const PAUSE = 30 * 60 * 1000;

/**
 * Return the visit that follows from `last`, if there was one, when `listed` is seen at `at`.
 * @param {Visit | undefined} last
 * @param {string[]} listed
 * @param {number} at
 * @returns {Visit}
 */
export function visited(last, listed, at) {
  const isSame = last !== undefined && at - last.at < PAUSE;
  return { before: isSame ? last.before : last?.seen, seen: listed, at };
}

/**
 * Return what of `listed`, the newest first, was not there at the visit before.  What follows all
 * that was known is no news: it has moved up in the place of something that is gone.
 * @param {Visit} visit
 * @param {string[]} listed
 */
export function fresh({ before }, listed) {
  if (!before) return [];
  const known = listed.map((name) => before.includes(name));
  const last = known.lastIndexOf(true);
  return listed.filter((_, at) => !known[at] && (at < last || last < 0));
}

/**
 * Return the visit that `text` holds, if it holds one.
 * @param {string | null} text
 * @returns {Visit | undefined}
 */
export function parseVisit(text) {
  try {
    const { before, seen, at } = JSON.parse(text ?? "");
    const isVisit = Array.isArray(seen) && typeof at === "number";
    return isVisit ? { before: Array.isArray(before) ? before : undefined, seen, at } : undefined;
  } catch {
    return undefined;
  }
}
