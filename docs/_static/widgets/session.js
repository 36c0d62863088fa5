// Work that goes on for as long as a reader wants: a worker that stays, told by buttons to run, to
// pause, to go one step, to begin again.  Nothing of it runs unasked, nor out of view.

// How often, in milliseconds, a picture is drawn of work that runs.
const OFTEN = 200;

/**
 * Return what takes the states of a figure to the session at `address`, which begins when it is needed.
 * @param {Element} root
 * @param {string} address
 * @param {unknown} data
 * @param {() => WidgetState} state
 * @param {{ done: (result: unknown) => void, failed: (error: unknown) => void }} tell
 */
export function session(root, address, data, state, { done, failed }) {
  const button = (/** @type {string} */ act) =>
    /** @type {HTMLButtonElement} */ (root.querySelector(`[data-act=${act}]`));
  const bar = /** @type {HTMLProgressElement} */ (root.querySelector("progress"));
  const [go, one, again] = ["go", "go-one", "again"].map(button);
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  /** @type {Worker | undefined} */
  let worker;
  let waiting = 0;
  let running = false;
  let drawn = 0;

  function tell(/** @type {Record<string, unknown>} */ message) {
    waiting += 1;
    worker?.postMessage(message);
    if (!running) root.setAttribute("aria-busy", "true");
  }

  function set(/** @type {boolean} */ now) {
    running = now;
    go.textContent = (now ? go.dataset.pause : go.dataset.go) ?? "";
  }

  function end() {
    worker?.terminate();
    worker = undefined;
    waiting = 0;
    set(false);
    bar.value = 0;
    again.disabled = true;
    root.removeAttribute("aria-busy");
  }

  function fail(/** @type {unknown} */ error) {
    end();
    failed(error);
  }

  function begin() {
    if (worker) return;
    worker = new Worker(address, { type: "module" });
    worker.addEventListener("message", ({ data: told }) => {
      waiting -= 1;
      if (told.failed) {
        fail(new Error(told.failed));
        return;
      }
      if (told.progress !== undefined) {
        bar.value = told.progress;
        again.disabled = false;
        if (told.progress >= 1) set(false);
        else if (running && !waiting) tell({ step: true });
      }
      if (!waiting) root.removeAttribute("aria-busy");
      // Who wants no motion sees where it has come to rest.
      const now = performance.now();
      if (running && (still.matches || now - drawn < OFTEN)) return;
      drawn = now;
      done(told.result);
    });
    worker.addEventListener("error", fail);
    worker.postMessage({ data });
    tell({ set: state() });
  }

  go.addEventListener("click", () => {
    begin();
    set(!running);
    if (running) tell({ step: true });
  });
  one.addEventListener("click", () => {
    set(false);
    begin();
    tell({ step: true });
  });
  again.addEventListener("click", () => {
    end();
    done(undefined);
    go.focus();
  });
  new IntersectionObserver(([{ isIntersecting }]) => {
    if (!isIntersecting) set(false);
  }).observe(root);
  return {
    set: () => (worker ? tell({ set: state() }) : begin()),
    end,
  };
}
