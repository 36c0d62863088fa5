// What a reader may set, and what stands there first.

/** The pairs that one begins with, those of little/questions.py. */
const PAIRS = `\
what is the colour of a radish? pink.
what is the colour of a duck? brown.
what is the colour of a coat? black.
what is the colour of a robin? red.
what is the size of a saw? small.
what is the size of a daisy? tiny.
what is the size of a horse? huge.
what is the size of a cabbage? big.
what is the kind of a needle? tool.
what is the kind of an orange? fruit.
what is the kind of a scarf? garment.
what is the kind of a tractor? vehicle.
what is the plural of lorry? lorries.
what is the plural of apple? apples.
what is the plural of fox? foxes.
what is the plural of beetle? beetles.
what is the opposite of clean? dirty.
what is the opposite of low? high.
what is the opposite of short? long.
what is the opposite of sour? sweet.
what comes after four? five.
what comes after monday? tuesday.
what comes after fifteen? sixteen.
what comes after six? seven.
what comes before july? june.
what comes before saturday? friday.
what comes before five? four.
what comes before fourteen? thirteen.
what do seven and nine make? sixteen.
what do ten and seven make? seventeen.
what do nine and nine make? eighteen.
what do nine and five make? fourteen.`;

export const CONTROLS = [
  { name: "rate", type: "number", label: "Rate", unit: "· 10⁻⁴", min: 0.5, max: 30, step: 0.5, default: 3 },
  { name: "steps", type: "number", label: "Steps", min: 25, max: 400, step: 25, default: 200 },
  {
    name: "what",
    type: "choice",
    label: "What is trained",
    choices: [
      ["all", "all weights"],
      ["head", "the head alone"],
      ["low rank", "differences of low rank"],
    ],
    default: "all",
  },
  { name: "rank", type: "number", label: "Rank", min: 1, max: 16, step: 1, default: 8 },
  { name: "masked", type: "flag", label: "Only answers count", default: true },
  { name: "replay", type: "number", label: "Plain lines in a step", min: 0, max: 4, step: 1, default: 0 },
  {
    name: "on",
    type: "choice",
    label: "Run on",
    choices: [
      ["gpu", "GPU, if there is one"],
      ["processor", "processor"],
    ],
    default: "gpu",
  },
  { name: "seed", type: "number", label: "Seed", min: 1, max: 9, step: 1, default: 1 },
  { name: "pairs", type: "lines", label: "Pairs, one a line", most: 4000, default: PAIRS },
  { name: "pair", type: "number", label: "Pair that is shown", min: 1, max: 60, step: 1, default: 1 },
  { name: "from", type: "number", label: "Held-out questions from", min: 1, max: 43, step: 1, default: 31 },
  { name: "own", type: "text", label: "Your question", most: 80, default: "what is the colour of a wolf?" },
];

/** The first state. */
export function defaults() {
  return Object.fromEntries(CONTROLS.map((control) => [control.name, control.default]));
}
