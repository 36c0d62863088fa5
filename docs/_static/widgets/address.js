// What readers have chosen, in the address of the page: a parameter for each value that is not the
// first, by the name of the figure and that of the control.
import { textOf, valueIn } from "./controls.js";

/**
 * Return the address `href` with `state` of the figure `name` in it, where it is not `initial`.
 * @param {string} href
 * @param {string} name
 * @param {WidgetControl[]} controls
 * @param {WidgetState} initial
 * @param {WidgetState} state
 */
export function addressOf(href, name, controls, initial, state) {
  const address = new URL(href);
  for (const control of controls) {
    const key = `${name}.${control.name}`;
    const text = textOf(control, state[control.name]);
    if (text === textOf(control, initial[control.name])) address.searchParams.delete(key);
    else address.searchParams.set(key, text);
  }
  return address.href;
}

/**
 * Return the state of the figure `name` that `href` holds, and what of it was put right.
 * @param {string} href
 * @param {string} name
 * @param {WidgetControl[]} controls
 * @param {WidgetState} initial
 */
export function stateIn(href, name, controls, initial) {
  const state = { ...initial };
  /** @type {{ control: WidgetControl, given: string, fault: string }[]} */
  const faults = [];
  const asked = new URL(href).searchParams;
  for (const control of controls) {
    const given = asked.get(`${name}.${control.name}`);
    if (given === null) continue;
    const { value, fault } = valueIn(control, given);
    if (value !== undefined) state[control.name] = value;
    if (fault) faults.push({ control, given, fault });
  }
  return { state, faults };
}
