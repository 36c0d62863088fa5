// Bayesian optimisation of the accuracy with two hills: the formulas of the piece, for one run.
import { remembered } from "../../../../_static/widgets/remembered.js";
import { LUCK } from "./luck.js";

export const SIGMA = 0.3;
export const TAU = 5;
export const MEAN = 85;
export const LAST = 24;
export const STARTS = 4;
export const GRID = Array.from({ length: 201 }, (_, at) => -5 + at / 40);
export const TRUTH = GRID.map(
  (x) => 83 + 7 * Math.exp(-(((x + 3.6) / 0.9) ** 2)) + 9.5 * Math.exp(-(((x + 1.2) / 0.45) ** 2)),
);
export const MAXIMUM = Math.max(...TRUTH);

/** @typedef {"EI" | "UCB" | "PI" | "Thompson"} Rule */
/** @typedef {{ mu: number[], s: number[], score: number[], next: number, regret: number, best: number }} Step */
/** @typedef {{ steps: Step[], tried: number[], values: number[] }} Run */

/** @type {(ell: number) => (a: number, b: number) => number} */
const matern = (ell) => (a, b) => {
  const z = (Math.sqrt(5) * Math.abs(a - b)) / ell;
  return TAU ** 2 * (1 + z + (z * z) / 3) * Math.exp(-z);
};

/** @type {(z: number) => number} */
const phi = (z) => Math.exp(-(z * z) / 2) / Math.sqrt(2 * Math.PI);

/**
 * Return c in Φ(−t)/φ(t) = 1/(t + c), for t ≥ 2, by its continued fraction.
 * @param {number} t
 */
function rest(t) {
  let c = 0;
  // Farther out fewer terms are as exact.
  for (let k = 4 + Math.ceil(180 / (t * t)); k > 0; k -= 1) c = k / (t + c);
  return c;
}

/**
 * Return Φ(z).
 * @param {number} z
 * @returns {number}
 */
export function Phi(z) {
  if (z < -2) return phi(z) / (rest(-z) - z);
  if (z > 2) return 1 - Phi(-z);
  let [term, sum] = [z, z];
  // Until nothing is added any more.
  for (let k = 1; k < 40 && sum + term !== sum; k += 1) {
    term *= (z * z) / (2 * k + 1);
    sum += term;
  }
  return 0.5 + phi(z) * sum;
}

/** Return log h(z) with h(z) = zΦ(z) + φ(z), by which expected improvement is s times as large. */
export function logH(/** @type {number} */ z) {
  if (z > -2) return Math.log(z * Phi(z) + phi(z));
  const c = rest(-z);
  return -(z * z) / 2 - Math.log(2 * Math.PI) / 2 + Math.log(c / (c - z));
}

/** @type {(values: number[]) => number} */
const argmax = (values) => values.reduce((best, one, at) => (one > values[best] ? at : best), 0);

/** A generator of standard normal numbers, the same for the same `seed`. */
export function normalsOf(/** @type {number} */ seed) {
  let state = seed;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

const NORMALS = 3 * GRID.length * (LAST + 1) + LAST * (LAST + 1);

/** The normal numbers of a run with draws: the same at each length-scale, so that they are drawn once. */
const normals = remembered((/** @type {string} */ luck) => {
  const normal = normalsOf(Number(luck));
  return Array.from({ length: NORMALS }, normal);
});

/** @type {(a: number[][], b: number[][]) => number[][]} */
const times = (a, b) => a.map((row) => b[0].map((_, j) => row.reduce((sum, one, k) => sum + one * b[k][j], 0)));

/** @type {(a: number[][]) => number[][]} */
const turned = (a) => a[0].map((_, j) => a.map((row) => row[j]));

/** Return the lower triangle of the Cholesky factor of `matrix`, which may be singular. */
function cholesky(/** @type {number[][]} */ matrix) {
  const lower = matrix.map((row) => row.map(() => 0));
  for (const [i, row] of matrix.entries()) {
    for (let j = 0; j <= i; j += 1) {
      let sum = row[j];
      for (let k = 0; k < j; k += 1) sum -= lower[i][k] * lower[j][k];
      lower[i][j] = i === j ? Math.sqrt(Math.max(sum, 0)) : sum / (lower[j][j] || 1);
    }
  }
  return lower;
}

/**
 * How value, slope and curvature of a Matérn 5/2 function go on: they are a Markov chain along the
 * grid.  `start` and `noise` are factors of the covariances.
 * @param {number} ell
 */
function chain(ell) {
  const [rate, step] = [Math.sqrt(5) / ell, GRID[1] - GRID[0]];
  const middle = (rate ** 2 * TAU ** 2) / 3;
  const whole = [[TAU ** 2, 0, -middle], [0, middle, 0], [-middle, 0, rate ** 4 * TAU ** 2]];
  const n = [[rate, 1, 0], [0, rate, 1], [-(rate ** 3), -3 * rate ** 2, -2 * rate]];
  const square = times(n, n);
  const on = n.map((row, i) =>
    row.map((one, j) => Math.exp(-rate * step) * (Number(i === j) + one * step + (square[i][j] * step ** 2) / 2)),
  );
  const kept = times(times(on, whole), turned(on));
  const fresh = whole.map((row, i) => row.map((one, j) => one - kept[i][j]));
  return { on, start: cholesky(whole), noise: cholesky(fresh) };
}

/** Return `count` draws from the prior with the length-scale `ell`. */
export function priorDraws(/** @type {number} */ ell, /** @type {number} */ count, /** @type {() => number} */ normal) {
  const { on, start, noise } = chain(ell);
  const through = (/** @type {number[][]} */ [a, b, c], /** @type {number[]} */ [x, y, z]) => [
    a[0] * x + a[1] * y + a[2] * z,
    b[0] * x + b[1] * y + b[2] * z,
    c[0] * x + c[1] * y + c[2] * z,
  ];
  const luck = () => [normal(), normal(), normal()];
  return Array.from({ length: count }, () => {
    let state = through(start, luck());
    return GRID.map((_, at) => {
      if (at) {
        const [x, y, z] = through(on, state);
        const [dx, dy, dz] = through(noise, luck());
        state = [x + dx, y + dy, z + dz];
      }
      return MEAN + state[0];
    });
  });
}

/** @type {(rule: Rule, mu: number[], s: number[], incumbent: number, draw: number[]) => number[]} */
function scoreOf(rule, mu, s, incumbent, draw) {
  if (rule === "Thompson") return draw;
  if (rule === "UCB") return mu.map((m, at) => m + 2 * s[at]);
  const z = mu.map((m, at) => (m - incumbent) / s[at]);
  return rule === "PI" ? z : z.map((one, at) => Math.log(s[at]) + logH(one));
}

/**
 * Have each of `draws` agree with evaluation `t`, by its `share` of `gain`.  A draw is looked at once,
 * before its evaluation.
 * @param {number[][]} draws
 * @param {number} t
 * @param {(draw: number[]) => number} share
 * @param {number[]} gain
 */
function learn(draws, t, share, gain) {
  for (const [n, draw] of draws.entries()) {
    const found = share(draw);
    if (n <= t) continue;
    for (let at = 0; at < gain.length; at += 1) draw[at] += found * gain[at];
  }
}

/**
 * Return a whole run: the belief after each number of evaluations, the score by which the next is
 * chosen, and the simple regret.
 * @param {Rule} rule
 * @param {string} luck
 * @param {number} ell
 * @returns {Run}
 */
export function run(rule, luck, ell) {
  const k = matern(ell);
  const { starts, noise } = LUCK[luck];
  const drawn = rule === "Thompson" ? normals(luck) : [];
  let used = 0;
  const normal = () => drawn[used++];
  const draws = rule === "Thompson" ? priorDraws(ell, LAST + 1, normal) : [];
  /** @type {number[][]} */
  const g = [];
  const [mu, variance] = [GRID.map(() => MEAN), GRID.map(() => TAU ** 2)];
  /** @type {Run} */
  const { steps, tried, values } = { steps: [], tried: [], values: [] };
  for (let t = 0; t <= LAST; t += 1) {
    const s = variance.map((one) => Math.sqrt(Math.max(one, 1e-12)));
    const best = tried[argmax(tried.map((at) => mu[at]))] ?? 0;
    const score = scoreOf(rule, mu, s, mu[best], draws[t]);
    const next = t < STARTS ? starts[t] : argmax(score.map((one) => Math.round(one * 1e6) / 1e6));
    steps.push({ mu: [...mu], s, score: [...score], next, best, regret: MAXIMUM - TRUTH[best] });
    if (t === LAST) break;
    const row = GRID.map((x) => k(x, GRID[next]));
    for (const one of g) {
      const share = one[next];
      for (let at = 0; at < row.length; at += 1) row[at] -= share * one[at];
    }
    const d = Math.sqrt(row[next] + SIGMA ** 2);
    const y = TRUTH[next] + noise[t];
    const gain = row.map((one) => one / d);
    const surprise = (y - mu[next]) / d;
    for (let at = 0; at < gain.length; at += 1) {
      mu[at] += surprise * gain[at];
      variance[at] -= gain[at] * gain[at];
    }
    learn(draws, t, (draw) => (y - draw[next] - SIGMA * normal()) / d, gain);
    g.push(gain);
    tried.push(next);
    values.push(y);
  }
  return { steps, tried, values };
}

/** Return what a run tries, what it measures, and the regret after each evaluation. */
export function outline(/** @type {Rule} */ rule, /** @type {string} */ luck, /** @type {number} */ ell) {
  const { steps, tried, values } = run(rule, luck, ell);
  return [tried, values, steps.slice(1).map(({ regret }) => regret)];
}
