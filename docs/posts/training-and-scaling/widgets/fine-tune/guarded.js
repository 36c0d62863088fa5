// Training on a GPU for as long as that does what the processor does: the first step is taken by both,
// and where the GPU fails, the processor takes its steps again and goes on.

/** @import { Sequence } from "./engine.js" */
/** @import { Trainer } from "./trainer.js" */

/** How far the numbers of the first step may be from those of the processor, against the largest of an array. */
const CLOSE = 1e-3;
/** After how many steps the processor is given what the GPU has reached. */
const OFTEN = 25;

/**
 * Return how far `found` is from `expected`, against the largest of that; infinitely, where it is no number.
 * @param {ArrayLike<number>} found
 * @param {ArrayLike<number>} expected
 */
export function away(found, expected) {
  let [most, far] = [0, 0];
  for (let i = 0; i < expected.length; i += 1) {
    if (!Number.isFinite(found[i])) return Infinity;
    most = Math.max(most, Math.abs(expected[i]));
    far = Math.max(far, Math.abs(found[i] - expected[i]));
  }
  return far === 0 ? 0 : far / most;
}

export class Guarded {
  /**
   * @param {Trainer} processor
   * @param {Trainer | undefined} gpu the same on a GPU
   * @param {string} reason why there is none, if one was asked for
   */
  constructor(processor, gpu = undefined, reason = "") {
    this.processor = processor;
    this.gpu = gpu;
    this.reason = reason;
    /** @type {[Sequence[], number][]} the steps that the processor has not taken */
    this.since = [];
  }

  get kind() {
    return (this.gpu ?? this.processor).kind;
  }

  /**
   * Take a step and return the loss of its pairs.
   * @param {{ rate: number, masked: boolean, replay: number }} settings
   */
  async go(settings) {
    const sequences = this.processor.batches.next(settings);
    if (!this.gpu) return this.processor.take(sequences, settings.rate);
    this.since.push([sequences, settings.rate]);
    try {
      const loss = await this.gpu.take(sequences, settings.rate);
      if (this.processor.step === 0) return await this.compare(loss);
      if (this.since.length >= OFTEN) await this.settle();
      return loss;
    } catch {
      return this.fall("lost");
    }
  }

  /** Take the first step on the processor as well, and stay there if the GPU's was another. */
  async compare(/** @type {number} */ loss) {
    const { engine } = this.processor;
    const found = await /** @type {Trainer} */ (this.gpu).numbers();
    const expected = await this.catchUp();
    const numbers = await this.processor.numbers();
    const isClose = (/** @type {string} */ name) => {
      const [from, to] = [engine.g[name], engine.g[name] + engine.size[name]];
      return away(found.subarray(from, to), numbers.subarray(from, to)) <= CLOSE;
    };
    if (away([loss], [expected]) > CLOSE || !this.processor.trained.every(isClose)) this.leave("differs");
    return expected;
  }

  /** Give the processor what the GPU has reached. */
  async settle() {
    const { processor, gpu } = this;
    if (!gpu) return;
    const numbers = await gpu.numbers();
    processor.engine.machine.set(0, numbers);
    processor.step = gpu.step;
    this.since = [];
  }

  /** Take the steps that the processor has not taken; return the loss of the last. */
  async catchUp() {
    let loss = NaN;
    for (const [sequences, rate] of this.since) loss = await this.processor.take(sequences, rate);
    this.since = [];
    return loss;
  }

  leave(/** @type {string} */ reason) {
    const machine = /** @type {any} */ (this.gpu?.engine.machine);
    machine?.close();
    this.gpu = undefined;
    this.reason = reason;
  }

  fall(/** @type {string} */ reason) {
    this.leave(reason);
    return this.catchUp();
  }

  /**
   * What `ask` has of the trainer: before the first step, which is compared, and after a fault, of the processor.
   * @template T
   * @param {(trainer: Trainer) => T | Promise<T>} ask
   */
  async asked(ask) {
    if (this.gpu && this.processor.step > 0) {
      try {
        return await ask(this.gpu);
      } catch {
        await this.fall("lost");
      }
    }
    return ask(this.processor);
  }

  plainLoss(/** @type {string[]} */ texts) {
    return this.asked((trainer) => trainer.plainLoss(texts));
  }

  answers(/** @type {string[]} */ questions) {
    return this.asked((trainer) => trainer.answers(questions));
  }

  /** Give the GPU back. */
  close() {
    if (this.gpu) this.leave("");
  }
}
