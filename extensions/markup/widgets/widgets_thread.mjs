// Draws one figure after another: what its files are and its options in, {svg, said, controls, state,
// faults, ends} or {fault} out.  A fault has a kind; what it is in words, the build says.
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import { faultOfControls, faultOfHandles, faultOfIdle, endsOf } from "./checks.mjs";

const library = (name) => import(pathToFileURL(`${workerData.library}/${name}`).href);
const { initialOf, textOf, told, valueIn } = await library("controls.js");

// What is being done, for who waits for it and cannot ask: the code may never come back.
const doing = new Int32Array(workerData.doing);
const begin = (part) => Atomics.store(doing, 0, workerData.parts.indexOf(part));

class Fault extends Error {
  constructor(fault) {
    super(fault.kind);
    this.fault = fault;
  }
}

/** The data of a figure as its code gets them: what is in the JSON, or the bytes. */
async function dataIn(file) {
  if (!file) return undefined;
  const bytes = await readFile(file);
  if (file.endsWith(".json")) return JSON.parse(bytes.toString("utf8"));
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
}

const at = (file) => (file ? import(pathToFileURL(file).href) : undefined);

/** Run `work`; what it throws is a fault of the code of the figure, found in its part `part`. */
async function of(part, work) {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Fault) throw error;
    const message = String(error?.message ?? error).split("\n")[0];
    throw new Fault({ kind: part, name: error?.name ?? "Error", message, stack: String(error?.stack ?? "") });
  }
}

/** How far controls go in `state`, where that is less than their ranges: what `last` of the figure says. */
function lastIn(figure, state) {
  const found = figure.last?.(frozen(structuredClone(state))) ?? {};
  for (const [name, value] of Object.entries(found)) {
    const { type, min, max } = figure.controls.find((control) => control.name === name) ?? {};
    if (type !== "number") throw new Fault({ kind: "part", part: "last", message: `last gives "${name}", which is no control of a number` });
    if (!(value >= min && value <= max)) throw new Fault({ kind: "part", part: "last", message: `last gives ${name} = ${value}, which is out of its range` });
  }
  return found;
}

/** What `value` is, where something else has to be; nothing where nothing is. */
function kindOf(value) {
  if (value === undefined) return "";
  return value === null ? "null" : { object: "a table", string: "a text" }[typeof value] ?? `a ${typeof value}`;
}

/** Tell where `part` of a module is no function. */
function asFunction(module, part) {
  if (typeof module[part] !== "function") throw new Fault({ kind: "missing", part, given: kindOf(module[part]) });
}

/** The state of `figure` before anybody touches it; what is wrong with its exports is a fault. */
function check(figure, own) {
  for (const part of ["draw", "describe"]) asFunction(figure, part);
  if (!Array.isArray(figure.controls)) throw new Fault({ kind: "missing", part: "controls", given: kindOf(figure.controls) });
  for (const part of ["last", "isWhole"]) if (figure[part] !== undefined) asFunction(figure, part);
  const given = figure.initial ?? {};
  if (Object.getPrototypeOf(given) !== Object.prototype)
    throw new Fault({ kind: "part", part: "initial", message: "initial is no table of values: write { size: 2 }" });
  const initial = figure.controls.every(Boolean) ? initialOf(figure) : {};
  const fault = faultOfControls(figure.controls, initial, own);
  if (fault) throw new Fault({ kind: "control", ...fault });
  const names = figure.controls.map(({ name }) => name);
  const unknown = Object.keys(initial).find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Fault({ kind: "initial", control: unknown, names });
  return initial;
}

/** `initial` with `options`, which are text; what is wrong with one, is told beside. */
function withOptions(controls, initial, options) {
  const state = { ...initial };
  const faults = [];
  const names = controls.map(({ name }) => name);
  for (const [name, text] of Object.entries(options)) {
    const control = controls.find((one) => one.name === name);
    if (!control) {
      faults.push({ option: name, kind: "unknown-option", names });
      continue;
    }
    const { value, fault } = valueIn(control, text);
    if (value !== undefined) state[name] = value;
    if (fault) faults.push({ option: name, kind: fault, given: text, control });
  }
  return { state, faults };
}

const { random } = Math;
const RealDate = Date;
const soon = setImmediate;
const { toLocaleString } = Number.prototype;

/** What the policy of the site forbids to its pages, and what only Node has. */
function forbid() {
  const refused = (name, why) => () => {
    throw new Error(`${name}: ${why}`);
  };
  const asks = "a figure asks for nothing: put what it needs into data.json";
  for (const name of ["fetch", "XMLHttpRequest", "WebSocket", "EventSource"]) globalThis[name] = refused(name, asks);
  const makes = "the policy of the site forbids code that is made of text";
  globalThis.eval = refused("eval", makes);
  const made = { apply: refused("Function", makes), construct: refused("Function", makes) };
  globalThis.Function = new Proxy(Function, made);
  const later = "a picture is drawn at once, from its state alone: what takes time is for worker.js";
  for (const name of ["setTimeout", "setInterval", "queueMicrotask"]) globalThis[name] = refused(name, later);
  for (const name of ["Buffer", "setImmediate", "global", "navigator"]) delete globalThis[name];
  // What ends it is told as that; anything else of it is not there for a page.
  const { exit } = process;
  const absent = refused("process", "no browser has it: a figure asks for nothing but its state");
  globalThis.process = new Proxy({}, { get: (_, name) => (name === "exit" ? exit : absent()) });
}

// What fails when nobody waits for it any more, of the figure that is drawn.
let late;
process.on("unhandledRejection", (error) => {
  late ??= error;
});

/** What a figure has left to itself, once it had time to fail. */
async function settled() {
  await new Promise((done) => soon(done));
  if (late === undefined) return;
  const error = late;
  late = undefined;
  await of("draw", () => {
    throw error;
  });
}

/** Make `value` one that nothing can change, with all that is in it. */
function frozen(value) {
  if (typeof value === "object" && value !== null) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

/** Play another moment, by `round`: what a picture may not depend on. */
function otherwise(round) {
  const now = RealDate.now() + round * 86_400_321;
  let drawn = round / 7;
  Math.random = () => (drawn = (drawn + 0.377) % 1);
  globalThis.Date = class extends RealDate {
    constructor(...given) {
      super(...(given.length ? given : [now]));
    }
    static now() {
      return now;
    }
  };
  globalThis.performance.now = () => round * 1000.5;
  Number.prototype.toLocaleString = function (locale = round ? "de" : "en", ...more) {
    return toLocaleString.call(this, locale, ...more);
  };
}

/** What `run` of a worker returns; it says on its way how far it is. */
function result(worker, state, data) {
  if (!worker) return undefined;
  const work = worker.run(structuredClone(state), data);
  const isGenerator = typeof work?.next === "function" && Symbol.iterator in work;
  if (!isGenerator) throw new Fault({ kind: "part", part: "run", message: "run is no generator: write export function* run(state, data)" });
  let step = work.next();
  while (!step.done) {
    const isShare = typeof step.value === "number" && step.value >= 0 && step.value <= 1;
    if (!isShare) throw new Fault({ kind: "part", part: "run", message: `run yields ${String(step.value)}: how far it is, from 0 to 1` });
    step = work.next();
  }
  return structuredClone(step.value);
}

/** The picture and the sentence of `state`, with what a worker has found; `round` says in which moment. */
async function draw(figure, state, more, round, doing = "") {
  otherwise(round);
  const made = {};
  for (const [kind, part] of [["svg", "draw"], ["said", "describe"]]) {
    begin(doing || part);
    made[kind] = await of(part, () => {
      const given = figure[part](frozen(structuredClone(state)), more);
      if (typeof given?.then !== "function") return given;
      given.catch?.(() => undefined);
      throw new Fault({ kind: "part", part, message: `${part} gives a promise: leave out async` });
    });
    if (typeof made[kind] !== "string") throw new Fault({ kind: "no-text", part: kind });
  }
  return made;
}

/** What is wrong with the handles of `figure`, what rests, and how far it goes in `state`. */
async function beside(figure, state) {
  const wrong = await of("handles", () => faultOfHandles(figure, state));
  if (wrong) throw new Fault({ kind: "part", part: "handles", ...wrong });
  const unfit = await of("idle", () => faultOfIdle(figure, frozen(structuredClone(state))));
  if (unfit) throw new Fault({ kind: "part", part: "idle", ...unfit });
  return of("last", () => lastIn(figure, state));
}

/** The figure in states at the ends of its ranges, of which a reader may choose any. */
async function atEnds(figure, data, state, name) {
  const found = [];
  for (const [end, part] of endsOf(figure.controls, state)) {
    const where = figure.controls.map((control) => `${control.name} = ${textOf(control, end[control.name])}`).join(", ");
    try {
      await beside(figure, end);
      found.push({ where, ...(await draw(figure, end, { id: name, data }, 0, part)) });
    } catch (error) {
      if (error instanceof Fault) error.fault.where = where;
      throw error;
    }
  }
  return found;
}

async function answer({ figure: file, worker: workerFile, session: sessionFile, data: dataFile, options, own, name }) {
  begin("load");
  const figure = await of("load", () => at(file));
  const worker = await of("load", () => at(workerFile));
  if (worker) asFunction(worker, "run");
  const session = await of("load", () => at(sessionFile));
  if (session) asFunction(session, "open");
  const initial = await of("load", () => check(figure, own));
  const { state, faults } = withOptions(figure.controls, initial, options);
  const most = await beside(figure, state);
  const data = await dataIn(dataFile);
  const found = async (round) => {
    otherwise(round);
    begin("run");
    return { id: name, data, result: await of("worker", () => result(worker, state, data)) };
  };
  const first = await draw(figure, state, await found(0), 0);
  const second = await draw(figure, state, await found(1), 1);
  for (const part of ["svg", "said"])
    if (first[part] !== second[part]) throw new Fault({ kind: "varies", part });
  // What a worker finds may take long at an end of a range.
  const ends = worker ? [] : await atEnds(figure, data, state, name);
  await settled();
  const controls = figure.controls.map((control) => {
    const value = control.name in most ? Math.min(state[control.name], most[control.name]) : state[control.name];
    const max = most[control.name] ?? control.max;
    return { ...control, max, text: textOf(control, value), told: told(control, value) };
  });
  return { ...first, controls, state, faults, ends };
}

forbid();
parentPort.on("message", async (request) => {
  try {
    parentPort.postMessage(await answer(request));
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    parentPort.postMessage({ fault: error.fault });
  } finally {
    Math.random = random;
    globalThis.Date = RealDate;
    Number.prototype.toLocaleString = toLocaleString;
    late = undefined;
  }
});
parentPort.postMessage("ready");
