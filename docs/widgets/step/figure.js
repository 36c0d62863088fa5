// What a step size does to gradient descent: the error of a rule against the number of steps.
import { remembered } from "../../_static/widgets/remembered.js";
import { drawing } from "../../_static/widgets/svg.js";
import { edge, errors as computed } from "./model.js";

const COUNT = 1000;
const EVERY = 4;
const DIGITS = 5;
// The typical error of the exact minimum, in euros.
const BEST = 12.4;
// In the unit of the drawing; errors are drawn by their logarithm, from 10 to 100,000 euros.
const BOX = { left: 64, right: 388, top: 16, bottom: 196 };
const DECADES = { from: 1, to: 5 };
const TICKS = [
  [1, "10 €"],
  [2, "100 €"],
  [3, "1,000 €"],
  [4, "10,000 €"],
];

/** @type {(step: number, count: number) => number[]} */
const errors = remembered(computed);

export const controls = [
  { name: "step", type: "number", label: "Step size", min: 0.0001, max: 0.0005, step: 0.00001, default: 0.0004 },
];

/** @param {number} step */
function x(step) {
  return BOX.left + ((BOX.right - BOX.left) * step) / COUNT;
}

/** @param {number} error */
function y(error) {
  const share = (Math.log10(error) - DECADES.from) / (DECADES.to - DECADES.from);
  return BOX.bottom - (BOX.bottom - BOX.top) * Math.min(share, 1);
}

/** @param {number[]} found */
function curve(found) {
  const ceiling = 10 ** DECADES.to;
  const over = found.findIndex((error) => error > ceiling);
  const last = over < 0 ? COUNT : over;
  const places = [];
  for (let at = 0; at < last; at += over < 0 ? EVERY : 1) places.push(at);
  places.push(last);
  const line = places.map((at) => `${x(at).toFixed(1)},${y(found[at]).toFixed(1)}`).join(" ");
  return { line, last, explodes: over >= 0 };
}

/** Return the curve of the errors as the text of an SVG. */
export function draw({ step }) {
  const found = errors(step, COUNT);
  const { line, last, explodes } = curve(found);
  const colour = explodes ? "var(--figure-second)" : "var(--figure-accent)";
  const grid = TICKS.map(
    ([decade, text]) =>
      `<path d="M${BOX.left} ${y(10 ** Number(decade)).toFixed(1)}H${BOX.right}" stroke="var(--rule)"/>` +
      `<text x="${BOX.left - 6}" y="${(y(10 ** Number(decade)) + 4).toFixed(1)}" text-anchor="end">${text}</text>`,
  ).join("");
  const end = explodes
    ? `<text x="${Math.min(x(last) + 10, BOX.right - 110).toFixed(1)}" y="${BOX.top + 16}" fill="${colour}">off the chart</text>`
    : `<text x="${BOX.right}" y="${(y(found[COUNT]) - 8).toFixed(1)}" text-anchor="end" fill="${colour}">${found[COUNT].toFixed(1)} € after 1,000 steps</text>`;
  const best = y(BEST).toFixed(1);
  return drawing(
    400,
    232,
    `<g fill="currentColor">${grid}` +
    `<path d="M${BOX.left} ${best}H${BOX.right}" stroke="currentColor" stroke-dasharray="2 4"/>` +
    `<text x="${BOX.right}" y="${(Number(best) - 5).toFixed(1)}" text-anchor="end">best possible: ${BEST} €</text>` +
    `<path d="M${BOX.left} ${BOX.bottom}H${BOX.right}" stroke="var(--rule-strong)"/>` +
    `<text x="${BOX.left}" y="${BOX.bottom + 16}">0</text>` +
    `<text x="${BOX.right}" y="${BOX.bottom + 16}" text-anchor="end">1,000</text>` +
    `<text x="${(BOX.left + BOX.right) / 2}" y="${BOX.bottom + 30}" text-anchor="middle">steps</text>` +
    `<polyline points="${line}" fill="none" stroke="${colour}" stroke-width="2.5" stroke-linejoin="round"/>` +
    `${end}</g>`,
  );
}

/** Return what the picture shows, in a sentence. */
export function describe({ step }) {
  const [told, last] = [step.toFixed(DIGITS), errors(step, COUNT)[COUNT]];
  if (step > edge()) {
    const digits = Math.floor(Math.log10(last)) + 1;
    return `A step of ${told} explodes: after 1,000 steps the error, in euros, has ${digits} digits.`;
  }
  return `With a step of ${told}, 1,000 steps end ${last.toFixed(1)} euros off; the best possible is ${BEST}.`;
}
