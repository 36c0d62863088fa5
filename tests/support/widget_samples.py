"""An interactive figure in a few lines, for small sites."""

GOOD = """\
export const controls = [
  { name: "size", type: "number", label: "Size", unit: "cm", min: 0, max: 4, step: .5, default: 2 },
  { name: "kind", type: "choice", label: "Kind", choices: ["solid", "dashed"], default: "solid" },
];
export function draw(state, { id }) {
  return `<svg viewBox="0 0 9 9"><path id="${id}-line" d="M0 0h${state.size}"/></svg>`;
}
export const describe = (state) => `It is ${state.size} cm long.`;
"""
FIGURE = "widgets/line/figure.js"


def block(name: str = "line", **options: str) -> str:
    """Return the lines that show the figure *name*."""
    first = {"label": f"fig-{name}", "alt": "A <line>."} | options
    lines = "\n".join(f":{key}: {value}" for key, value in first.items() if value)
    return f"```{{widget}} {name}\n{lines}\n\nMove it.\n```\n"
