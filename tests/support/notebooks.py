"""Notebooks for tests, cell by cell."""

from __future__ import annotations

import base64
import json
from typing import Any

from tests.support.sample import PNG

PICTURE = base64.b64encode(PNG).decode()


def cell(kind: str, source: str, *tags: str, **more: Any) -> dict[str, Any]:
    """Return a cell of a notebook."""
    code: dict[str, Any] = {"outputs": [], "execution_count": None} if kind == "code" else {}
    metadata = {"tags": list(tags)} if tags else {}
    return {"cell_type": kind, "metadata": metadata, "source": source, **code, **more}


def result(**data: Any) -> dict[str, Any]:
    """Return what a cell gave, in the forms that *data* has."""
    forms = {name.replace("_", "/", 1): text for name, text in data.items()}
    return {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": forms}


def printed(text: str, name: str = "stdout") -> dict[str, Any]:
    """Return what a cell printed."""
    return {"output_type": "stream", "name": name, "text": text}


def notebook(cells: list[dict[str, Any]], language: str = "python", **metadata: Any) -> str:
    """Return the text of a notebook, laid out as Jupyter does."""
    kernel = {"language": language, "name": "python3", "display_name": "Python"}
    own = [{**one, "source": one["source"].splitlines(keepends=True)} for one in cells]
    whole = {"cells": own, "metadata": {"kernelspec": kernel, **metadata}}
    return json.dumps({**whole, "nbformat": 4, "nbformat_minor": 4}, indent=1, sort_keys=True)
