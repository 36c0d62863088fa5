// A GPU as a machine, by WebGPU: what the model asks for is written down, and sent when something
// is to be read.  The numbers stay there; only what is read comes back.
import { corrections } from "./parts.js";
import { NAMES, SHADERS } from "./wgsl.js";
/** @import { Rows, Wanted } from "./cpu.js" */

const THREADS = 64;
/** Words of a call's parameters, and from one call to the next: what every GPU can address. */
const [WORDS, APART] = [16, 64];
const CALLS = 512;
const INTS = 65536;
// The numbers behind the names GPUBufferUsage and GPUMapMode, which not every worker has.
const [MAP_READ, COPY_SRC, COPY_DST, UNIFORM, STORAGE] = [1, 4, 8, 64, 128];
const COMPUTE = 4;
const READ = 1;

/**
 * Return the GPU with room for `bytes`, or why there is none: "none" is offered, or its "shader"s fail.
 * @param {number} bytes
 * @returns {Promise<{ gpu?: Gpu, reason: string }>}
 */
export async function openGpu(bytes) {
  const adapter = await /** @type {any} */ (navigator).gpu?.requestAdapter().catch(() => null);
  // One that the processor imitates is slower than the processor; older browsers say it elsewhere.
  const isImitated = adapter?.info?.isFallbackAdapter ?? adapter?.isFallbackAdapter;
  if (!adapter || isImitated || adapter.limits.maxStorageBufferBindingSize < bytes)
    return { reason: "none" };
  const device = await adapter.requestDevice().catch(() => undefined);
  if (!device) return { reason: "none" };
  try {
    return { gpu: new Gpu(device, await pipelines(device), bytes), reason: "" };
  } catch {
    device.destroy();
    return { reason: "shader" };
  }
}

/** @param {any} device */
async function pipelines(device) {
  const module = device.createShaderModule({ code: SHADERS });
  const entries = [{ type: "storage" }, { type: "read-only-storage" }, { type: "uniform", hasDynamicOffset: true }];
  const layout = device.createBindGroupLayout({
    entries: entries.map((buffer, binding) => ({ binding, visibility: COMPUTE, buffer })),
  });
  const all = device.createPipelineLayout({ bindGroupLayouts: [layout] });
  const made = NAMES.map(async (entryPoint) => [
    entryPoint,
    await device.createComputePipelineAsync({ layout: all, compute: { module, entryPoint } }),
  ]);
  return { layout, calls: Object.fromEntries(await Promise.all(made)) };
}

export class Gpu {
  /**
   * @param {any} device
   * @param {{ layout: any, calls: Record<string, any> }} made
   * @param {number} bytes
   */
  constructor(device, { layout, calls }, bytes) {
    this.kind = "GPU";
    this.device = device;
    this.calls = calls;
    this.length = bytes / 4;
    this.fault = "";
    device.addEventListener("uncapturederror", (/** @type {any} */ { error }) => {
      this.fault = error.message;
    });
    const buffer = (/** @type {number} */ size, /** @type {number} */ usage) => device.createBuffer({ size, usage });
    this.numbers = buffer(bytes, STORAGE | COPY_SRC | COPY_DST);
    this.ints = buffer(4 * INTS, STORAGE | COPY_DST);
    this.params = buffer(4 * APART * CALLS, UNIFORM | COPY_DST);
    this.group = device.createBindGroup({
      layout,
      entries: [
        { binding: 0, resource: { buffer: this.numbers } },
        { binding: 1, resource: { buffer: this.ints } },
        { binding: 2, resource: { buffer: this.params, size: 4 * WORDS } },
      ],
    });
    /** @type {[name: string, x: number, y: number][]} what was asked for since something was sent */
    this.asked = [];
    this.words = new Uint32Array(APART * CALLS);
    this.floats = new Float32Array(this.words.buffer);
    this.whole = new Int32Array(INTS);
    this.used = 0;
    /** @type {WeakMap<object, number>} where rows and places that are wanted were put */
    this.placed = new WeakMap();
  }

  /**
   * Write down a call of `name` by `x` times `y` groups, with its parameters as they stand in wgsl.js.
   * @param {string} name
   * @param {number[]} groups
   * @param {number[]} a
   * @param {number[]} b
   * @param {number[]} c
   * @param {number[]} f
   */
  call(name, [x, y = 1], a, b, c = [], f = []) {
    if (this.asked.length === CALLS) this.send();
    const at = APART * this.asked.length;
    this.words.set(a, at);
    this.words.set(b, at + 4);
    this.words.set(c, at + 8);
    this.floats.set(f, at + 12);
    this.asked.push([name, x, y]);
  }

  /** The same for each of `count` numbers. */
  each(/** @type {string} */ name, /** @type {number} */ count, /** @type {number[]} */ a, /** @type {number[]} */ b, /** @type {number[]} */ f = []) {
    this.call(name, [Math.ceil(count / THREADS)], a, b, [], f);
  }

  /** Send what was asked for, and, if `last`, what puts `count` numbers from `from` into it. */
  send(/** @type {any} */ last = undefined, from = 0, count = 0) {
    const { device, asked } = this;
    device.queue.writeBuffer(this.params, 0, this.words, 0, APART * asked.length);
    device.queue.writeBuffer(this.ints, 0, this.whole, 0, this.used);
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    asked.forEach(([name, x, y], at) => {
      pass.setPipeline(this.calls[name]);
      pass.setBindGroup(0, this.group, [4 * APART * at]);
      pass.dispatchWorkgroups(x, y);
    });
    pass.end();
    if (last) encoder.copyBufferToBuffer(this.numbers, 4 * from, last, 0, 4 * count);
    device.queue.submit([encoder.finish()]);
    this.asked = [];
  }

  /** Return the place of what `numbers` has of `thing`, put there once. */
  put(/** @type {object} */ thing, /** @type {() => ArrayLike<number>} */ numbers) {
    const known = this.placed.get(thing);
    if (known !== undefined) return known;
    const at = this.used;
    const all = numbers();
    if (at + all.length > INTS) throw new Error("there is no room for so much text");
    this.whole.set(all, at);
    this.used += all.length;
    this.placed.set(thing, at);
    return at;
  }

  set(/** @type {number} */ at, /** @type {Float32Array} */ numbers) {
    // What was asked for before comes before it.
    if (this.asked.length) this.send();
    this.device.queue.writeBuffer(this.numbers, 4 * at, numbers);
  }

  /**
   * Raises an error where the GPU has failed.
   * @param {number} at
   * @param {number} count
   * @returns {Promise<Float32Array>}
   */
  async read(at, count) {
    const buffer = this.device.createBuffer({ size: 4 * count, usage: MAP_READ | COPY_DST });
    this.send(buffer, at, count);
    this.used = 0;
    this.placed = new WeakMap();
    await buffer.mapAsync(READ);
    const found = new Float32Array(buffer.getMappedRange().slice(0));
    buffer.destroy();
    if (this.fault) throw new Error(this.fault);
    return found;
  }

  close() {
    this.device.destroy();
  }

  clear(/** @type {number} */ at, /** @type {number} */ count) {
    this.each("clear", count, [at], [count]);
  }

  copy(/** @type {number} */ from, /** @type {number} */ to, /** @type {number} */ count) {
    this.each("copy", count, [from, to], [count]);
  }

  /**
   * @param {number} a
   * @param {number} b
   * @param {number} c
   * @param {number} m
   * @param {number} n
   * @param {number} k
   * @param {{ across?: boolean, more?: boolean }} how
   */
  multiply(a, b, c, m, n, k, { across = false, more = false } = {}) {
    const strides = across ? [1, m] : [k, 1];
    this.call("product", [Math.ceil(n / 32), Math.ceil(m / 32)], [a, b, c, Number(more)], [m, n, k], strides);
  }

  transpose(/** @type {number} */ from, /** @type {number} */ to, /** @type {number} */ rows, /** @type {number} */ columns) {
    this.each("turn", rows * columns, [from, to], [rows, columns]);
  }

  /**
   * @param {number} x
   * @param {number} gain
   * @param {number} out
   * @param {number} r
   * @param {number} rows
   * @param {number} d
   */
  norm(x, gain, out, r, rows, d) {
    this.call("norm", [rows], [x, gain, out, r], [d]);
  }

  /**
   * @param {number} x
   * @param {number} gain
   * @param {number} r
   * @param {number} dy
   * @param {number} dx
   * @param {number} dGain
   * @param {number} rows
   * @param {number} d
   */
  normBack(x, gain, r, dy, dx, dGain, rows, d) {
    this.call("normBack", [rows], [x, gain, r, dy], [dx, d]);
    this.call("gainBack", [d], [x, gain, r, dy], [dx, d, rows, dGain]);
  }

  /**
   * @param {number} qkv
   * @param {number} a
   * @param {number} y
   * @param {Rows} rows
   * @param {number} d
   */
  attention(qkv, a, y, rows, d) {
    const { count, heads } = rows;
    this.each("attention", count * heads, [qkv, a, y, this.rows(rows)], [count, heads, d]);
  }

  /**
   * @param {number} qkv
   * @param {number} a
   * @param {number} dy
   * @param {number} scores
   * @param {number} dqkv
   * @param {Rows} rows
   * @param {number} d
   */
  attentionBack(qkv, a, dy, scores, dqkv, rows, d) {
    const { count, heads } = rows;
    const groups = [Math.ceil((count * heads) / THREADS)];
    for (const name of ["scoresBack", "keysBack"])
      this.call(name, groups, [qkv, a, dy, scores], [dqkv, this.rows(rows), count, heads], [d]);
  }

  embed(/** @type {number} */ e, /** @type {number} */ p, /** @type {number} */ out, /** @type {Rows} */ rows, /** @type {number} */ d) {
    this.each("embed", rows.count * d, [e, p, out, this.rows(rows)], [rows.count, d]);
  }

  embedBack(/** @type {number} */ dx, /** @type {number} */ e, /** @type {number} */ p, /** @type {Rows} */ rows, /** @type {number} */ d) {
    this.each("embedBack", d, [dx, e, p, this.rows(rows)], [rows.count, d]);
  }

  gate(/** @type {number} */ h, /** @type {number} */ s, /** @type {number} */ count) {
    this.each("gate", count, [h, s], [count]);
  }

  gateBack(/** @type {number} */ h, /** @type {number} */ ds, /** @type {number} */ count) {
    this.each("gateBack", count, [h, ds], [count]);
  }

  gather(/** @type {number} */ from, /** @type {number} */ to, /** @type {Wanted[]} */ wanted, /** @type {number} */ d) {
    this.each("pick", wanted.length * d, [from, to, 0, this.wanted(wanted)], [wanted.length, d]);
  }

  scatter(/** @type {number} */ from, /** @type {number} */ to, /** @type {Wanted[]} */ wanted, /** @type {number} */ d) {
    this.each("pick", wanted.length * d, [from, to, 1, this.wanted(wanted)], [wanted.length, d]);
  }

  /**
   * @param {number} logits
   * @param {Wanted[]} wanted
   * @param {number} vocabulary
   * @param {{ back: boolean, room: number }} how
   * @returns {Promise<Float32Array>}
   */
  losses(logits, wanted, vocabulary, { back, room }) {
    this.call("losses", [wanted.length], [logits, this.wanted(wanted), room, Number(back)], [vocabulary]);
    // With what is asked for before anybody waits, the way back, it goes to the GPU at once.
    return Promise.resolve().then(() => this.read(room, wanted.length));
  }

  /**
   * @param {number} w
   * @param {number} g
   * @param {number} m
   * @param {number} v
   * @param {number} count
   * @param {{ rate: number, step: number }} step
   */
  adamw(w, g, m, v, count, { rate, step }) {
    const { first, second } = corrections(step);
    this.each("adamw", count, [w, g, m, v], [count], [rate, first, second]);
  }

  rows(/** @type {Rows} */ rows) {
    return this.put(rows, () => rowsOf(rows));
  }

  wanted(/** @type {Wanted[]} */ wanted) {
    return this.put(wanted, () => {
      const shares = new Int32Array(Float32Array.from(wanted, ({ share }) => share).buffer);
      return wanted.flatMap(({ row, target }, at) => [row, target, shares[at]]);
    });
  }
}

/**
 * Return five whole numbers for each row: token, place, first row, rows of its text, where its weights begin.
 * @param {Rows} rows
 */
export function rowsOf({ tokens, spans, heads }) {
  let from = 0;
  return spans.flatMap(([first, n], of) => {
    const begins = from;
    from += n * n * heads;
    return tokens[of].flatMap((token, at) => [token, at, first, n, begins]);
  });
}
