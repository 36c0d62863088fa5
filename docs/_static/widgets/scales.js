// From values to places in a drawing, and back.

/**
 * Return a scale that maps `from` to `to` along a straight line; `invert` goes back.
 * @param {number[]} from
 * @param {number[]} to
 */
export function linear([from, until], [start, end]) {
  const factor = (end - start) / (until - from);
  const scale = (/** @type {number} */ value) => start + (value - from) * factor;
  const invert = (/** @type {number} */ place) => from + (place - start) / factor;
  return Object.assign(scale, { invert, domain: [from, until], range: [start, end] });
}

/**
 * Return a scale that maps powers of ten to equal distances.
 * @param {number[]} from
 * @param {number[]} to
 */
export function logarithmic([from, until], to) {
  const inner = linear([Math.log10(from), Math.log10(until)], to);
  const scale = (/** @type {number} */ value) => inner(Math.log10(value));
  const invert = (/** @type {number} */ place) => 10 ** inner.invert(place);
  return Object.assign(scale, { invert, domain: [from, until], range: to });
}

/**
 * Return about `count` round values from `from` to `until`.
 * @param {number[]} domain
 * @param {number} count
 */
export function ticks([from, until], count = 5) {
  const rough = (until - from) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough * 0.9) ?? rough;
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(until / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toPrecision(12)));
}
