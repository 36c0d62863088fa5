"""What a site.toml says that asks for all services of others."""

from __future__ import annotations

SERVICES = """
[comments]
repo = "ada/notes"
repo_id = "R_kgDOG1abcQ"
category = "Pieces & more"
category_id = "DIC_kwDOG1abcc4C"

[analytics]
script = "https://count.example/count.js"
data = { goatcounter = "https://notes.count.example/count", site = 'a "b"' }
"""
