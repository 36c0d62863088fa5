// Expressions in x1 and x2, read into a list of operations, in the order of computation; the same
// operation on the same values is there once.

export const FUNCTIONS = ["sin", "cos", "exp", "log", "sqrt", "tanh", "relu"];
export const MOST = 10;

/** What cannot be read of an expression; the message says what, and at which place. */
export class Unreadable extends Error {}

/**
 * @typedef {object} Operation
 * @property {string} op "input", one of + − × ÷, "neg", "pow" or a function
 * @property {(number | { value: number })[]} args numbers of earlier operations, or constants
 * @property {string} [name]
 */

/**
 * Return the signs, names and numbers of `text`, each with its place.
 * @param {string} text
 */
function tokens(text) {
  const found = [];
  const form = /\s*(?:(\d+\.?\d*|\.\d+)|([a-z]\w*)|([-+*/^()−·×÷]))/iy;
  const end = text.trimEnd().length;
  while (form.lastIndex < end) {
    const place = form.lastIndex;
    const match = form.exec(text);
    if (!match) throw new Unreadable(`“${text.slice(place).trim()[0]}” at place ${place + 1} is no part of an expression`);
    const sign = match[3]?.replace("−", "-").replace(/[·×]/, "*").replace("÷", "/");
    found.push({ number: match[1], name: match[2]?.toLowerCase(), sign, place: place + 1 });
  }
  return found;
}

/** Reads by going down: a sum of products of powers of what stands in brackets. */
class Reader {
  /** @param {string} text */
  constructor(text) {
    this.all = tokens(text);
    this.at = 0;
    /** @type {Operation[]} */
    this.operations = ["x1", "x2"].map((name) => ({ op: "input", args: [], name }));
    this.known = new Map();
  }

  /** @param {string[]} signs */
  takes(...signs) {
    const sign = this.all[this.at]?.sign ?? "";
    if (!signs.includes(sign)) return "";
    this.at += 1;
    return sign;
  }

  /**
   * @param {string} op
   * @param {(number | { value: number })[]} args
   * @returns {number | { value: number }}
   */
  node(op, args) {
    if (args.every((one) => typeof one !== "number")) return { value: apply(op, args.map((one) => Object(one).value)) };
    const key = JSON.stringify([op, args]);
    const met = this.known.get(key);
    if (met !== undefined) return met;
    if (this.operations.length - 2 >= MOST) throw new Unreadable(`more than ${MOST} operations: leave some out`);
    this.operations.push({ op, args });
    this.known.set(key, this.operations.length - 1);
    return this.operations.length - 1;
  }

  /** @returns {number | { value: number }} */
  sum() {
    let left = this.product();
    for (let sign = this.takes("+", "-"); sign; sign = this.takes("+", "-")) left = this.node(sign, [left, this.product()]);
    return left;
  }

  /** @returns {number | { value: number }} */
  product() {
    let left = this.signed();
    for (let sign = this.takes("*", "/"); sign; sign = this.takes("*", "/")) left = this.node(sign, [left, this.signed()]);
    return left;
  }

  /** @returns {number | { value: number }} */
  signed() {
    if (this.takes("-")) return this.node("neg", [this.signed()]);
    const base = this.single();
    if (!this.takes("^")) return base;
    const exponent = this.signed();
    if (typeof exponent === "number") throw new Unreadable("an exponent has to be a number");
    return this.node("pow", [base, exponent]);
  }

  /** @returns {number | { value: number }} */
  single() {
    const token = this.all[this.at];
    if (!token) throw new Unreadable("it ends where a number or a name is expected");
    const { number, name, place } = token;
    if (this.takes("(")) return this.closed();
    this.at += 1;
    if (number) return { value: Number(number) };
    if (name === "x1" || name === "x2") return name === "x1" ? 0 : 1;
    if (name && FUNCTIONS.includes(name)) {
      if (!this.takes("(")) throw new Unreadable(`write a bracket after ${name}`);
      return this.node(name, [this.closed()]);
    }
    if (name) throw new Unreadable(`“${name}” at place ${place} is not known: write x1, x2, or ${FUNCTIONS.join(", ")}`);
    throw new Unreadable(`“${token.sign}” at place ${place} stands where a number or a name is expected`);
  }

  closed() {
    const inner = this.sum();
    if (!this.takes(")")) throw new Unreadable("a bracket is not closed");
    return inner;
  }
}

/**
 * Return the result of an operation.
 * @param {string} op
 * @param {number[]} args
 */
export function apply(op, [a, b]) {
  switch (op) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return a / b;
    case "pow":
      return a ** b;
    case "neg":
      return -a;
    case "relu":
      return Math.max(a, 0);
    default:
      return /** @type {Record<string, (value: number) => number>} */ (/** @type {unknown} */ (Math))[op](a);
  }
}

/**
 * Return the operations of the expression `text`, the two inputs before them.
 * @param {string} text
 */
export function parse(text) {
  const reader = new Reader(text);
  const last = reader.sum();
  const rest = reader.all[reader.at];
  if (rest) throw new Unreadable(`“${rest.sign ?? rest.name ?? rest.number}” at place ${rest.place} comes after the end: is a sign missing?`);
  if (typeof last !== "number" || last < 2) throw new Unreadable("nothing is computed of x1 or x2");
  return reader.operations;
}
