// The Python of a page: one worker, which runs a block at a time and ends at once when it is stopped.

/** The worker was ended by the reader. */
export class Stopped extends Error {}

/** Python, or a package, could not be fetched or started. */
export class NotFetched extends Error {}

export class RunSession {
  /**
   * @param {RunPage} page
   * @param {(event: { progress?: number, printed?: string, begun?: boolean }) => void} tell
   */
  constructor(page, tell) {
    this.page = page;
    this.tell = tell;
    /** @type {Set<number>} */
    this.done = new Set();
    /** What was asked for since Python was started, beside the core. @type {Set<string>} */
    this.wanted = new Set();
    /** @type {Worker | undefined} */
    this.worker = undefined;
    /** @type {{ resolve: (value: any) => void, reject: (error: Error) => void } | undefined} */
    this.asked = undefined;
  }

  /**
   * Note that `packages` are needed; return all that are fetched since Python was started.
   * @param {string[]} packages
   */
  want(packages) {
    for (const name of packages) this.wanted.add(name);
    return [...this.wanted];
  }

  /**
   * Start Python with `packages` unless it is there.
   * @param {string[]} packages
   */
  async start(packages) {
    if (this.worker) return;
    this.worker = new Worker(new URL("./run-worker.js", import.meta.url), { type: "module" });
    this.worker.addEventListener("message", ({ data }) => this.hear(data));
    this.worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.end(new NotFetched(event.message ?? ""));
    });
    const at = (/** @type {string} */ path) => (path ? new URL(path, location.href).href : "");
    const { runtime, archive } = this.page;
    await this.ask({ start: { runtime: at(runtime), archive: at(archive), packages } });
  }

  /**
   * Run `source`, the block of `number` from 0, and return what it has printed and more.
   * @param {number} number
   * @param {string} source
   * @returns {Promise<RunResult>}
   */
  async run(number, source) {
    const packages = this.page.packages[number];
    const result = await this.ask({ run: { number: number + 1, source, packages, isCell: this.page.isNotebook } });
    if (!result.error) this.done.add(number);
    return result;
  }

  /** End Python at once, whatever it does; its names are lost. */
  stop() {
    this.end(new Stopped());
  }

  /**
   * @param {object} message
   * @returns {Promise<any>}
   */
  ask(message) {
    return new Promise((resolve, reject) => {
      this.asked = { resolve, reject };
      this.worker?.postMessage(message);
    });
  }

  /** @param {any} told */
  hear(told) {
    if (told.failed !== undefined) this.end(new NotFetched(told.failed));
    else if (told.ready || told.done) this.asked?.resolve(told.ready ?? told.done);
    else this.tell(told);
  }

  /** @param {Error} error */
  end(error) {
    this.worker?.terminate();
    this.worker = undefined;
    this.done.clear();
    this.wanted.clear();
    const asked = this.asked;
    this.asked = undefined;
    asked?.reject(error);
  }
}
