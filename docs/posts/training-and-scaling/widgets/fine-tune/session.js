// Fine-tuning in a worker, for as long as a reader wants: the steps, and what is measured on the way.
import { MEMORY } from "./engine.js";
import { openGpu } from "./gpu.js";
import { Guarded } from "./guarded.js";
import { pairsIn, score } from "./model.js";
import { Trainer } from "./trainer.js";
import { tokenizer } from "./tokens.js";
import { arraysOf, headerOf } from "./weights.js";
/** @import { Gpu } from "./gpu.js" */

/** In how many steps the questions are asked again, and the plain text is read. */
const EVERY = 25;
/** What a change of makes the run another. */
const SETTINGS = ["pairs", "what", "rank", "seed", "on"];

const settingsOf = (/** @type {WidgetState} */ state) => JSON.stringify(SETTINGS.map((name) => state[name]));

class Session {
  /** @param {ArrayBuffer} data */
  constructor(data) {
    this.header = headerOf(data);
    this.arrays = arraysOf(data);
    this.tokens = tokenizer(this.header.merges);
    /** @type {any} */
    this.run = undefined;
    /** @type {any} */
    this.own = undefined;
    /** @type {Guarded | undefined} what is trained, and what never is */
    this.trainer = undefined;
    /** @type {Trainer | undefined} */
    this.base = undefined;
    /** @type {WidgetState} */
    this.state = {};
  }

  /** A trainer that has taken no step, of what the state asks for. */
  async begun() {
    const { pairs, what, rank, seed, on } = this.state;
    const made = (/** @type {Gpu | undefined} */ gpu = undefined) =>
      new Trainer(this.arrays, this.header, this.tokens, { pairs: pairsIn(pairs), what, rank, seed }, gpu);
    if (on !== "gpu") return new Guarded(made());
    const { gpu, reason } = await openGpu(MEMORY);
    return new Guarded(made(), gpu && made(gpu), reason);
  }

  async set(/** @type {WidgetState} */ state) {
    const asksAnew = state.own !== this.state.own;
    const isFirst = this.state.own === undefined;
    this.state = state;
    if (asksAnew && !isFirst) await this.ask();
    return this.told();
  }

  /** Ask the reader's own question, of the base and of what it was made. */
  async ask() {
    const { own } = this.state;
    const base = this.base ??= new Trainer(this.arrays, this.header, this.tokens, { pairs: [], what: "all", rank: 1, seed: 1 });
    const [before] = await base.answers([own]);
    const [after] = this.trainer ? await this.trainer.answers([own]) : [undefined];
    this.own = { question: own, before: before.text, after: after?.text };
  }

  told() {
    if (!this.run && !this.own) return undefined;
    const isStale = Boolean(this.run) && this.run.settings !== settingsOf(this.state);
    return { run: this.run, own: this.own, isStale };
  }

  async begin() {
    this.trainer?.close();
    this.trainer = await this.begun();
    if (this.own) this.own = { ...this.own, after: undefined };
    this.run = {
      settings: settingsOf(this.state),
      step: 0,
      losses: [],
      plain: [[0, await this.trainer.plainLoss(this.header.held_out)]],
      answers: [],
      answered: 0,
      form: 0,
      right: 0,
      ...this.work(0),
    };
  }

  /** What the last step took, and on what; `asked` is what the reader has chosen. */
  work(/** @type {number} */ milliseconds) {
    return { milliseconds, asked: this.state.on, kind: this.trainer?.kind, reason: this.trainer?.reason };
  }

  async step() {
    if (pairsIn(this.state.pairs).length === 0) return { result: this.told(), progress: 1 };
    if (!this.run || this.run.settings !== settingsOf(this.state)) await this.begin();
    const { run, trainer, state } = this;
    if (!trainer) return { result: this.told(), progress: 1 };
    const began = performance.now();
    const loss = await trainer.go({ rate: state.rate * 1e-4, masked: state.masked, replay: state.replay });
    const step = run.step + 1;
    this.run = { ...run, step, losses: [...run.losses, loss], ...this.work(performance.now() - began) };
    if (step % EVERY === 0 || step === state.steps) await this.measure();
    return { result: this.told(), progress: Math.min(step / state.steps, 1) };
  }

  async measure() {
    const { run, trainer, header } = this;
    if (!trainer) return;
    const { asked } = header;
    const answers = await trainer.answers(asked.map(([question]) => question));
    const plain = await trainer.plainLoss(header.held_out);
    this.run = {
      ...run,
      ...score(answers, asked),
      // A GPU may have failed meanwhile.
      ...this.work(run.milliseconds),
      answers,
      answered: run.step,
      plain: [...run.plain, [run.step, plain]],
    };
    await this.ask();
  }
}

/** @param {unknown} data */
export function open(data) {
  return new Session(/** @type {ArrayBuffer} */ (data));
}
