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
    // How many answers are still to come, how many of them to steps; whether that to a state is, and
    // whether there is a newer one.
    this.waiting = 0;
    this.steps = 0;
    this.setting = false;
    this.changed = false;
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
    if (this.running && !this.steps) this.tellStep();
  }

  step() {
    this.run(false);
    this.begin();
    this.tellStep();
  }

  restart() {
    this.end();
    this.done(undefined);
    // What is disabled has no focus.
    this.go.focus();
  }

  /** Take the present state: one after the other, and of those that came meanwhile the last. */
  set() {
    if (!this.worker) this.begin();
    else if (this.setting) this.changed = true;
    else this.tellState();
  }

  tellState() {
    this.setting = true;
    this.changed = false;
    this.tell({ set: this.state() });
  }

  /** Let a step be taken, in the state that is shown. */
  tellStep() {
    if (this.changed) this.tellState();
    this.steps += 1;
    this.tell({ step: true });
  }

  begin() {
    if (this.worker) return;
    this.worker = new Worker(this.address, { type: "module" });
    this.worker.addEventListener("message", ({ data }) => this.hear(data));
    this.worker.addEventListener("error", (event) => this.fail(event));
    this.setting = true;
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
    if (told.progress === undefined) this.setting = false;
    else this.reach(told.progress);
    if (this.changed && !this.setting) this.tellState();
    if (this.running && !this.steps) this.tellStep();
    if (!this.waiting) this.root.removeAttribute("aria-busy");
    // Who wants no motion sees where it has come to rest.
    const now = performance.now();
    if (this.running && (this.still.matches || now - this.drawn < OFTEN)) return;
    this.drawn = now;
    this.done(told.result);
  }

  reach(/** @type {number} */ progress) {
    this.steps -= 1;
    this.bar.value = progress;
    this.again.disabled = false;
    if (progress >= 1) this.run(false);
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
    this.steps = 0;
    this.setting = false;
    this.changed = false;
    this.run(false);
    this.bar.value = 0;
    this.again.disabled = true;
    this.root.removeAttribute("aria-busy");
  }
}
