// A program of single operations, and what both modes of automatic differentiation make of it.
import { apply, parse } from "./parse.js";

/** @import { Operation } from "./parse.js" */

// Operations for the derivative of a function, once its argument and value are known; what is
// multiplied by a constant derivative of −1 needs no product either.
/** @type {Record<string, number>} */
const EXTRA = { sin: 1, cos: 2, exp: 0, log: 1, sqrt: 1, tanh: 2, relu: 1, pow: 2 };

/**
 * Return the derivative of an operation with respect to its argument number `which`.
 * @param {string} op
 * @param {number[]} args
 * @param {number} value
 * @param {number} which
 */
export function slope(op, [a, b], value, which) {
  /** @type {Record<string, () => number>} */
  const rules = {
    "+": () => 1,
    "-": () => (which ? -1 : 1),
    "*": () => (which ? a : b),
    "/": () => (which ? -value / b : 1 / b),
    neg: () => -1,
    pow: () => b * a ** (b - 1),
    sin: () => Math.cos(a),
    cos: () => -Math.sin(a),
    exp: () => value,
    log: () => 1 / a,
    sqrt: () => 0.5 / value,
    tanh: () => 1 - value * value,
    relu: () => Number(a > 0),
  };
  return rules[op]();
}

/**
 * Return how many operations of its own an operation needs on the way back, by the count of the
 * piece: a sum has two for each argument, a product or quotient too, by its rule.
 * @param {Operation} operation
 */
export function backwardCost({ op, args }) {
  const moving = args.filter((one) => typeof one === "number").length;
  if (op === "+" || op === "-" || op === "neg") return moving;
  // In a quotient, what is sent to the first argument is used again for the second.
  if (op === "*" || op === "/") return 2 * moving + (op === "/" && moving === 1 && typeof args[1] === "number" ? 1 : 0);
  return 2 + EXTRA[op];
}

/**
 * Return how many operations one tangent needs at an operation.
 * @param {Operation} operation
 */
export function forwardCost({ op, args }) {
  const moving = args.filter((one) => typeof one === "number").length;
  if (op === "+" || op === "-") return moving - 1;
  if (op === "neg") return 1;
  if (op === "*") return 2 * moving - 1;
  if (op === "/") return moving === 2 ? 3 : typeof args[1] === "number" ? 2 : 1;
  return 1 + EXTRA[op];
}

/**
 * Return the values of all operations at the inputs.
 * @param {Operation[]} operations
 * @param {number[]} inputs
 */
export function values(operations, inputs) {
  /** @type {number[]} */
  const found = [];
  for (const [at, { op, args }] of operations.entries())
    found.push(op === "input" ? inputs[at] : apply(op, numbersOf(args, found)));
  return found;
}

/**
 * @param {Operation["args"]} args
 * @param {number[]} found
 */
const numbersOf = (args, found) => args.map((one) => (typeof one === "number" ? found[one] : one.value));

/**
 * Return the tangents of all operations where input number `which` moves.
 * @param {Operation[]} operations
 * @param {number[]} found
 * @param {number} which
 */
export function tangents(operations, found, which) {
  /** @type {number[]} */
  const dots = [];
  for (const [at, { op, args }] of operations.entries()) {
    const numbers = numbersOf(args, found);
    const parts = args.map((one, n) => (typeof one === "number" ? slope(op, numbers, found[at], n) * dots[one] : 0));
    dots.push(op === "input" ? Number(at === which) : parts.reduce((sum, one) => sum + one, 0));
  }
  return dots;
}

/**
 * Return the cotangents after the first `steps` steps of the sweep back, and what each step sent.
 * @param {Operation[]} operations
 * @param {number[]} found
 * @param {number} steps
 */
export function sweep(operations, found, steps) {
  const last = operations.length - 1;
  const bars = operations.map((_, at) => Number(at === last));
  /** @type {{ from: number, to: number, which: number, sent: number }[]} */
  const sent = [];
  for (let at = last; at > Math.max(last - steps, 1); at -= 1) {
    const { op, args } = operations[at];
    const numbers = numbersOf(args, found);
    for (const [which, to] of args.entries()) {
      if (typeof to !== "number") continue;
      const part = bars[at] * slope(op, numbers, found[at], which);
      bars[to] += part;
      sent.push({ from: at, to, which, sent: part });
    }
  }
  return { bars, sent };
}

/**
 * Return the counts: of the program, of the sweep back, and of tangents for both inputs.
 * @param {Operation[]} operations
 */
export function counts(operations) {
  const program = operations.slice(2);
  const sum = (/** @type {(one: Operation) => number} */ of) => program.reduce((total, one) => total + of(one), 0);
  return { program: program.length, back: sum(backwardCost), tangent: sum(forwardCost) };
}

/**
 * Return the gradient of the expression `text` at the inputs.
 * @param {string} text
 * @param {number[]} inputs
 */
export function gradient(text, inputs) {
  const operations = parse(text);
  const found = values(operations, inputs);
  return sweep(operations, found, operations.length).bars.slice(0, 2);
}

/**
 * Return the value of the expression `text` at the inputs.
 * @param {string} text
 * @param {number[]} inputs
 */
export function evaluate(text, inputs) {
  return values(parse(text), inputs).at(-1);
}

/**
 * Return the counts of the expression `text`.
 * @param {string} text
 */
export const countsOf = (text) => counts(parse(text));
