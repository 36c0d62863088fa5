// The rule of the piece on points in a plane: the mistakes that it makes, the bound on them, and
// what happens where no line separates.  All readings are multiples of a quarter, so that every sum
// is exact, and a score of zero is one.

/** How many mistakes of a run are shown. */
export const KEPT = 60;
/** How many are counted, and how many where no line separates and a return is looked for. */
const COUNTED = 20_000;
export const WATCHED = 4000;

/** The nominal values of the piece, 4 mm/s and 6 times ten degrees. */
const NOMINAL = [4, 6];

/**
 * Return the rows z = y (1, x), with `share` of the nominal values left in the readings.
 * @param {number[][]} points
 * @param {boolean[]} worn
 * @param {number} share
 */
export function fold(points, worn, share) {
  return points.map((point, at) => {
    const sign = worn[at] ? 1 : -1;
    return [sign, ...point.map((one, n) => sign * (one + share * NOMINAL[n]))];
  });
}

/**
 * @param {number[]} a
 * @param {number[]} b
 */
export const dot3 = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/**
 * @param {number[]} w
 * @param {number[]} z
 */
const sum3 = (w, z) => [w[0] + z[0], w[1] + z[1], w[2] + z[2]];

/**
 * Run the rule on the rows `Z`.  Returned are its first mistakes (which row, with which score, and
 * the weights after it) and how many it makes in all: where it never stops, after how many mistakes
 * the weights are again those of the beginning of an earlier pass, if that is found.
 * @param {number[][]} Z
 * @param {boolean} separable
 */
export function train(Z, separable) {
  let w = [0, 0, 0];
  let total = 0;
  /** @type {{ row: number, score: number, w: number[] }[]} */
  const mistakes = [];
  const pass = () => {
    const before = total;
    for (const [row, z] of Z.entries()) {
      const score = dot3(w, z);
      if (score > 0) continue;
      w = sum3(w, z);
      total += 1;
      if (total <= KEPT + 1) mistakes.push({ row, score, w });
    }
    return total > before;
  };
  const most = separable ? COUNTED : WATCHED;
  const seen = new Map([[w.join(), 0]]);
  let cycle = 0;
  while (total < most && !(cycle && total > KEPT)) {
    if (!pass()) return { mistakes, total, cycle };
    if (separable || cycle) continue;
    cycle = total - (seen.get(w.join()) ?? total);
    seen.set(w.join(), total);
  }
  return { mistakes, total: Infinity, cycle };
}

/**
 * @param {number[]} a
 * @param {number[]} b
 */
const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];

/**
 * Return the direction in the span of one, two or three rows that has equal scores on them; the
 * rows are dependent where it has none.
 * @param {number[][]} rows
 */
function equal([a, b, c]) {
  if (!b) return a;
  // Without a third row, at right angles to what is perpendicular to both.
  const n = c ?? cross(a, b);
  const sides = c ? [cross(b, c), cross(c, a), cross(a, b)] : [cross(b, n), cross(n, a)];
  const volume = c ? dot3(a, sides[0]) : dot3(n, n);
  return sides.reduce(sum3).map((one) => one * Math.sign(volume));
}

/**
 * Yield the sets of one, two and three of the numbers below `count`.
 * @param {number} count
 */
function* sets(count) {
  for (let a = 0; a < count; a += 1) {
    yield [a];
    for (let b = a + 1; b < count; b += 1) {
      yield [a, b];
      for (let c = b + 1; c < count; c += 1) yield [a, b, c];
    }
  }
}

/**
 * Return the largest margin of a unit vector on the rows `Z`: negative or zero where none separates.
 * @param {number[][]} Z
 */
export function bestMargin(Z) {
  let best = -Infinity;
  for (const set of sets(Z.length)) {
    const u = equal(set.map((at) => Z[at]));
    const length = Math.hypot(...u);
    if (length) best = Math.max(best, Math.min(...Z.map((z) => dot3(u, z))) / length);
  }
  return best;
}

/**
 * Return all that is told of the points: the rows, R², γ², the bound, and the run.
 * @param {number[][]} points
 * @param {boolean[]} worn
 * @param {number} share
 */
export function solve(points, worn, share) {
  const Z = fold(points, worn, share);
  const margin = Z.length ? bestMargin(Z) : 0;
  const separable = margin > 1e-9;
  const squared = Math.max(0, ...Z.map((z) => dot3(z, z)));
  const bound = separable ? squared / margin ** 2 : Infinity;
  return { Z, separable, squared, margin, bound, ...train(Z, separable) };
}
