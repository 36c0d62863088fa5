// How busy the parts of two paths are, and when the first token comes.
import { bottomAxis, leftAxis } from "../../../../_static/widgets/axes.js";
import { linear } from "../../../../_static/widgets/scales.js";
import { dot, drawing, element, line, text } from "../../../../_static/widgets/svg.js";
import { RATE, firstToken, loadsOf } from "./model.js";

const QUIET = "var(--figure-muted)";
const ALERT = "var(--figure-second)";
const FINE = "var(--figure-accent)";
const [WIDTH, HEIGHT] = [400, 430];
const [LEFT, ROW, TOP] = [8, 42, 46];
const LONGEST = 4;
const X = linear([0, 100], [40, 384]);
const Y = linear([0, LONGEST], [386, 248]);

export const controls = [
  { name: "share", type: "number", label: "Loads on the second path", unit: "%", min: 0, max: 100, step: 5, default: 0 },
  { name: "engines", type: "number", label: "Decode engines", min: 1, max: 4, step: 1, default: 1 },
  { name: "turns", type: "number", label: "Turns", min: 10, max: 150, step: 10, default: 100 },
  { name: "hit", type: "number", label: "Hit rate", unit: "%", min: 50, max: 99, step: 1, default: 98 },
  { name: "storage", type: "number", label: "Each storage card", unit: "GB/s", min: 10, max: 200, step: 10, default: 50 },
  { name: "network", type: "number", label: "Network of an engine", unit: "GB/s", min: 10, max: 400, step: 10, default: 400 },
];

/** @param {WidgetState} state */
function settingOf({ share, engines, turns, hit, storage, network }) {
  return { share: share / 100, engines, turns, hit: hit / 100, storage, network };
}

/** @param {number} engines */
const namesOf = (engines) => [
  "storage card of the prefill engine",
  engines === 1 ? "storage card of the decode engine" : `storage card of each of ${engines} decode engines`,
  "network between engines",
  "arithmetic of the prefill engine",
];

/** @param {number} load */
const percent = (load) => `${Math.round(100 * load)}\u00a0%`;
/** @param {number} seconds */
const shown = (seconds) => (Number.isFinite(seconds) ? `comes after ${seconds.toFixed(seconds < 10 ? 2 : 0)} s` : "never comes: a queue keeps growing");

/** @type {(name: string, load: number, at: number) => string} */
function bar(name, load, at) {
  const y = TOP + ROW * at;
  const colour = load >= 0.8 ? ALERT : FINE;
  return [
    text(LEFT, y, name),
    text(WIDTH - LEFT, y, load >= 1 ? `${percent(load)}, too much` : percent(load), { "text-anchor": "end", fill: colour, "font-weight": "bold" }),
    element("rect", { x: LEFT, y: y + 6, width: WIDTH - 2 * LEFT, height: 11, fill: "none", stroke: "var(--rule-strong)" }),
    // An empty bar is drawn too, so that a step finds the same elements.
    element("rect", { x: LEFT, y: y + 6, width: (WIDTH - 2 * LEFT) * Math.min(load, 1), height: 11, fill: colour, "fill-opacity": 0.55 }),
  ].join("");
}

/** The line of the first token against the share, in as many pieces as it has within the drawing. */
function curve(/** @type {WidgetState} */ state) {
  /** @type {number[][][]} */
  const pieces = [[]];
  for (let share = 0; share <= 100; share += 1) {
    const seconds = firstToken(settingOf({ ...state, share }));
    if (seconds <= LONGEST) pieces[pieces.length - 1].push([X(share), Y(seconds)]);
    else if (pieces[pieces.length - 1].length) pieces.push([]);
  }
  const drawn = pieces.filter((points) => points.length > 1).map((points) => line(points, { stroke: QUIET, "stroke-width": 1.6 }));
  const none = text(X(50), Y(2), `above ${LONGEST} s at every share`, { "text-anchor": "middle", fill: QUIET });
  return drawn.join("") || none;
}

/** @type {WidgetFigure["draw"]} */
export function draw(state) {
  const setting = settingOf(state);
  const loads = loadsOf(setting);
  const seconds = firstToken(setting);
  const names = namesOf(state.engines);
  const isSeen = seconds <= LONGEST;
  const at = [X(state.share), Y(Math.min(seconds, LONGEST))];
  const mark = isSeen ? { fill: ALERT } : { fill: "var(--paper)", stroke: ALERT, "stroke-width": 2 };
  return drawing(
    WIDTH,
    HEIGHT,
    text(LEFT, 18, `The first token ${shown(seconds)}.`, { "font-weight": "bold" }),
    ...loads.map((load, part) => bar(names[part], load, part)),
    bottomAxis(X, Y(0), "% on the second path"),
    leftAxis(Y, X(0), "", [0, 1, 2, 3, 4]),
    text(LEFT, 230, "seconds to the first token"),
    curve(state),
    dot(at[0], at[1], 5, mark),
  );
}

/** @type {WidgetFigure["describe"]} */
export function describe(state) {
  const setting = settingOf(state);
  const names = namesOf(state.engines);
  const busy = loadsOf(setting).map((load, part) => `${names[part]} ${percent(load)}`);
  return `With ${RATE} requests a second and ${state.share}\u00a0% of the loads on the second path, the first token ${shown(firstToken(setting))}. Busy: ${busy.join(", ")}.`;
}
