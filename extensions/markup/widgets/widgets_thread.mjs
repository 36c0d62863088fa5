// Draws one figure after another: {figure, worker, data, options, name} in, {svg, said, controls, state,
// initial} or {fault} out.  A fault has a kind; what it is in words, the build says.
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";

const library = (name) => import(pathToFileURL(`${workerData.library}/${name}`).href);
const { faultOf, initialOf, textOf, told, valueIn } = await library("controls.js");

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

function check(figure) {
  for (const part of ["draw", "describe"])
    if (typeof figure[part] !== "function") throw new Fault({ kind: "missing", part });
  if (!Array.isArray(figure.controls)) throw new Fault({ kind: "missing", part: "controls" });
  const initial = initialOf(figure);
  const names = figure.controls.map(({ name }) => name);
  const refuse = (name, message) => {
    throw new Fault({ kind: "control", control: name, message });
  };
  // Before their values, of which the state has one for both.
  const twice = names.find((name, place) => names.indexOf(name) < place);
  if (twice !== undefined) refuse(twice, `two controls have the name "${twice}"`);
  for (const control of figure.controls) {
    const message = faultOf(control, initial[control.name]);
    if (message) refuse(control.name, message);
  }
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
}

function result(worker, state, data) {
  if (!worker) return undefined;
  const work = worker.run(structuredClone(state), data);
  let step = work.next();
  while (!step.done) step = work.next();
  return structuredClone(step.value);
}

async function draw(figure, worker, data, state, name, round) {
  otherwise(round);
  const more = { id: name, data, result: await of("worker", () => result(worker, state, data)) };
  const svg = await of("draw", () => figure.draw(structuredClone(state), more));
  const said = await of("describe", () => figure.describe(structuredClone(state), more));
  return { svg, said };
}

async function answer({ figure: file, worker: workerFile, data: dataFile, options, name }) {
  const figure = await of("load", () => at(file));
  const worker = await of("load", () => at(workerFile));
  if (worker && typeof worker.run !== "function") throw new Fault({ kind: "missing", part: "run" });
  const initial = await of("load", () => check(figure));
  const { state, faults } = withOptions(figure.controls, initial, options);
  const data = await dataIn(dataFile);
  const first = await draw(figure, worker, data, state, name, 0);
  const second = await draw(figure, worker, data, state, name, 1);
  for (const part of ["svg", "said"]) {
    if (typeof first[part] !== "string") throw new Fault({ kind: "no-text", part });
    if (first[part] !== second[part]) throw new Fault({ kind: "varies", part });
  }
  const controls = figure.controls.map((control) => ({
    ...control,
    text: textOf(control, state[control.name]),
    told: told(control, state[control.name]),
  }));
  return { ...first, controls, state, faults };
}

parentPort.on("message", async (request) => {
  try {
    parentPort.postMessage(await answer(request));
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    parentPort.postMessage({ fault: error.fault });
  } finally {
    Math.random = random;
    globalThis.Date = RealDate;
  }
});
parentPort.postMessage("ready");
