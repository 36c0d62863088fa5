// What runs in a worker: `run` of a figure is a generator, which yields how far it has come, from 0
// to 1, and returns what the picture is made of; a session stays, and goes on when it is told to.

/**
 * Answer messages {state, data}: {progress} as often as something has been done, then {result} or {failed}.
 * @param {(state: WidgetState, data: unknown) => Generator<number, unknown>} run
 */
export function serve(run) {
  addEventListener("message", ({ data }) => {
    try {
      const work = run(data.state, data.data);
      let step = work.next();
      for (; !step.done; step = work.next()) postMessage({ progress: step.value });
      postMessage({ result: step.value });
    } catch (error) {
      postMessage({ failed: String(error) });
    }
  });
}

/**
 * Answer messages, the first of which has the `data`: {set} with a state by {result}, {step} by
 * {result, progress}, or either by {failed}, in their order.
 * @param {(data: unknown) => WidgetSession} open
 */
export function attend(open) {
  /** @type {WidgetSession | undefined} */
  let session;

  async function answer(/** @type {{ data?: unknown, set?: WidgetState, step?: boolean }} */ told) {
    try {
      session ??= open(told.data);
      if (told.set) postMessage({ result: await session.set(told.set) });
      else if (told.step) postMessage(await session.step());
    } catch (error) {
      postMessage({ failed: String(error) });
    }
  }

  // What takes its time is done before what was told after it.
  let last = Promise.resolve();
  addEventListener("message", ({ data }) => {
    last = last.then(() => answer(data));
  });
}
