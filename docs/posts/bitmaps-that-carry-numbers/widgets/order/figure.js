// Bytes of each chunk, container by container, and what a value takes against what the order knows.
import { bottomAxis, leftAxis } from "../../../../_static/widgets/axes.js";
import { linear } from "../../../../_static/widgets/scales.js";
import { dot, drawing, element, line, text } from "../../../../_static/widgets/svg.js";
import { CHUNK, CHUNKS, chunksBy, hashed, stored } from "./model.js";

const QUIET = "var(--figure-muted)";
const BLUE = "var(--figure-accent)";
const RED = "var(--figure-second)";
const GREEN = "var(--figure-third)";
const [WIDTH, HEIGHT] = [400, 424];
const [LEFT, RIGHT] = [36, 388];
const MOST = 56;
const KILOBYTES = linear([0, 66], [204, 34]);
const BYTES = linear([0, 6], [382, 278]);
const DAYS = linear([0, MOST], [LEFT, RIGHT]);
const SEEN_BY_PIECE = 0.02;
const STEP = (RIGHT - LEFT) / CHUNKS;
const FILLS = { array: QUIET, bitmap: BLUE, run: GREEN };
const DAYS_DRAWN = [0, 1, 2, 3, 4, 6, 8, 11, 14, 18, 23, 28, 35, 42, 49, 56];

export const controls = [
  { name: "days", type: "number", label: "Days that the order knows", min: 0, max: MOST, step: 1, default: 28 },
  { name: "level", type: "number", label: "Level s of activity", min: 0.002, max: 0.2, step: 0.002, default: SEEN_BY_PIECE },
  { name: "hash", type: "flag", label: "Positions are 32-bit hashes", default: false },
];

export const handles = [
  {
    label: "Days on their axis",
    x: "days",
    scaleX: DAYS,
    at: (/** @type {WidgetState} */ state) => [DAYS(state.days), BYTES(0)],
  },
];

/** @type {NonNullable<WidgetFigure["idle"]>} */
export function idle({ hash }) {
  return { days: hash ? "hashes keep no order" : "" };
}

/** @typedef {ReturnType<typeof stored>} Stored */

/** @type {{ level: number, found: Map<number, Stored> }} */
let last = { level: 0, found: new Map() };

/** What is stored under an order that knows so many days; kept until the level is another. */
function storedBy(/** @type {number} */ days, /** @type {number} */ level) {
  if (last.level !== level) last = { level, found: new Map() };
  const found = last.found.get(days) ?? stored(chunksBy(days, level));
  last.found.set(days, found);
  return found;
}

/** The stack of one chunk, the lowest digit at the bottom. */
function stack(/** @type {Stored["containers"][number]} */ containers, /** @type {number} */ chunk) {
  let sum = 0;
  return containers.map(({ kind, bytes }) => {
    const [from, until] = [sum, (sum += bytes / 1000)].map(KILOBYTES);
    const height = Math.max(from - until - 0.8, 0.2);
    const fill = FILLS[kind];
    const x = LEFT + chunk * STEP + 5;
    return element("rect", { x, y: until + 0.4, width: STEP - 10, height, fill, "fill-opacity": kind === "array" ? 0.55 : 1 });
  });
}

/** The names of the kinds that are there, in their colours. */
function kinds(/** @type {Stored["containers"]} */ containers) {
  const there = new Set(containers.flat().map(({ kind }) => kind));
  const names = { bitmap: "bitmaps", array: "arrays", run: "runs" };
  const shown = /** @type {("bitmap" | "array" | "run")[]} */ (["bitmap", "array", "run"]).filter((kind) => there.has(kind));
  return shown.map((kind, at) => text(RIGHT - 62 * (shown.length - 1 - at), 14, names[kind], { fill: FILLS[kind], "text-anchor": "end" }));
}

/** Eight chunks, and what each digit takes in them. */
function chunkPanel(/** @type {WidgetState} */ { days, level }) {
  const { containers } = storedBy(days, level);
  return [
    ...containers.flatMap(stack),
    ...kinds(containers),
    leftAxis(KILOBYTES, LEFT, "", [0, 20, 40, 60]),
    text(4, 14, "kB in each chunk, a layer a digit"),
    line([[LEFT, KILOBYTES(0)], [RIGHT, KILOBYTES(0)]], { stroke: QUIET }),
    text(LEFT + 5, KILOBYTES(0) + 18, days ? "most active first" : "as they arrived", { fill: QUIET }),
    text(RIGHT, KILOBYTES(0) + 18, "chunks of 65,536 accounts", { fill: QUIET, "text-anchor": "end" }),
  ];
}

/** Hashes leave a header for nearly each id: there is no chunk to show, only what a value takes. */
function hashPanel(/** @type {WidgetState} */ { level }) {
  const { content, headers, count } = hashed(level);
  const x = linear([0, 20], [LEFT, RIGHT]);
  const y = 96;
  const rows = [
    { name: "content", from: 0, until: content, fill: QUIET },
    { name: "headers", from: content, until: content + headers, fill: RED },
  ];
  return [
    text(4, 14, `${Math.round(count).toLocaleString("en")} containers in ${CHUNK.toLocaleString("en")} chunks`),
    ...rows.flatMap(({ name, from, until, fill }) => [
      element("rect", { x: x(from), y, width: x(until) - x(from), height: 34, fill }),
      text(from ? x(until) : x(0), y - 8, `${name} ${(until - from).toFixed(2)}`, { fill, "text-anchor": from ? "end" : "start" }),
    ]),
    bottomAxis(x, y + 44, "bytes a value", [0, 4, 8, 12, 16, 20]),
  ];
}

/** What a value takes, against the days that the order knows. */
function lowerPanel(/** @type {WidgetState} */ { days, level, hash }) {
  const now = storedBy(days, level).total;
  const isPiece = level === SEEN_BY_PIECE;
  const anchor = days > 28 ? "end" : "start";
  const measured = isPiece
    ? [[0, 4.03], [28, 2.64]].map(([at, bytes]) => element("circle", { cx: DAYS(at), cy: BYTES(bytes), r: 6, fill: "none", stroke: RED }))
    : [];
  return [
    line(DAYS_DRAWN.map((at) => [DAYS(at), BYTES(storedBy(at, level).total)]), { stroke: BLUE, "stroke-width": 2 }),
    ...measured,
    isPiece ? text(DAYS(28) + 2, BYTES(2.64) + 22, "rings: measured", { fill: RED }) : "",
    hash ? "" : dot(DAYS(days), BYTES(now), 4, { fill: BLUE }),
    hash ? "" : text(DAYS(days) + (days > 28 ? -6 : 6), BYTES(now) - 10, now.toFixed(2), { fill: BLUE, "text-anchor": anchor, class: "over" }),
    leftAxis(BYTES, LEFT, "", [0, 2, 4, 6]),
    text(4, 262, "bytes a value"),
    text(RIGHT, 262, `32-bit hashes: ${hashed(level).total.toFixed(2)}`, { fill: hash ? RED : QUIET, "text-anchor": "end" }),
    bottomAxis(DAYS, BYTES(0), "days of the past; 0: order of arrival", [0, 7, 14, 28, 42, 56]),
  ];
}

/** @type {WidgetFigure["draw"]} */
export function draw(state) {
  return drawing(WIDTH, HEIGHT, ...(state.hash ? hashPanel(state) : chunkPanel(state)), ...lowerPanel(state));
}

/** @type {WidgetFigure["describe"]} */
export function describe(state) {
  const { days, level, hash } = state;
  const { total, seen, containers } = storedBy(days, level);
  const share = `${((100 * seen) / (CHUNKS * CHUNK)).toFixed(1)} per cent of the accounts are seen`;
  if (hash) {
    const { content, headers, total: all } = hashed(level);
    return `${share}. As hashes a value takes ${all.toFixed(2)} bytes, ${headers.toFixed(2)} of them headers; the content is ${content.toFixed(2)}.`;
  }
  const bitmaps = containers.flat().filter(({ kind }) => kind === "bitmap").length;
  const order = days ? `An order that knows ${days} ${days === 1 ? "day" : "days"}` : "The order of arrival";
  const arrival = storedBy(0, level).total;
  const gain = days ? `, where the order of arrival takes ${arrival.toFixed(2)}` : "";
  return `${share}. ${order} takes ${total.toFixed(2)} bytes a value${gain}. Of ${containers.flat().length} containers ${bitmaps || "none"} ${bitmaps === 1 ? "is a bitmap" : "are bitmaps"}.`;
}
