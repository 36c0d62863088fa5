// The kidney stones of the piece: rates within two strata, and what the make-up of the groups does
// to the pooled rates.

/** Patients of each operation. */
export const PATIENTS = 350;

const OPEN = { small: 81 / 87, large: 192 / 263 };
const KEYHOLE = { small: 234 / 270, large: 55 / 80 };

/** @typedef {{ open: number, keyhole: number, harder: number }} State */
/** @typedef {{ small: number, large: number }} Rates */

/**
 * Return the rates of both groups when large stones are `harder` per cent as much harder as they were.
 * @param {number} harder
 */
export function ratesOf(harder) {
  const moved = (/** @type {Rates} */ { small, large }) => ({
    small,
    large: small - (harder / 100) * (small - large),
  });
  return { open: moved(OPEN), keyhole: moved(KEYHOLE) };
}

/** Return the pooled rate of a group with the share `small` of small stones. */
export function pooled(/** @type {Rates} */ rates, /** @type {number} */ small) {
  return small * rates.small + (1 - small) * rates.large;
}

/**
 * Return the pooled rates, and their difference as what is within the strata and what is the mix.
 * @param {State} state
 */
export function compared({ open, keyhole, harder }) {
  const rates = ratesOf(harder);
  const [w1, w0] = [open / PATIENTS, keyhole / PATIENTS];
  const within =
    w1 * (rates.open.small - rates.keyhole.small) + (1 - w1) * (rates.open.large - rates.keyhole.large);
  const mix = (w1 - w0) * (rates.keyhole.small - rates.keyhole.large);
  return { rates, w1, w0, r1: pooled(rates.open, w1), r0: pooled(rates.keyhole, w0), within, mix };
}
