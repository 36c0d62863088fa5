"""Write an interactive figure as HTML: its picture, and beside it what moves it.

A browser that fills in forms has all sections laid out that hold a list, a check box or a field of
text, however far down.  There a button stands for each, of the same size and with the field in it,
inert, until the reader or the focus comes near (``docs/_static/widgets.js``).
"""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any

from sphinx.util.osutil import relative_uri

from extensions.doctree.compat import app_of
from extensions.doctree.fragments import is_site
from extensions.doctree.translation import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.writers.html5 import HTML5Translator

    from extensions.markup.widgets.directive import widget

# From which file, beside "js", the browser takes what.
FILES = {
    "js": "module",
    "worker.js": "worker",
    "session.js": "session",
    "data.json": "data",
    "data.bin": "data",
}
CHECKED = {"yes": "true", "no": "false"}
KILO, MEGA = 1_000, 1_000_000


def messages() -> dict[str, str]:
    """Return what the script says, in the language of the site."""
    return {
        "failed": _("The script of this figure has failed: the picture shows its first state."),
        "missing": _("The data of this figure did not arrive: try again."),
        "damaged": _("The data of this figure arrived damaged: try again."),
        "stopped": _("Stopped: the picture shows what was there before."),
        "above": _("{label}: {given} is above the largest value, {max}."),
        "below": _("{label}: {given} is below the smallest value, {min}."),
        "unknown": _("{label}: “{given}” is no value of it; the first value stands."),
    }


def visit_widget(self: HTML5Translator, node: widget) -> None:
    """Open the box of the picture and its controls."""
    moves = is_site(app_of(self.builder.env)) and bool(node.get("state"))
    values: dict[str, str] = {"widget": node["name"], "name": node["instance"]}
    if moves:
        page = self.builder.get_target_uri(self.builder.current_docname)
        for end, name in FILES.items():
            if end in node["files"]:
                values[name] = relative_uri(page, node["files"][end])
        values["state"] = json.dumps(node["state"], ensure_ascii=False, separators=(",", ":"))
        values["words"] = json.dumps(messages(), ensure_ascii=False, separators=(",", ":"))
    written = "".join(f' data-{name}="{escape(value)}"' for name, value in values.items())
    self.body.append(f'<div class="widget-body"{written}>\n')


def depart_widget(self: HTML5Translator, node: widget) -> None:
    """Write the controls and close the box."""
    if is_site(app_of(self.builder.env)) and node.get("state"):
        self.body.append("\n".join(controls(node)) + "\n")
    self.body.append("</div>\n")


def controls(node: widget) -> Iterator[str]:
    """Yield the lines of the controls of *node*, the buttons behind them."""
    legend = escape(_("Controls of the figure"))
    yield '<div class="widget-controls">'
    # What is large is not fetched unasked.
    disabled = ""
    if size := node.get("data_size"):
        text = _("Start: fetches {size}").format(size=size_in_words(size))
        yield f'<p class="widget-buttons">{button("load", text)}</p>'
        disabled = " disabled"
    yield f'<fieldset class="widget-fields"{disabled}><legend class="unseen">{legend}</legend>'
    for control in node["controls"]:
        # A handle sets it.
        if not control.get("hidden"):
            yield row(control, is_far=node.get("far", False))
    yield '<p class="widget-buttons">'
    if any(control.get("play") for control in node["controls"]):
        go, pause = _("Play"), _("Pause")
        yield button("play", go, f'data-play="{escape(go)}" data-pause="{escape(pause)}"')
        yield button("step", _("Step"))
    if "session.js" in node["files"]:
        go, pause = _("Run"), _("Pause")
        yield button("go", go, f'data-go="{escape(go)}" data-pause="{escape(pause)}"')
        yield button("go-one", _("One step"))
        yield button("again", _("Begin again"), "disabled")
        yield f'<progress max="1" value="0" aria-label="{escape(_("Progress"))}"></progress>'
    yield button("reset", _("Reset"), "disabled")
    if "worker.js" in node["files"]:
        label = escape(_("Progress"))
        yield f'<progress max="1" value="0" aria-label="{label}"></progress>'
        yield button("stop", _("Stop"), "disabled")
    yield '<span class="widget-note" role="status"></span></p>'
    yield '<span class="widget-told unseen" aria-live="polite"></span>'
    yield "</fieldset>\n</div>"


def size_in_words(size: int) -> str:
    """Return *size*, in bytes, with two digits that count at the most: "640 kB", "1.2 MB"."""
    if size < MEGA:
        return f"{max(round(size / KILO), 1)} kB"
    return f"{size / MEGA:.1f} MB"


def button(act: str, text: str, attributes: str = "") -> str:
    """Return the button that says *text* and does *act*."""
    more = f" {attributes}" if attributes else ""
    return f'<button type="button" data-act="{act}"{more}>{escape(text)}</button>'


def row(control: Mapping[str, Any], *, is_far: bool) -> str:
    """Return the control of one value: its label, its input, its value in words.

    If it *is_far* from the beginning of the page, a button stands for its input.
    """
    label, kind = f"<span>{escape(control['label'])}</span>", control["type"]
    if kind == "points":
        of = f'data-of="{escape(control["name"])}"'
        add, remove = button("add", _("Add"), of), button("remove", _("Remove"), of)
        return f'<p class="widget-control">{label} <span>{add} {remove}</span></p>'
    name = f'data-control="{escape(control["name"])}" autocomplete="off"'
    after = ""
    if kind == "number":
        field, after = number(control, name), f" <output>{escape(control['told'])}</output>"
    elif kind == "choice":
        field = choice(control, name)
    elif kind == "flag":
        checked = " checked" if control["text"] == "yes" else ""
        field = f'<input type="checkbox" {name}{checked}>'
    elif kind == "lines":
        most = control.get("most", 4000)
        text = escape(control["text"], quote=False)
        field = f'<textarea {name} rows="6" maxlength="{most}" spellcheck="false">{text}</textarea>'
    else:
        value, most = escape(control["text"]), control.get("most", 80)
        field = f'<input type="text" {name} value="{value}" maxlength="{most}">'
    if is_far and kind != "number":
        field = stand_in(control, field)
    return f'<p class="widget-control"><label>{label} {field}</label>{after}</p>'


def stand_in(control: Mapping[str, Any], field: str) -> str:
    """Return the button that stands for *field*, and looks like it, until it is near."""
    kind, text = control["type"], "" if control["type"] == "flag" else control["told"]
    said = f' role="checkbox" aria-checked="{CHECKED[control["text"]]}"' if kind == "flag" else ""
    return (
        f'<button type="button" class="widget-stand-in {kind}"{said}>{escape(text)}'
        f"<template>{field}</template></button>"
    )


def number(control: Mapping[str, Any], name: str) -> str:
    """Return the input of a number in a range."""
    values = " ".join(f'{key}="{control[key]}"' for key in ("min", "max", "step"))
    return (
        f'<input type="range" {name} {values} value="{control["text"]}" '
        f'aria-valuetext="{escape(control["told"])}">'
    )


def choice(control: Mapping[str, Any], name: str) -> str:
    """Return the list of a choice."""
    pairs = [one if isinstance(one, list) else [one, one] for one in control["choices"]]
    options = "".join(
        f'<option value="{escape(str(key))}"{" selected" if key == control["text"] else ""}>'
        f"{escape(str(title))}</option>"
        for key, title in pairs
    )
    return f"<select {name}>{options}</select>"
