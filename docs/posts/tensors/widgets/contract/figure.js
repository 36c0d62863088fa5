// One element of a result, the elements of the operands that it multiplies, and their sum.
import { SAYS, cellOf, gridIn, refusal, refused, wrapped } from "../../../../_static/widgets/grids.js";
import { indexAt, numbersIn, shown, sizeOf } from "../../../../_static/widgets/shapes.js";
import { drawing, text } from "../../../../_static/widgets/svg.js";
import { contracted, parse, plan, product, termsOf, total } from "./model.js";

const QUIET = "var(--figure-muted)";
const COLOURS = ["var(--figure-accent)", "var(--figure-third)"];
const HERE = "var(--figure-second)";
const [WIDTH, HEIGHT, LEFT] = [400, 410, 5];
const MOST = 24;
const TOPS = { operands: 62, result: 204 };

/** The examples: words, shapes of the operands, name. */
const EXAMPLES = /** @type {Record<string, { words: string, shapes: number[][], name: string }>} */ ({
  matmul: { words: "ik,kj->ij", shapes: [[2, 3], [3, 4]], name: "ik,kj->ij  matrix product" },
  scores: { words: "ik,jk->ij", shapes: [[3, 2], [4, 2]], name: "ik,jk->ij  rows with rows" },
  heads: { words: "hik,hjk->hij", shapes: [[2, 3, 2], [2, 3, 2]], name: "hik,hjk->hij  the same for each h" },
  rows: { words: "ij,ij->i", shapes: [[3, 4], [3, 4]], name: "ij,ij->i  row by row" },
  inner: { words: "ij,ij->", shapes: [[3, 4], [3, 4]], name: "ij,ij->  one number" },
  outer: { words: "i,j->ij", shapes: [[3], [4]], name: "i,j->ij  outer product" },
  transpose: { words: "ij->ji", shapes: [[3, 4]], name: "ij->ji  transpose" },
  sums: { words: "ij->i", shapes: [[3, 4]], name: "ij->i  sums of rows" },
  trace: { words: "ii->", shapes: [[3, 3]], name: "ii->  trace" },
});

export const controls = [
  { name: "k", type: "number", label: "Element of the result", min: 0, max: MOST - 1, step: 1, default: 5, play: 1 },
  {
    name: "sum",
    type: "choice",
    label: "Sum",
    choices: [...Object.entries(EXAMPLES).map(([key, { name }]) => /** @type {[string, string]} */ ([key, name])), ["matrices", "A @ B, shapes as below"], ["own", "einsum, string and shapes as below"]],
    default: "matmul",
  },
  { name: "own", type: "text", label: "Your string", default: "ik,kj->ij", most: 24 },
  { name: "a", type: "text", label: "Your shape of A", default: "2, 3", most: 16 },
  { name: "b", type: "text", label: "Your shape of B", default: "2, 3", most: 16 },
  SAYS,
];

/**
 * The string and shapes that a reader has typed, or what keeps them from being drawn.
 * @param {WidgetState} state
 * @returns {{ words?: string, shapes?: number[][], unread?: string, fault?: { numpy: string, torch: string } }}
 */
function typed({ sum, own, a, b }) {
  const both = [a, b].map(numbersIn);
  if (!both.every((shape) => shape && shape.length <= 3 && shape.every((one) => one >= 1) && sizeOf(shape) <= MOST))
    return { unread: `A shape is up to three whole numbers, with a product of at most ${MOST}.` };
  const shapes = /** @type {number[][]} */ (both);
  if (sum === "own") {
    const read = parse(own);
    if (!read) return { unread: "A string has letters for one operand or two, as in ij->ji or ik,kj->ij." };
    return { words: own, shapes: shapes.slice(0, read.terms.length) };
  }
  if (shapes.some((shape) => shape.length < 1 || shape.length > 2)) return { unread: "A @ B is drawn for one or two axes." };
  return { ...product(shapes[0], shapes[1]), shapes };
}

/**
 * @typedef {object} Made
 * @property {number[]} shape
 * @property {string[]} summed
 * @property {number[]} values
 * @property {number} products
 * @property {number} at which element is looked at
 * @property {number[][]} terms the addresses that it multiplies, term by term
 * @property {number[]} ranges the lengths of free and summed indices
 * @property {string[]} free
 */

/**
 * What the state asks for.
 * @param {WidgetState} state
 * @returns {ReturnType<typeof typed> & { made?: Made }}
 */
function asked(state) {
  const given = /** @type {ReturnType<typeof typed>} */ (EXAMPLES[state.sum] ?? typed(state));
  const { words, shapes } = given;
  if (!words || !shapes) return given;
  const sum = /** @type {NonNullable<ReturnType<typeof parse>>} */ (parse(words));
  const { shape, summed, lengths, fault } = plan(sum, shapes);
  if (!shape) return { words, shapes, fault };
  if (sizeOf(shape) > MOST) return { unread: `The result has shape ${shown(shape)}: at most ${MOST} elements are drawn.` };
  const { values = [], products = 0 } = contracted(words, shapes);
  const at = Math.min(state.k, values.length - 1);
  return { words, shapes, made: { shape, summed, values, products, at, terms: termsOf(sum, shapes, at), ranges: [...shape, ...lengths], free: sum.out } };
}

/**
 * An operand, with the elements that are used framed.
 * @param {number[][]} shapes
 * @param {number} which
 * @param {Set<number>} used
 */
function operand(shapes, which, used) {
  const colour = COLOURS[which];
  const shape = shapes[which];
  const x = LEFT + which * 200;
  const grid = gridIn(shape, { x, y: TOPS.operands, width: shapes.length > 1 ? 185 : 390, height: 110 });
  const order = [...Array(sizeOf(shape)).keys()].sort((p, q) => Number(used.has(p)) - Number(used.has(q)));
  return [
    text(x, TOPS.operands - 9, `${"AB"[which]} ${shown(shape)}`, { "font-weight": "bold", fill: colour }),
    ...order.map((at) => cellOf(grid, indexAt(at, shape), at + 1, { fill: colour, share: used.has(at) ? 0.38 : 0.06, frame: used.has(at) ? colour : undefined })),
  ].join("");
}

/** The sum of one element, written out. */
function written(/** @type {number[][]} */ terms) {
  const all = terms.map((term) => term.map((address) => address + 1).join("·") || "1");
  return `${all.length > 8 ? [...all.slice(0, 4), "…", ...all.slice(-2)].join(" + ") : all.join(" + ")} = ${total(terms)}`;
}

/** @type {(labels: string[]) => string} */
const named = (labels) => labels.join(", ") || "none";

/** @param {Made} made */
function resultOf({ shape, summed, values, products, at, terms, ranges, free }) {
  const grid = gridIn(shape, { x: LEFT, y: TOPS.result, width: WIDTH - 2 * LEFT, height: 100, cell: 44 });
  const order = values.map((_, k) => k).filter((k) => k !== at).concat(at);
  const count = ranges.length > 1 ? ` = ${ranges.join("·")} = ${products}` : ` = ${products}`;
  return [
    text(WIDTH - LEFT, 18, `free: ${named(free)}; summed: ${named(summed)}`, { "text-anchor": "end" }),
    text(LEFT, TOPS.result - 9, `result ${shown(shape)}`, { "font-weight": "bold" }),
    ...order.map((k) => cellOf(grid, indexAt(k, shape), k <= at ? values[k] : "", { fill: QUIET, share: k <= at ? 0.14 : 0, frame: k === at ? HERE : undefined })),
    ...wrapped(`element ${shown(indexAt(at, shape))}: ${written(terms)}`, 52).map((one, row) => text(LEFT, 332 + row * 19, one, { fill: HERE, "font-weight": "bold" })),
    text(LEFT, 394, `terms in all: ${[...free, ...summed].join("·")}${count}`),
  ];
}

/** @type {NonNullable<WidgetFigure["last"]>} */
export function last(state) {
  const { made } = asked(state);
  return made ? { k: made.values.length - 1 } : {};
}

/** @type {WidgetFigure["draw"]} */
export function draw(state) {
  const { unread, words = "A @ B", shapes = [], made, fault } = asked(state);
  if (unread) return drawing(WIDTH, HEIGHT, ...wrapped(unread, 48).map((one, at) => text(LEFT, 180 + 20 * at, one, { fill: HERE })));
  const operands = shapes.map((_, which) => operand(shapes, which, new Set(made?.terms.map((term) => term[which]))));
  const rest = made ? resultOf(made) : [refusal(LEFT, TOPS.result, state, fault)];
  return drawing(WIDTH, HEIGHT, text(LEFT, 18, words, { "font-weight": "bold", "font-size": 15 }), ...operands, ...rest);
}

/** @type {WidgetFigure["describe"]} */
export function describe(state) {
  const { unread, made, fault } = asked(state);
  if (unread) return unread;
  if (!made) return refused(state, fault);
  const { shape, at, terms, summed, products, values } = made;
  const over = summed.length ? `adds ${terms.length} ${terms.length === 1 ? "term" : "terms"} over ${summed.join(" and ")}` : "is one term: no index is summed";
  if (!shape.length) return `The result is one number, of shape (): ${values[at]} ${over}.`;
  return `The result has shape ${shown(shape)}. Its element ${shown(indexAt(at, shape))}, ${values[at]}, ${over}; all ${values.length} of them take ${products} terms.`;
}
