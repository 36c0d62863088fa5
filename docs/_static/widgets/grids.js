// Arrays of up to four axes as cells: the last axis goes across and the one before it down, the two
// before these likewise, block by block.
import { element, text } from "./svg.js";

const GAP = 7;
const CELL = { width: 30, height: 24 };
// A digit is this wide, in the size of all labels.
const DIGIT = 7.4;

/**
 * Return where the cells of an array of `shape` stand in `box`.
 * @param {number[]} shape
 * @param {{ x: number, y: number, width: number, height: number, cell?: number }} box
 */
export function gridIn(shape, { x, y, width, height, cell = CELL.width }) {
  const [outer, blocks, rows, columns] = [1, 1, 1, 1, ...shape].slice(-4);
  const across = Math.min(cell, (width - (blocks - 1) * GAP) / (blocks * columns));
  const down = Math.min(CELL.height, (height - (outer - 1) * GAP) / (outer * rows));
  const place = (/** @type {number[]} */ index) => {
    const [o, b, row, column] = [0, 0, 0, 0, ...index].slice(-4);
    return { x: x + b * (columns * across + GAP) + column * across, y: y + o * (rows * down + GAP) + row * down };
  };
  return { place, width: across, height: down, bottom: y + outer * rows * down + (outer - 1) * GAP };
}

/** @typedef {ReturnType<typeof gridIn>} Grid */

/**
 * Return the cell of `grid` at `index`, with `words` if there is room for them: `fill` and how much
 * of it, a `frame`, and the `ink` of its words.
 * @param {Grid} grid
 * @param {number[]} index
 * @param {string | number} words
 * @param {{ fill?: string, share?: number, frame?: string, ink?: string }} look
 */
export function cellOf(grid, index, words, { fill = "none", share = 1, frame, ink = "currentColor" } = {}) {
  const { x, y } = grid.place(index);
  const hasRoom = String(words).length * DIGIT + 1 <= grid.width && grid.height >= 14;
  const style = frame ? { stroke: frame, "stroke-width": 2.4 } : { stroke: "var(--rule-strong)", "stroke-width": 0.8 };
  const box = { x, y, width: grid.width, height: grid.height };
  return [
    // What lies behind it, a line that leads to another cell, must not run through its words.
    element("rect", { ...box, fill: "var(--paper)" }),
    element("rect", { ...box, fill, "fill-opacity": share, ...style }),
    hasRoom ? text(x + grid.width / 2, y + grid.height / 2 + 4.6, words, { "text-anchor": "middle", fill: ink }) : "",
  ].join("");
}

/**
 * Return the middle of a cell's upper edge, or of its lower one.
 * @param {Grid} grid
 * @param {number[]} index
 * @param {boolean} isLower
 */
export function edgeOf(grid, index, isLower) {
  const { x, y } = grid.place(index);
  return [x + grid.width / 2, isLower ? y + grid.height : y];
}

/**
 * Return `words` in lines of at most `most` letters.
 * @param {string} words
 * @param {number} most
 */
export function wrapped(words, most) {
  const lines = [""];
  for (const word of words.trim().split(" ")) {
    const last = lines[lines.length - 1];
    if (last && last.length + word.length >= most) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines;
}

/**
 * Return what the library that `state` has chosen says of `fault`, with its name above.
 * @param {number} x
 * @param {number} y
 * @param {WidgetState} state
 * @param {Fault | undefined} fault
 */
export function refusal(x, y, state, fault) {
  const lines = wrapped(saidOf(state, fault), 56).map((one, at) => text(x, y + 22 + at * 18, one, { fill: "var(--figure-second)" }));
  return [text(x, y, `${LIBRARIES[state.says]} refuses`, { "font-weight": "bold", fill: "var(--figure-second)" }), ...lines].join("");
}

/** The control that chooses whose words are shown; see `refusal`. */
export const SAYS = {
  name: "says",
  type: "choice",
  label: "Errors as told by",
  choices: /** @type {[string, string][]} */ ([["numpy", "NumPy 2.4"], ["torch", "PyTorch 2.8"]]),
  default: "numpy",
};

/** @typedef {{ numpy: string, torch: string }} Fault */

/** The names of the libraries, by what stands in the address. */
const LIBRARIES = /** @type {Record<string, string>} */ (Object.fromEntries(SAYS.choices));

/**
 * Return what the library that `state` has chosen says of `fault`.
 * @param {WidgetState} state
 * @param {Fault | undefined} fault
 */
function saidOf({ says }, fault) {
  return (says === "torch" ? fault?.torch : fault?.numpy) ?? "";
}

/** Return the same in a sentence. */
export function refused(/** @type {WidgetState} */ state, /** @type {Fault | undefined} */ fault) {
  return `${LIBRARIES[state.says]} says: ${saidOf(state, fault)}`;
}
