"""Pictures that may not be published as they are, put into a form that may."""

from __future__ import annotations

import io
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from extensions.markup.figures.clean import NotSvgError, cleaned, dropped_from, is_drawn
from extensions.markup.guard.pictures import MOST_BYTES, fault

# The longer side of a picture that had to be made smaller.
SIDE = 1600


def mended(content: bytes, end: str) -> tuple[bytes, str, str]:
    """Return the picture *content* as it may be published, its ending, and what was done."""
    if end == "svg":
        return _mended_svg(content)
    why = ""
    if end not in ("png", "jpg", "gif", "webp") or len(content) > MOST_BYTES:
        try:
            with Image.open(io.BytesIO(content)) as picture:
                if getattr(picture, "n_frames", 1) > 1:
                    return b"", end, f"moves and has {len(content) / 1e6:.1f} MB: make it smaller"
                small = picture.convert("RGBA" if picture.mode in ("RGBA", "LA", "P") else "RGB")
        except (OSError, ValueError):
            return b"", end, "is none that can be read"
        if len(content) > MOST_BYTES:
            small.thumbnail((SIDE, SIDE))
        out = io.BytesIO()
        is_photo = end in ("jpg", "jpeg") or small.mode == "RGB"
        small.convert("RGB").save(out, "JPEG", quality=85) if is_photo else small.save(
            out, "PNG", optimize=True
        )
        why = (
            "was made smaller"
            if len(content) > MOST_BYTES
            else f"was saved anew, for .{end} is not shown here"
        )
        content, end = out.getvalue(), "jpg" if is_photo else "png"
    with TemporaryDirectory() as folder:
        path = Path(folder, f"picture.{end}")
        path.write_bytes(content)
        if said := fault(path):
            return b"", end, f"cannot be shown: {said}"
    return content, end, why


def _mended_svg(content: bytes) -> tuple[bytes, str, str]:
    try:
        dropped = dropped_from(content, whole=is_drawn(content))
        if not dropped:
            return content, "svg", "" if len(content) <= MOST_BYTES else "is large"
        text = cleaned(content.decode("utf-8", "replace"))
        if dropped_from(text.encode(), whole=False):
            return b"", "svg", f"may not have {', '.join(dropped)}: save it without"
    except (NotSvgError, ValueError) as error:
        return b"", "svg", f"is no whole SVG: {error}"
    return text.encode(), "svg", f"was saved without {', '.join(dropped)}"
