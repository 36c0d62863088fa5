// What a page shows of code that runs: how far it is, what it prints, and how that differs from what
// is printed in the page.
import { gettext } from "./gettext.js";
import { bytes, due, megabytes, needed } from "./run-order.js";
import { RunResultBox } from "./run-result.js";
import { NotFetched, RunSession, Stopped } from "./run-session.js";

// Which Python a reader has agreed to fetch.
const AGREED = "run-code";

/** @param {string} runtime */
function hasAgreed(runtime) {
  try {
    return localStorage.getItem(AGREED) === nameOf(runtime);
  } catch {
    return false;
  }
}

/** @param {string} runtime */
function agree(runtime) {
  try {
    localStorage.setItem(AGREED, nameOf(runtime));
  } catch {
    // A browser that keeps nothing asks again.
  }
}

/** @param {string} runtime */
const nameOf = (runtime) => runtime.split("/").at(-2) ?? "";

class RunView {
  /**
   * @param {HTMLElement[]} blocks
   * @param {RunPage} page
   */
  constructor(blocks, page) {
    this.page = page;
    this.boxes = blocks.map((block, number) => new RunResultBox(block, number, (act) => this.act(act, number)));
    /** The block that is at work. */
    this.at = -1;
    this.agreed = hasAgreed(page.runtime);
    this.fetching = 0;
    this.session = new RunSession(page, (event) => this.hear(event));
  }

  /**
   * @param {string} act
   * @param {number} number
   */
  act(act, number) {
    if (act === "edit") this.boxes[number].edit();
    else if (act === "stop") this.session.stop();
    else if (act === "reset") this.reset();
    else if (act === "not-now") this.boxes[number].clear();
    else if (act === "run" && !this.agreed) this.offer(number);
    else if (act === "run" || act === "fetch") this.run(number);
  }

  /**
   * Say what is fetched, and ask whether it may be.
   * @param {number} number
   */
  offer(number) {
    const size = megabytes(bytes(this.needs(number), this.page.sizes));
    const text = gettext(
      "To run it, your browser fetches Python from this site: about {size} MB, once, and keeps it. Running takes more than 100 MB of memory.",
      { size },
    );
    this.boxes[number].ask(text);
  }

  /** @param {number} number */
  needs(number) {
    return needed(due(number, this.session.done), this.page.packages);
  }

  /** @param {number} number */
  async run(number) {
    if (this.at >= 0) return;
    this.agreed = true;
    agree(this.page.runtime);
    const numbers = due(number, this.session.done);
    this.fetching = bytes(this.session.want(this.needs(number)), this.page.sizes);
    const isAgain = this.session.done.has(number);
    this.setBusy(true, number);
    this.at = number;
    try {
      this.boxes[number].say(gettext("Python is starting …"));
      await this.session.start(this.needs(number));
      for (const one of numbers) {
        this.at = one;
        this.boxes[one].begin();
        if (one !== number) this.boxes[number].say(gettext("Block {number} runs first …", { number: one + 1 }));
        const result = await this.session.run(one, this.boxes[one].source());
        this.boxes[one].show(result, isAgain && one === number);
        if (result.error && one !== number) {
          this.boxes[number].say(gettext("Not run: block {number} ended with an error.", { number: one + 1 }));
        }
        if (result.error) break;
      }
    } catch (error) {
      this.fail(/** @type {Error} */ (error), number);
    } finally {
      this.at = -1;
      this.setBusy(false, number);
    }
  }

  /**
   * @param {Error} error
   * @param {number} number
   */
  fail(error, number) {
    if (error instanceof Stopped) {
      this.boxes[number].say(gettext("Stopped. All names are lost: the next run begins anew."));
    } else if (error instanceof NotFetched) {
      this.boxes[number].say(gettext("Python could not be fetched or started: {reason}. Try again.", { reason: error.message }));
    } else {
      this.boxes[number].say(String(error));
      reportError(error);
    }
    if (this.at >= 0 && this.at !== number) this.boxes[this.at].clear();
  }

  /** @param {{ progress?: number, printed?: string, begun?: boolean }} event */
  hear({ progress, printed, begun }) {
    const box = this.boxes[this.at];
    if (progress !== undefined) {
      const [done, all] = [megabytes(progress), megabytes(this.fetching)];
      box.fetched(progress / this.fetching, gettext("Python is fetched: {done} of {all} MB …", { done, all }));
    } else if (begun) box.say(gettext("It runs …"));
    else if (printed) box.add(printed);
  }

  /**
   * @param {boolean} isBusy
   * @param {number} number
   */
  setBusy(isBusy, number) {
    this.boxes.forEach((box, at) => box.setBusy(isBusy, at === number));
  }

  reset() {
    this.session.stop();
    for (const box of this.boxes) box.reset();
  }
}

/**
 * @param {HTMLElement[]} blocks
 * @param {RunPage} page
 */
export function open(blocks, page) {
  return new RunView(blocks, page);
}
