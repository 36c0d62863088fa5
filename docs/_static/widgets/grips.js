// The handles of a figure in a state: what each sets, and where it stands.
import { axesOf, told } from "./controls.js";

/** @typedef {Map<string, WidgetControl>} Named */

/**
 * One handle for each point of a list.
 * @param {WidgetHandle} handle
 * @param {WidgetControl} control
 * @param {WidgetState} state
 * @returns {WidgetGrip[]}
 */
function gripsOfPoints(handle, control, state) {
  /** @type {number[][]} */
  const points = state[control.name];
  const scales = /** @type {Required<WidgetHandle>} */ (handle);
  const [across, up] = axesOf(control);
  return points.map((point, at) => ({
    label: `${handle.label} ${at + 1}`,
    x: { control: across, scale: scales.scaleX, value: point[0] },
    y: { control: up, scale: scales.scaleY, value: point[1] },
    set: (place) => ({ [control.name]: points.map((one, n) => (n === at ? place : one)) }),
    remove: () => ({ [control.name]: points.filter((_, n) => n !== at) }),
  }));
}

/**
 * A handle for one control or for two.
 * @param {WidgetHandle} handle
 * @param {Named} named
 * @param {WidgetState} state
 * @returns {WidgetGrip}
 */
function gripOf(handle, named, state) {
  /** @type {(name: string | undefined, scale: WidgetScale | undefined) => WidgetAxis | undefined} */
  const axis = (name, scale) => {
    const control = named.get(name ?? "");
    return control && scale && { control, scale, value: Number(state[control.name]) };
  };
  const [x, y] = [axis(handle.x, handle.scaleX), axis(handle.y, handle.scaleY)];
  return {
    label: handle.label,
    x,
    y,
    at: handle.at?.(state),
    stage: handle.stage,
    set: ([across, up]) => ({
      ...(x ? { [x.control.name]: across } : {}),
      ...(y ? { [y.control.name]: up } : {}),
    }),
  };
}

/**
 * Return the handles of `figure` in `state`.
 * @param {WidgetFigure} figure
 * @param {WidgetState} state
 */
export function gripsOf(figure, state) {
  const named = new Map(figure.controls.map((control) => [control.name, control]));
  return (figure.handles ?? []).flatMap((handle) => {
    const points = named.get(handle.points ?? "");
    return points ? gripsOfPoints(handle, points, state) : [gripOf(handle, named, state)];
  });
}

/**
 * Return what `grip` is set to.
 * @param {WidgetGrip} grip
 */
export function wordsOf({ x, y }) {
  const axes = [x, y].filter((axis) => axis !== undefined);
  return axes.map((axis) => told({ ...axis.control, type: "number" }, axis.value)).join(", ");
}
