// What is left of the embedding and of each part's value in the row that stands after some parts.

/**
 * Return the weight of each value, the embedding first.
 * @param {{ rule: string, parts: number, wanted: number, lead: number, gate: number }} state
 */
export function weights({ rule, parts, wanted, lead, gate }) {
  const at = Array.from({ length: parts + 1 }, (_, j) => j);
  if (rule === "behind") return at.map((j) => 2 ** (-(j ? parts - j + 1 : parts) / 2));
  if (rule === "gate") return at.map((j) => (j ? gate : 1) * (1 - gate) ** (parts - j));
  if (rule === "softmax") {
    const sum = parts + Math.exp(lead);
    return at.map((j) => (j === Math.min(wanted, parts) ? Math.exp(lead) : 1) / sum);
  }
  return at.map(() => 1);
}

/** Return the root mean square of the row, for values of size 1 at right angles. */
export function size(/** @type {number[]} */ all) {
  return Math.sqrt(all.reduce((sum, one) => sum + one * one, 0));
}

/** Return what is left of each value once the row has size 1. */
export function shares(/** @type {number[]} */ all) {
  const whole = size(all);
  return all.map((one) => one / whole);
}
