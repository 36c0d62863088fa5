// A server in miniature: who holds which slot of the memory for the cache, step by step.

export const SLOTS = 64;
/** The longest sequence there may be: what is reserved by those who reserve the maximum. */
export const MOST = 32;

/**
 * Return the first `count` free slots in a row, or nothing if there are none.
 * @param {number[]} owner the request in each slot, −1 where it is free
 * @param {number} count
 */
export function runOf(owner, count) {
  let run = 0;
  for (let slot = 0; slot < owner.length; slot += 1) {
    run = owner[slot] < 0 ? run + 1 : 0;
    if (run === count) return Array.from({ length: count }, (_, at) => slot - count + 1 + at);
  }
  return undefined;
}

/**
 * Return how many free slots there are in a row at most.
 * @param {number[]} owner
 */
export function longestRun(owner) {
  let [run, longest] = [0, 0];
  for (const one of owner) {
    run = one < 0 ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

/**
 * Return the free pages, each by its first slot.
 * @param {number[]} owner
 * @param {number} page
 */
export function freePages(owner, page) {
  return owner.map((_, slot) => slot).filter((slot) => slot % page === 0 && owner[slot] < 0);
}

/**
 * Return slots for `need` tokens now and `limit` in the end, or nothing.
 * @param {number[]} owner
 * @param {string} way
 * @param {number} need
 * @param {number} limit
 * @param {number} page
 */
function places(owner, way, need, limit, page) {
  if (way !== "pages") return runOf(owner, way === "most" ? MOST : limit);
  const first = freePages(owner, page);
  const count = Math.ceil(need / page);
  if (first.length < count) return undefined;
  return first.slice(0, count).flatMap((slot) => Array.from({ length: page }, (_, at) => slot + at));
}

/**
 * @typedef {object} Step
 * @property {number[]} owner the request in each slot, −1 where it is free
 * @property {number[]} tokens how many tokens each request has stored
 * @property {number[]} waiting the requests that wait, in order
 * @property {number[]} evicted those that had to leave in this step
 * @property {number[][]} table pairs flattened: a request, and then its slots in the order of its tokens
 */

/**
 * Return what each step leaves, until all `requests`, pairs of prompt and answer, are done.
 * @param {number[][]} requests
 * @param {string} way "most", "asked" or "pages"
 * @param {number} page
 * @returns {Step[]}
 */
export function serve(requests, way, page) {
  const owner = Array(SLOTS).fill(-1);
  const waiting = requests.map((_, i) => i);
  const tokens = requests.map(([prompt]) => prompt);
  const limits = requests.map(([prompt, answer]) => prompt + answer);
  /** @type {Map<number, number[]>} */
  const table = new Map();
  /** @type {Step[]} */
  const steps = [];

  const take = (/** @type {number} */ i, /** @type {number} */ need) => {
    const got = places(owner, way, need, limits[i], page);
    for (const slot of got ?? []) owner[slot] = i;
    return got;
  };
  const leave = (/** @type {number} */ i) => {
    for (const slot of table.get(i) ?? []) owner[slot] = -1;
    table.delete(i);
  };
  /** Make room for one more token of `i`; who joined last goes, if there is no other way. */
  const grow = (/** @type {number} */ i, /** @type {number[]} */ evicted) => {
    for (let own = table.get(i); own && own.length === tokens[i]; own = table.get(i)) {
      const got = take(i, 1);
      if (got) own.push(...got);
      else {
        const last = [...table.keys()][table.size - 1];
        leave(last);
        evicted.push(last);
        waiting.unshift(last);
      }
    }
    if (table.has(i)) tokens[i] += 1;
  };

  for (;;) {
    for (const i of [...table.keys()].filter((one) => tokens[one] === limits[one])) leave(i);
    /** @type {number[]} */
    const evicted = [];
    for (const i of [...table.keys()]) grow(i, evicted);
    while (waiting.length && !evicted.length) {
      const got = take(waiting[0], tokens[waiting[0]]);
      if (!got) break;
      table.set(/** @type {number} */ (waiting.shift()), got);
    }
    if (!table.size) return steps;
    steps.push({
      owner: [...owner],
      tokens: [...tokens],
      waiting: [...waiting],
      evicted,
      table: [...table].map(([i, slots]) => [i, ...slots]),
    });
  }
}
