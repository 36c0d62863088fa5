"""A cache of the Python that pages run, made of the core that is installed for the tests."""

from __future__ import annotations

import base64
import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from extensions.lib.python_runtime import RECORD, VERSION
from tests.support.front_end import LINT

CORE = LINT / "node_modules/pyodide"
NO_CORE = "Pyodide is not installed: run make venv-dev"
