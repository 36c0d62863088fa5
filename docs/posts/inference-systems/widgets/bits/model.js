// Thirty-two bits read as a number of single precision.

export const FRACTION = 23;
export const BIAS = 127;

/**
 * Return the number that `bits`, a whole number below 2³², stands for.
 * @param {number} bits
 */
export function valueOf(bits) {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, bits);
  return view.getFloat32(0);
}

/**
 * Return the bits of the number of single precision that is nearest to `x`.
 * @param {number} x
 */
export function bitsOf(x) {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, x);
  return view.getUint32(0);
}

/**
 * Return sign, exponent field and fraction field of `bits`.
 * @param {number} bits
 */
export function fieldsOf(bits) {
  return { s: bits >>> 31, c: (bits >>> FRACTION) & 255, f: bits & (2 ** FRACTION - 1) };
}

/**
 * Return how far the numbers with the exponent field `c` lie apart.
 * @param {number} c
 */
export function spacing(c) {
  return 2 ** (Math.max(c, 1) - BIAS - FRACTION);
}

/**
 * Return the numbers that follow each other around `bits`, `reach` on both sides; none beyond the
 * largest.
 * @param {number} bits
 * @param {number} reach
 */
export function around(bits, reach) {
  const { s, c, f } = fieldsOf(bits);
  if (c === 255) return [];
  const place = (s ? -1 : 1) * (c * 2 ** FRACTION + f);
  const most = 255 * 2 ** FRACTION - 1;
  const found = [];
  for (let at = place - reach; at <= place + reach; at += 1) {
    if (Math.abs(at) <= most) found.push(Math.sign(at) * valueOf(Math.abs(at)));
  }
  return found;
}
