// Vectors in space on their way through a quantiser: a globe to turn, and a map to move them on.
import { projected, turned as seen } from "../../../../_static/widgets/orbit.js";
import { remembered } from "../../../../_static/widgets/remembered.js";
import { linear, logarithmic } from "../../../../_static/widgets/scales.js";
import { dot, dots, drawing, element, line, lines, text } from "../../../../_static/widgets/svg.js";
import { Unreadable, vectorsIn } from "../../../../_static/widgets/vectors.js";
import { direction, least, levelsOf, normalColumns, orthogonal, turnedBack, way } from "./model.js";

const QUIET = "var(--figure-muted)";
const TRUE = "var(--figure-accent)";
const MADE = "var(--figure-second)";
const LAW = "var(--figure-third)";
const [WIDTH, HEIGHT] = [400, 500];
const CENTRE = [148, 140];
const SIZE = 88;
const COLUMN = 308;
const ERROR = logarithmic([1e-6, 1], [16, 384]);
const BAR = 454;
const MOST = 6;
const OWN = 4;
const FARTHEST = 1.5;

const LONGITUDE = linear([-180, 180], [16, 296]);
const LATITUDE = linear([-90, 90], [396, 296]);

export const controls = [
  {
    name: "step",
    type: "choice",
    label: "Step",
    choices: [["given", "1 as given"], ["unit", "2 length 1"], ["turned", "3 turned"], ["rounded", "4 rounded"], ["back", "5 turned back"]],
    default: "rounded",
  },
  { name: "bits", type: "number", label: "Bits a coordinate", min: 1, max: 6, step: 1, default: 2 },
  { name: "turn", type: "number", label: "Draw of the rotation", min: 1, max: 40, step: 1, default: 2, play: 1 },
  { name: "points", type: "points", label: "Vectors", step: 5, x: { min: -180, max: 180 }, y: { min: -90, max: 90 }, most: MOST, default: [[-70, 20], [10, 55], [40, -25], [120, 0]] },
  { name: "own", type: "text", label: "Your vectors, as 1 2 3; 0 -1 4", default: "", most: 160 },
  { name: "spin", type: "number", label: "Seen from, around", min: -180, max: 180, step: 1, default: -150, unit: "°", hidden: true },
  { name: "tilt", type: "number", label: "Seen from, above", min: -85, max: 85, step: 1, default: 20, unit: "°", hidden: true },
];

export const handles = [
  { label: "Turn the globe", x: "spin", y: "tilt", scaleX: linear([-180, 180], [400, 0]), scaleY: linear([-85, 85], [0, 190]), stage: true },
  { label: "Vector on the map", points: "points", scaleX: LONGITUDE, scaleY: LATITUDE },
];

/** The levels of so many bits, and the error with them. */
const known = remembered(levelsOf, 6);

/** The reader's vectors, or what is wrong with them. */
function written(/** @type {string} */ own) {
  try {
    return { vectors: vectorsIn(own, { least: 3, most: 3, count: OWN }), fault: "" };
  } catch (error) {
    if (error instanceof Unreadable) return { vectors: [], fault: error.message };
    throw error;
  }
}

/** All vectors with their ways. */
function standing(/** @type {WidgetState} */ { points, own, bits, turn }) {
  const { vectors, fault } = written(own);
  const placed = points.map((/** @type {number[]} */ [x, y]) => direction(x, y));
  const { levels, error } = known(bits);
  const columns = orthogonal(normalColumns(1000 * turn));
  const ways = [...placed, ...vectors].map((vector) => ({ given: /** @type {number[]} */ (vector), ...way(vector, columns, levels) }));
  const mean = ways.reduce((sum, one) => sum + one.error, 0) / (ways.length || 1);
  return { ways, fault, levels, columns, expected: error, mean, bound: least(bits) };
}

/** @typedef {{ rings: number[][][], marks: number[][], vectors: { far: number, drawn: string }[] }} Half */

/** Draws in space, as seen from where the reader stands: what is behind the middle, then what is before it. */
class Space {
  /** @param {WidgetState} state */
  constructor({ spin, tilt }) {
    /** @type {Half[]} */
    this.halves = [0, 1].map(() => ({ rings: [], marks: [], vectors: [] }));
    this.place = (/** @type {number[]} */ point) => projected(seen(point, spin, tilt), CENTRE, SIZE);
  }

  /** The half in which something is that is so `far` away. */
  half(/** @type {number} */ far) {
    return this.halves[far > 0 ? 0 : 1];
  }

  /** A piece of a ring of the globe. */
  ring(/** @type {number[][]} */ points) {
    const places = points.map(this.place);
    this.half(meanFar(places)).rings.push(places);
  }

  /** A place of the lattice. */
  mark(/** @type {number[]} */ point) {
    const place = this.place(point);
    this.half(place[2]).marks.push(place);
  }

  /** @type {(point: number[], r: number, fill: string) => void} */
  dot(point, r, fill) {
    const [x, y, far] = this.place(point);
    this.half(far).vectors.push({ far, drawn: dot(x, y, r, { "fill-opacity": far > 0 ? 0.45 : 1, fill }) });
  }

  /** @type {(points: number[][], attributes: Record<string, string | number>) => void} */
  line(points, attributes) {
    const places = points.map(this.place);
    const far = meanFar(places);
    this.half(far).vectors.push({ far, drawn: line(places, { "stroke-opacity": far > 0 ? 0.4 : 1, ...attributes }) });
  }

  /**
   * What was drawn, the farther half first; `r` is how large a place of the lattice is, `strength` how
   * strong the globe is, on which nothing lies yet where vectors have any length.
   * @type {(r: number, strength: number) => string[]}
   */
  drawn(r, strength) {
    return this.halves.flatMap(({ rings, marks, vectors }, isNear) => [
      lines(rings, { stroke: LAW, "stroke-width": 0.9, "stroke-opacity": strength * (isNear ? 1 : 0.4) }),
      dots(marks, r, QUIET, { "stroke-opacity": isNear ? 1 : 0.45 }),
      ...vectors.sort((a, b) => b.far - a.far).map(({ drawn }) => drawn),
    ]);
  }
}

/** How far away the middle of `places` is. */
const meanFar = (/** @type {number[][]} */ places) => places.reduce((sum, one) => sum + one[2], 0) / places.length;

/** The rings of the globe, in short pieces, so that the far side is paler. */
const RINGS = [(/** @type {number} */ a) => direction(a, 0), (/** @type {number} */ a) => direction(0, a), (/** @type {number} */ a) => direction(90, a)].flatMap((ring) =>
  Array.from({ length: 24 }, (_, at) => [0, 5, 10, 15].map((more) => ring(15 * at - 180 + more))),
);

/** Whether the places that can be told are few enough to be drawn. */
const isDrawn = (/** @type {number[]} */ levels) => levels.length <= 8;

/** The places that can be told; too many are left out. */
function lattice(/** @type {Space} */ space, /** @type {number[]} */ levels, /** @type {(place: number[]) => number[]} */ moved) {
  if (isDrawn(levels)) for (const a of levels) for (const b of levels) for (const c of levels) space.mark(moved([a, b, c]));
}

/** A vector that is longer than the picture is drawn at its edge. */
function inFrame(/** @type {number[]} */ vector) {
  const length = Math.hypot(...vector);
  return length > FARTHEST ? vector.map((one) => (one * FARTHEST) / length) : vector;
}

/**
 * What is seen of one vector at a step.
 * @param {Space} space
 * @param {ReturnType<typeof standing>["ways"][number]} one
 * @param {string} step
 */
function vectorAt(space, one, step) {
  if (step === "rounded" || step === "back") {
    const [from, to] = step === "back" ? [one.unit, one.back] : [one.turned, one.rounded];
    space.line([from, to], { stroke: MADE, "stroke-width": 2.2 });
    space.dot(from, 4.5, TRUE);
    space.dot(to, 4.5, MADE);
    return;
  }
  const end = { given: inFrame(one.given), unit: one.unit, turned: one.turned }[step] ?? one.unit;
  space.line([[0, 0, 0], end], { stroke: TRUE, "stroke-width": 1.4 });
  space.dot(end, 5, TRUE);
}

/**
 * @param {WidgetState} state
 * @param {ReturnType<typeof standing>} all
 */
function picture(state, all) {
  const { ways, levels, columns } = all;
  const space = new Space(state);
  RINGS.forEach((piece) => space.ring(piece));
  if (state.step === "rounded") lattice(space, levels, (place) => place);
  if (state.step === "back") lattice(space, levels, (place) => turnedBack(columns, place));
  for (const one of ways) vectorAt(space, one, state.step);
  return space.drawn(levels.length > 4 ? 0.8 : 2, state.step === "given" ? 0.4 : 1);
}

/** The map: where each vector was before it was turned. */
function map(/** @type {ReturnType<typeof standing>} */ { ways }) {
  const [left, right, bottom, top] = [...LONGITUDE.range, ...LATITUDE.range];
  return [
    element("rect", { x: left, y: top, width: right - left, height: bottom - top, fill: "none", stroke: "var(--rule-strong)" }),
    line([[left, LATITUDE(0)], [right, LATITUDE(0)]], { stroke: QUIET, "stroke-width": 0.6 }),
    line([[LONGITUDE(0), bottom], [LONGITUDE(0), top]], { stroke: QUIET, "stroke-width": 0.6 }),
    ...ways.map(({ unit: [x, y, z] }) => dot(LONGITUDE((Math.atan2(y, x) * 180) / Math.PI), LATITUDE((Math.asin(Math.min(Math.max(z, -1), 1)) * 180) / Math.PI), 3, { fill: TRUE })),
    text(COLUMN, top + 14, "map", { fill: QUIET }),
    text(COLUMN, top + 32, "of the", { fill: QUIET }),
    text(COLUMN, top + 50, "vectors", { fill: QUIET }),
  ];
}

/** @type {(value: number) => string} */
function told(value) {
  if (value < 1e-4) return `${(value * 1e5).toFixed(1)}\u00a0·\u00a010⁻⁵`;
  return value.toFixed(value < 0.01 ? 5 : 4);
}

/** Whether lengths are spoken of: nothing is rounded yet. */
const isWhole = (/** @type {string} */ step) => step === "given" || step === "unit";

/** Beside the globe: the length of each vector, kept apart once it is 1; then the error of each. */
function column(/** @type {ReturnType<typeof standing>} */ { ways }, /** @type {string} */ step) {
  const kept = step === "unit" ? " → 1" : "";
  const rows = ways.map((one, n) => {
    const value = isWhole(step) ? Math.hypot(...one.given).toFixed(2) + kept : told(one.error);
    return text(COLUMN, 44 + 20 * n, `${n + 1}: ${value}`, { class: "over" });
  });
  const head = isWhole(step) ? "length" : "squared error";
  return [text(COLUMN, 22, head, { fill: isWhole(step) ? TRUE : MADE, class: "over" }), ...rows];
}

/** The mean error on a line, with the mean over all rotations and the bound. */
function gauge(/** @type {ReturnType<typeof standing>} */ { ways, mean, expected, bound }) {
  const place = (/** @type {number} */ value) => ERROR(Math.min(Math.max(value, 1e-6), 1));
  const stick = (/** @type {number} */ value, /** @type {string} */ stroke) => line([[place(value), BAR - 10], [place(value), BAR + 7]], { stroke, "stroke-width": 2.2 });
  return [
    line([[ERROR(1e-6), BAR], [ERROR(1), BAR]], { stroke: "var(--rule-strong)", "stroke-width": 4 }),
    stick(bound, LAW),
    text(place(bound) + 4, BAR - 13, "bound", { fill: LAW, "text-anchor": "end", class: "over" }),
    stick(expected, TRUE),
    text(place(expected) - 2, BAR - 13, "D", { fill: TRUE, class: "over" }),
    ways.length ? dot(place(mean), BAR, 6, { fill: MADE }) : "",
    text(16, BAR - 34, ways.length ? `mean of these ${told(mean)}` : "no vectors", { fill: MADE }),
    text(384, BAR - 34, `of all rotations D = ${told(expected)}`, { fill: TRUE, "text-anchor": "end" }),
    ...[-6, -4, -2, 0].map((power) => text(ERROR(10 ** power), BAR + 24, power ? `10⁻${"⁰¹²³⁴⁵⁶"[-power]}` : "1", { "text-anchor": "middle", fill: QUIET })),
    text(384, BAR + 42, "squared error", { "text-anchor": "end" }),
  ];
}

/** @param {WidgetState} state */
export function draw(state) {
  const all = standing(state);
  return drawing(WIDTH, HEIGHT, ...picture(state, all), ...map(all), ...column(all, state.step), ...gauge(all));
}

const DOING = {
  given: "as they were given",
  unit: "brought to length 1; the length is stored apart",
  turned: "turned, all by the same rotation",
  rounded: "rounded to the nearest place of the lattice",
  back: "turned back, the lattice with them",
};

/** @param {WidgetState} state */
export function describe(state) {
  const { ways, fault, mean, expected } = standing(state);
  const excuse = fault ? `Your vectors cannot be read: ${fault}. ` : "";
  if (!ways.length) return `${excuse}There are no vectors: add one.`;
  const count = ways.length === 1 ? "One vector is" : `${ways.length} vectors are`;
  return (
    `${excuse}${count} ${DOING[/** @type {keyof DOING} */ (state.step)]}. ` +
    `With ${(8 ** state.bits).toLocaleString("en")} places the mean squared error is ${told(mean)}; over all rotations it is ${told(expected)}, which is 4 to the power −${state.bits}.`
  );
}
