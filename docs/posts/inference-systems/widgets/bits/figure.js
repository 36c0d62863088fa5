// Thirty-two bits to flip, the number that they are, and its neighbours on the line.
import { linear } from "../../../../_static/widgets/scales.js";
import { dot, drawing, element, line, text } from "../../../../_static/widgets/svg.js";
import { BIAS, FRACTION, around, bitsOf, fieldsOf, spacing, valueOf } from "./model.js";

const QUIET = "var(--figure-muted)";
const SIGN = "var(--figure-second)";
const EXPONENT = "var(--figure-third)";
const ACCENT = "var(--figure-accent)";
const [WIDTH, HEIGHT] = [400, 292];
const [LEFT, CELL, ROW] = [8, 24, 44];
const IN_A_ROW = 16;
const LINE = 236;
const REACH = 4;
const START = bitsOf(0.1);
const POWERS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

export const controls = Array.from({ length: 32 }, (_, at) => 31 - at).map((bit) => ({
  name: `b${bit}`,
  type: "flag",
  label: `bit ${bit}`,
  default: ((START >>> bit) & 1) === 1,
}));

/** @param {Record<string, any>} state */
function bitsIn(state) {
  return controls.reduce((bits, { name }) => bits * 2 + (state[name] ? 1 : 0), 0);
}

/** @param {number} bit */
function colour(bit) {
  return bit === 31 ? SIGN : bit >= FRACTION ? EXPONENT : ACCENT;
}

/** @param {number} number */
function raised(number) {
  const digits = [...String(Math.abs(number))].map((digit) => POWERS[Number(digit)]).join("");
  return number < 0 ? `⁻${digits}` : digits;
}

/**
 * Return `value` in decimal, short where it is long.
 * @param {number} value
 * @param {number} digits
 */
function decimal(value, digits = 9) {
  if (Number.isNaN(value)) return "not a number";
  if (!Number.isFinite(value)) return value < 0 ? "−∞" : "∞";
  if (Object.is(value, -0)) return "−0";
  const [mantissa, exponent] = Number(value.toPrecision(digits)).toExponential().split("e");
  const power = Number(exponent);
  const short = power < -4 || power > 8 ? `${mantissa} · 10${raised(power)}` : String(Number(value.toPrecision(digits)));
  return short.replace(/^-/, "−");
}

/** @param {number} bits */
function cells(bits) {
  return controls
    .map((_, at) => {
      const bit = 31 - at;
      const on = (bits >>> bit) & 1;
      const x = LEFT + (at % IN_A_ROW) * CELL;
      const y = 24 + Math.floor(at / IN_A_ROW) * ROW;
      const box = { x, y, width: CELL - 2, height: 24, stroke: colour(bit), fill: colour(bit), "fill-opacity": on ? 0.28 : 0.04 };
      return element("rect", box) + text(x + CELL / 2 - 1, y + 17, on, { "text-anchor": "middle" });
    })
    .join("");
}

function names() {
  return [
    text(LEFT, 15, "sign", { fill: SIGN }),
    text(LEFT + 40, 15, "exponent", { fill: EXPONENT }),
    text(LEFT + 9 * CELL, 15, "fraction", { fill: ACCENT }),
  ].join("");
}

/** The fields, read by the rule of the piece. */
function reading(/** @type {number} */ bits) {
  const { s, c, f } = fieldsOf(bits);
  const y = 138;
  if (c === 255) return text(LEFT, y, `exponent field 255: ${f ? "not a number" : "an infinity"}`, { fill: EXPONENT });
  const exponent = Math.max(c, 1) - BIAS;
  const significand = (c ? 1 : 0) + f / 2 ** FRACTION;
  return [
    text(LEFT, y, `exponent field ${c}: 2${raised(exponent)}`, { fill: EXPONENT }),
    text(LEFT, y + 21, `significand: ${c ? "1" : "0"} + ${f} / 2²³ = ${Number(significand.toPrecision(9))}`, { fill: ACCENT }),
    text(LEFT, y + 46, `${s ? "− " : ""}${Number(significand.toPrecision(7))} × 2${raised(exponent)} = ${decimal(valueOf(bits))}`, {
      "font-weight": "bold",
    }),
  ].join("");
}

/** The number and those that follow it on both sides. */
function neighbours(/** @type {number} */ bits) {
  const found = around(bits, REACH);
  if (!found.length) return text(LEFT, LINE, "It has no place on the line.", { fill: QUIET });
  const value = valueOf(bits);
  const unit = spacing(fieldsOf(bits).c);
  const x = linear([-REACH - 0.4, REACH + 0.4], [LEFT, WIDTH - LEFT]);
  const at = (/** @type {number} */ one) => x((one - value) / unit);
  const shown = found.filter((one) => Math.abs(one - value) <= (REACH + 0.3) * unit);
  return [
    line([[LEFT, LINE], [WIDTH - LEFT, LINE]], { stroke: QUIET }),
    ...shown.map((one) => line([[at(one), LINE - 8], [at(one), LINE + 8]], { "stroke-width": 1.6 })),
    dot(at(value), LINE, 5, { fill: ACCENT }),
    text(at(value), LINE + 26, decimal(value, 8), { "text-anchor": "middle", fill: ACCENT }),
    text(WIDTH - LEFT, LINE + 48, `neighbours are ${decimal(unit, 3)} apart`, { "text-anchor": "end", fill: QUIET }),
  ].join("");
}

export function draw(/** @type {Record<string, any>} */ state) {
  const bits = bitsIn(state);
  return drawing(WIDTH, HEIGHT, names(), cells(bits), reading(bits), neighbours(bits));
}

export function describe(/** @type {Record<string, any>} */ state) {
  const bits = bitsIn(state);
  const { c } = fieldsOf(bits);
  const value = decimal(valueOf(bits));
  if (c === 255) return `The bits stand for ${value}.`;
  return `The bits stand for ${value}; at this exponent, neighbours are ${decimal(spacing(c), 3)} apart.`;
}
