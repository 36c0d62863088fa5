// What can be dragged on a picture: a slider for a pointer, a finger and the keys, which sets one or
// two controls.  Handles lie over the picture, so that they are as large on a phone.
import { snapped } from "./controls.js";
import { gripsOf, wordsOf } from "./grips.js";

// Of the range of a control, what a key moves; with Shift it moves by one step.
const PART = 1 / 40;
/** @type {Record<string, [number, number]>} */
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** @type {(control: WidgetControl, fine: boolean) => number} */
function stride({ min = 0, max = 1, step = 1 }, fine) {
  return fine ? step : Math.max(step, Math.round(((max - min) * PART) / step) * step);
}

/** @type {(axis: WidgetAxis | undefined, value: number) => number} */
const kept = (axis, value) => (axis ? snapped(axis.control, value) : 0);

/** Give `handle` those of `attributes` that it has not. */
function say(/** @type {Element} */ handle, /** @type {Record<string, string>} */ attributes) {
  for (const [name, value] of Object.entries(attributes))
    if (handle.getAttribute(name) !== value) handle.setAttribute(name, value);
}

/** The handles over the picture in a box. */
export class Handles {
  /**
   * `change` is told what is set, whether that is final, and by which handle.
   * @param {HTMLElement} box
   * @param {WidgetFigure} figure
   * @param {() => WidgetState} stateNow
   * @param {(values: WidgetState, final: boolean, name: string) => void} change
   */
  constructor(box, figure, stateNow, change) {
    this.box = box;
    this.figure = figure;
    this.stateNow = stateNow;
    this.change = change;
    /** @type {HTMLElement[]} */
    this.made = [];
  }

  /** The box of the drawing in its own units. */
  view() {
    const view = this.box.querySelector("svg")?.viewBox.baseVal;
    return view ?? { x: 0, y: 0, width: 1, height: 1 };
  }

  /** @param {number} at */
  gripAt(at) {
    return gripsOf(this.figure, this.stateNow())[at];
  }

  /** @type {(at: number, x: number, y: number, final: boolean) => void} */
  move(at, x, y, final) {
    const grip = this.gripAt(at);
    if (grip) this.change(grip.set([kept(grip.x, x), kept(grip.y, y)]), final, grip.label);
  }

  /** @type {(at: number, event: KeyboardEvent) => void} */
  byKey(at, event) {
    const grip = this.gripAt(at);
    if (grip?.remove && ["Delete", "Backspace"].includes(event.key)) {
      event.preventDefault();
      this.change(grip.remove(), true, `${grip.label} removed`);
      return;
    }
    const way = KEYS[event.key];
    if (!grip || !way || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const [x, y] = [grip.x, grip.y].map((axis, n) => {
      // With one way to go, all arrows go it.
      const along = way[n] || (grip.x && grip.y ? 0 : way[1 - n]);
      return axis ? axis.value + along * stride(axis.control, event.shiftKey) : 0;
    });
    this.move(at, x, y, true);
  }

  /** @type {(at: number, start: PointerEvent) => void} */
  byPointer(at, start) {
    const grip = this.gripAt(at);
    if (!grip || start.button > 0) return;
    const target = /** @type {HTMLElement} */ (start.currentTarget);
    const unit = this.view().width / this.box.getBoundingClientRect().width;
    const from = [grip.x, grip.y].map((axis) => (axis ? axis.scale(axis.value) : 0));
    let moved = false;
    /** @type {(event: Event) => void} */
    const follow = (event) => {
      const { clientX, clientY, type } = /** @type {PointerEvent} */ (event);
      const way = [clientX - start.clientX, clientY - start.clientY];
      moved ||= Math.hypot(...way) > 0;
      const [x, y] = [grip.x, grip.y].map((axis, n) => axis?.scale.invert(from[n] + way[n] * unit) ?? 0);
      if (moved) this.move(at, x, y, type !== "pointermove");
    };
    const ends = new AbortController();
    const end = (/** @type {Event} */ event) => {
      ends.abort();
      follow(event);
    };
    const options = { signal: ends.signal };
    target.setPointerCapture(start.pointerId);
    target.addEventListener("pointermove", follow, options);
    target.addEventListener("pointerup", end, options);
    // The place of a gesture that the browser takes over is not one that was meant.
    target.addEventListener("pointercancel", () => ends.abort(), options);
  }

  /** @param {number} at */
  make(at) {
    const handle = document.createElement("span");
    handle.className = "widget-handle";
    handle.tabIndex = 0;
    handle.setAttribute("role", "slider");
    handle.addEventListener("keydown", (event) => this.byKey(at, event));
    handle.addEventListener("pointerdown", (event) => {
      handle.focus({ preventScroll: true });
      this.byPointer(at, event);
    });
    this.box.append(handle);
    return handle;
  }

  /** Put the handles where the state has them. */
  place() {
    const grips = gripsOf(this.figure, this.stateNow());
    const view = this.view();
    const idle = this.figure.idle?.(this.stateNow()) ?? {};
    while (this.made.length > grips.length) this.made.pop()?.remove();
    grips.forEach((grip, at) => {
      const handle = (this.made[at] ??= this.make(at));
      const axis = /** @type {WidgetAxis} */ (grip.x ?? grip.y);
      const [left, top] = grip.at ?? [grip.x, grip.y].map((one) => (one ? one.scale(one.value) : 0));
      handle.style.left = `${((left - view.x) / view.width) * 100}%`;
      handle.style.top = `${((top - view.y) / view.height) * 100}%`;
      handle.classList.toggle("whole", Boolean(grip.stage));
      // What would change nothing cannot be dragged either.
      handle.hidden = [grip.x, grip.y].every((one) => !one || Boolean(idle[one.control.name]));
      say(handle, {
        "aria-label": grip.label,
        "aria-valuemin": String(axis.control.min),
        "aria-valuemax": String(axis.control.max),
        "aria-valuenow": String(axis.value),
        "aria-valuetext": wordsOf(grip),
      });
    });
  }
}
