// Work that goes on for as long as a reader wants: a worker that stays, told by buttons to run, to
// pause, to go one step, to begin again.  Nothing of it runs unasked, nor out of view.

// How often, in milliseconds, a picture is drawn of work that runs.
const OFTEN = 200;

/** The session at `address`, which begins when it is needed. */
export class Session {
  /**
   * @param {Element} root
   * @param {string} address
   * @param {unknown} data
   * @param {() => WidgetState} state
   * @param {{ done: (result: unknown) => void, failed: (error: unknown) => void }} tell
   */
  constructor(root, address, data, state, { done, failed }) {
    this.root = root;
    this.address = address;
    this.data = data;
    this.state = state;
    this.done = done;
    this.failed = failed;
    this.bar = /** @type {HTMLProgressElement} */ (root.querySelector("progress"));
    this.go = this.button("go", () => this.press());
    this.one = this.button("go-one", () => this.step());
    this.again = this.button("again", () => this.restart());
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
    /** @type {Worker | undefined} */
    this.worker = undefined;
    // How many answers are still to come.
    this.waiting = 0;
    this.running = false;
    this.drawn = 0;
    new IntersectionObserver(([{ isIntersecting }]) => {
      if (!isIntersecting) this.run(false);
    }).observe(root);
  }

  button(/** @type {string} */ act, /** @type {() => void} */ pressed) {
    const button = /** @type {HTMLButtonElement} */ (this.root.querySelector(`[data-act=${act}]`));
    button.addEventListener("click", pressed);
    return button;
  }

  press() {
    this.begin();
    this.run(!this.running);
    if (this.running) this.tell({ step: true });
  }

  step() {
    this.run(false);
    this.begin();
    this.tell({ step: true });
  }

  restart() {
    this.end();
    this.done(undefined);
    // What is disabled has no focus.
    this.go.focus();
  }

  /** Take the present state. */
  set() {
    if (this.worker) this.tell({ set: this.state() });
    else this.begin();
  }

  begin() {
    if (this.worker) return;
    this.worker = new Worker(this.address, { type: "module" });
    this.worker.addEventListener("message", ({ data }) => this.hear(data));
    this.worker.addEventListener("error", (event) => this.fail(event));
    this.tell({ data: this.data, set: this.state() });
  }

  tell(/** @type {Record<string, unknown>} */ message) {
    this.waiting += 1;
    this.worker?.postMessage(message);
    if (!this.running) this.root.setAttribute("aria-busy", "true");
  }

  hear(/** @type {{ failed?: string, progress?: number, result?: unknown }} */ told) {
    this.waiting -= 1;
    if (told.failed) {
      this.fail(new Error(told.failed));
      return;
    }
    if (told.progress !== undefined) this.goOn(told.progress);
    if (!this.waiting) this.root.removeAttribute("aria-busy");
    // Who wants no motion sees where it has come to rest.
    const now = performance.now();
    if (this.running && (this.still.matches || now - this.drawn < OFTEN)) return;
    this.drawn = now;
    this.done(told.result);
  }

  goOn(/** @type {number} */ progress) {
    this.bar.value = progress;
    this.again.disabled = false;
    if (progress >= 1) this.run(false);
    else if (this.running && !this.waiting) this.tell({ step: true });
  }

  run(/** @type {boolean} */ now) {
    this.running = now;
    this.go.textContent = (now ? this.go.dataset.pause : this.go.dataset.go) ?? "";
  }

  fail(/** @type {unknown} */ error) {
    this.end();
    this.failed(error);
  }

  /** End the worker, and with it all that was done. */
  end() {
    this.worker?.terminate();
    this.worker = undefined;
    this.waiting = 0;
    this.run(false);
    this.bar.value = 0;
    this.again.disabled = true;
    this.root.removeAttribute("aria-busy");
  }
}
