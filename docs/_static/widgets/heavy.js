// Work in a worker, with a bar that says how far it has come, and a button that stops it.

/**
 * Return a function that has the worker at `address` compute what belongs to a state; what was
 * begun before is given up.
 * @param {Element} root
 * @param {string} address
 * @param {unknown} data
 * @param {{ done: (result: unknown) => void, failed: (error: unknown) => void, stopped: () => void }} tell
 */
export function heavy(root, address, data, { done, failed, stopped }) {
  const bar = /** @type {HTMLProgressElement} */ (root.querySelector("progress"));
  const button = /** @type {HTMLButtonElement} */ (root.querySelector("[data-act=stop]"));
  /** @type {Worker | undefined} */
  let worker;

  function end() {
    worker?.terminate();
    worker = undefined;
    root.removeAttribute("aria-busy");
    bar.value = 0;
    button.disabled = true;
  }

  button.addEventListener("click", () => {
    end();
    stopped();
  });
  return (/** @type {WidgetState} */ state) => {
    end();
    worker = new Worker(address, { type: "module" });
    root.setAttribute("aria-busy", "true");
    button.disabled = false;
    worker.addEventListener("message", ({ data: told }) => {
      if (told.progress !== undefined) {
        bar.value = told.progress;
        return;
      }
      end();
      if (told.failed) failed(new Error(told.failed));
      else done(told.result);
    });
    worker.addEventListener("error", (event) => {
      end();
      failed(event);
    });
    worker.postMessage({ state, data });
  };
}
