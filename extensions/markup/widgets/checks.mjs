// What is wrong with what figure.js exports: its table of controls, its first state, its handles.
// Each answer is one line, with the control that it is about; what is not a value of the language
// of the contract is told before anything asks it for one.
import { axesOf, namesOf, snapped, textOf, valueIn } from "../../../docs/_static/widgets/controls.js";
import { gripsOf } from "../../../docs/_static/widgets/grips.js";

const TYPES = ["number", "choice", "flag", "text", "lines", "points"];
const KEYS = [
  ...["name", "type", "label", "default", "min", "max", "step", "unit", "digits"],
  ...["choices", "most", "x", "y", "play", "hidden"],
];
const NAME = /^[a-z][\w-]*$/i;
// Readers would see it as it stands.
const MARKUP = /<\/?[a-z][^<>]*>|&(?:[a-z]+|#\d+);/i;

const isText = (value) => typeof value === "string" && value.isWellFormed();
const isNumber = (value) => typeof value === "number" && Number.isFinite(value);
const isTable = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isPair = (value, is) => Array.isArray(value) && value.length === 2 && value.every(is);
const shown = (value) => (value === undefined || typeof value === "number" ? String(value) : JSON.stringify(value));

/** What is wrong with the range of a number. */
function faultOfNumbers({ min, max, step }) {
  if (![min, max, step].every(isNumber)) return "no range: write min, max and step, each a number";
  if (min >= max) return `a range from ${min} to ${max}: write the smaller number in min, the larger in max`;
  if (step <= 0) return `the step ${step}: write one above 0`;
  return step > max - min ? `the step ${step}, which is more than its range from ${min} to ${max}` : "";
}

const isChoice = (one) => isText(one) || isPair(one, isText);
const isOnStep = (control, value) => Math.abs(snapped(control, value) - value) <= 1e-9 * Math.max(1, Math.abs(value));

/** What a first value of each type has to be. */
const VALUES = {
  number: [(value) => typeof value === "number", "no number"],
  choice: [isText, "no text"],
  flag: [(value) => typeof value === "boolean", "neither true nor false"],
  text: [isText, "no text"],
  lines: [isText, "no text"],
  points: [(value) => Array.isArray(value) && value.every((one) => isPair(one, isNumber)), "no list of pairs of numbers"],
};

/** Whether `value` is one that a reader could set as well. */
function isWithin(control, value) {
  return !valueIn(control, textOf(control, value)).fault;
}

/** What is wrong with the first value of a control. */
function faultOfValue(control, value) {
  if (value === undefined) return "no first value: write default";
  const [is, what] = VALUES[control.type];
  if (!is(value)) return `the first value ${shown(value)}, which is ${what}`;
  if (!isWithin(control, value)) return `the first value ${textOf(control, value)}, which is out of its range`;
  const isBetween = control.type === "number" && !isOnStep(control, value);
  return isBetween ? `the first value ${value}, which is on none of its steps: ${snapped(control, value)} is the nearest` : "";
}

/** What may be left out, and what it is if it is there. */
const OPTIONAL = [
  ["unit", isText, "a text"],
  ["digits", (value) => Number.isInteger(value) && value >= 0 && value <= 20, "a whole number up to 20"],
  ["most", (value) => Number.isInteger(value) && value > 0, "a whole number above 0"],
  ["play", (value) => isNumber(value) && value > 0, "the number of steps a second"],
  ["hidden", (value) => typeof value === "boolean", "true or false"],
];

function faultOfOptional(control) {
  const [key, , what] = OPTIONAL.find(([one, is]) => control[one] !== undefined && !is(control[one])) ?? [];
  if (key) return `${key}: ${shown(control[key])}, which is not ${what}`;
  return control.play !== undefined && control.type !== "number" ? '"play", which only a number can have' : "";
}

function faultOfChoices({ choices }) {
  const isList = Array.isArray(choices) && choices.every(isChoice);
  if (choices !== undefined && !isList) return "choices that are no texts: write choices: [\"one\", \"two\"], or pairs of a text and its words";
  const names = (choices ?? []).map((one) => (isText(one) ? one : one[0]));
  const twice = names.find((name, at) => names.indexOf(name) < at);
  if (twice !== undefined && new Set(names).size > 1) return `the choice "${twice}" twice`;
  return namesOf({ choices }).size < 2 ? "nothing to choose: write choices, at least two" : "";
}

function faultOfRange(control) {
  if (control.type === "number") return faultOfNumbers(control);
  if (control.type !== "points") return "";
  const [fault] = axesOf(control).map(faultOfNumbers).filter(Boolean);
  return fault ? `${fault}, for both numbers or in x and y` : "";
}

/** What is wrong with the name of a control; `taken` are the names that the directive has for itself. */
function faultOfName(name, taken) {
  if (name === undefined) return 'a control has no name: write name: "size"';
  const named = `a control has the name "${name}", which`;
  if (!isText(name) || !NAME.test(name)) return `${named} cannot stand in an address: write letters a to z, digits, - and _, a letter first`;
  if (name in {}) return `${named} every object of the language has: choose another`;
  return taken.includes(name) ? `${named} is an option of {widget} itself: choose another` : "";
}

/** What a control has that it may not have, or lacks, one after the other. */
function* faultsIn(control, value) {
  const { type, label } = control;
  if (!TYPES.includes(type)) yield `the type ${shown(type)}: write ${TYPES.join(", ")}`;
  if (!isText(label) || !label.trim()) yield "no label: say what it sets";
  const [found] = MARKUP.exec(label) ?? [];
  if (found) yield `"${found}" in its label, which readers would see as it stands: it is text, and no HTML`;
  yield faultOfRange(control);
  if (type === "choice") yield faultOfChoices(control);
  yield faultOfOptional(control);
  yield faultOfValue(control, value);
}

/** Return what is wrong with `control`, whose first value is `value`; nothing if nothing is. */
export function faultOf(control, value, taken = []) {
  const fault = faultOfName(control.name, taken);
  if (fault) return fault;
  for (const found of faultsIn(control, value)) if (found) return `the control "${control.name}" has ${found}`;
  return "";
}

/** The first of `keys` that `control` may not have, with what it may have. */
function unknownIn(control) {
  const key = Object.keys(control).find((one) => !KEYS.includes(one));
  return key === undefined ? undefined : { wrong: key, names: KEYS };
}

/** What is wrong with the table of `controls` and the state `initial`, if anything is. */
export function faultOfControls(controls, initial, taken) {
  if (!controls.length) return { control: "", message: "controls is empty, and what nobody can move is a {figure}: write { name, type, label, default }" };
  const at = controls.findIndex((control) => !isTable(control));
  if (at >= 0) return { control: "", message: `control ${at + 1} is ${shown(controls[at])}: write { name, type, label, default }` };
  const names = controls.map(({ name }) => name);
  // Before their values, of which the state has one for both.
  const twice = names.find((name, place) => isText(name) && names.indexOf(name) < place);
  if (twice !== undefined) return { control: twice, message: `two controls have the name "${twice}"` };
  const same = controls.find(({ label }, place) => isText(label) && controls.findIndex((one) => one.label === label) < place);
  if (same) return { control: same.name ?? "", message: `two controls have the label "${same.label}", which nobody can tell apart` };
  for (const control of controls) {
    const said = { control: control.name ?? "" };
    const message = faultOf(control, initial[control.name], taken);
    if (message) return { ...said, message };
    const unknown = unknownIn(control);
    if (unknown) return { ...said, message: `the control "${control.name}" has "${unknown.wrong}", which is nothing that a control has`, ...unknown };
  }
  return undefined;
}

/** What is wrong with the names that a handle sets: `named` of the type `wanted`. */
function faultOfNamed(named, wanted, controls) {
  if (!named.length) return { message: "sets nothing: write x, y or points, with the name of a control" };
  for (const name of named) {
    const control = controls.find((one) => one.name === name);
    if (!control) return { message: `sets ${shown(name)}, and no control has the name`, wrong: String(name), names: controls.map((one) => one.name) };
    if (control.type !== wanted) return { message: `sets "${name}", which is of the type ${control.type}, not ${wanted}` };
  }
  return undefined;
}

const isScale = (scale) => typeof scale === "function" && typeof scale.invert === "function";

/** What is wrong with one of the handles, which names `controls`. */
function faultOfHandle(handle, controls) {
  const { label, x, y, points, at } = handle;
  if (!isText(label) || !label.trim()) return { message: "has no label: say what it moves" };
  const isOne = points === undefined;
  const named = isOne ? [x, y].filter((name) => name !== undefined) : [points];
  const fault = faultOfNamed(named, isOne ? "number" : "points", controls);
  if (fault) return fault;
  const axes = ["x", "y"].filter((axis) => !isOne || handle[axis] !== undefined).map((axis) => `scale${axis.toUpperCase()}`);
  const missing = axes.find((scale) => !isScale(handle[scale]));
  if (missing) return { message: `has no ${missing}: write one of the scales of scales.js` };
  return at !== undefined && typeof at !== "function" ? { message: "has an at that is no function of the state" } : undefined;
}

/** What is wrong with the handles of `figure`, which stand where its first `state` has them. */
export function faultOfHandles({ controls, handles }, state) {
  if (handles === undefined) return undefined;
  if (!Array.isArray(handles) || !handles.every(isTable)) return { message: "handles is no list: write [{ label, x, scaleX }]" };
  for (const [place, handle] of handles.entries()) {
    const fault = faultOfHandle(handle, controls);
    const name = isText(handle.label) && handle.label.trim() ? `"${handle.label}"` : String(place + 1);
    if (fault) return { ...fault, message: `the handle ${name} ${fault.message}` };
  }
  const lost = gripsOf({ controls, handles }, state).find(({ at }) => at !== undefined && !isPair(at, isNumber));
  return lost && { message: `the handle "${lost.label}" stands at ${shown(lost.at)}: at returns two numbers` };
}

/** What is wrong with what `figure` says of the controls that would change nothing in `state`. */
export function faultOfIdle({ controls, idle }, state) {
  if (idle === undefined) return undefined;
  if (typeof idle !== "function") return { message: "idle is no function of the state" };
  const found = idle(state);
  if (!isTable(found)) return { message: `idle gives ${shown(found)}: return the reasons by the names of controls` };
  for (const [name, why] of Object.entries(found)) {
    if (!controls.some((one) => one.name === name)) return { message: `idle names ${shown(name)}, and no control has the name`, wrong: name, names: controls.map((one) => one.name) };
    if (!isText(why)) return { message: `idle gives ${shown(why)} for "${name}": write why, or ""` };
  }
  return undefined;
}

/** The values of `control` that are ends: the least and the largest number, the first and the last choice, both flags. */
function ends(control) {
  if (control.type === "number") return [control.min, control.max].map((value) => snapped(control, value));
  if (control.type === "flag") return [false, true];
  const names = [...namesOf(control).keys()];
  return control.type === "choice" ? [names[0], names[names.length - 1]] : [];
}

/**
 * The states at ends of ranges, each with what is to be done there: all controls at their lower end,
 * all at their upper, and each at either end by itself, the others as in `state`.
 */
export function endsOf(controls, state) {
  const moved = controls.map((control) => [control.name, ends(control)]).filter(([, values]) => values.length);
  const all = [0, 1].map((at) => Object.fromEntries(moved.map(([name, values]) => [name, values[at]])));
  const alone = moved.flatMap(([name, values]) => values.map((value) => ({ [name]: value })));
  const told = (/** @type {object} */ values) => JSON.stringify({ ...state, ...values });
  const seen = new Set([told({})]);
  const parts = ["low", "high"];
  return [...all, ...alone].flatMap((values, at) => {
    if (seen.has(told(values))) return [];
    seen.add(told(values));
    return [[{ ...state, ...values }, parts[at] ?? "alone"]];
  });
}
