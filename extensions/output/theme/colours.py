"""The palette where it is needed as text: in the head, in the icon, for old browsers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from furo import get_pygments_stylesheet
from sphinx.errors import ConfigError

from extensions.lib.files import write
from extensions.lib.palette import HOME, NO_LIGHT_DARK, PaletteError, icon, site_palette, site_sheet
from extensions.lib.palette import without_light_dark as rules_without_light_dark

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from extensions.lib.palette import Palette


class Colours:
    """The palette of a build; one per Sphinx application."""

    palette: Palette

    def read(self, app: Sphinx) -> None:
        """Read the style sheet (answers ``builder-inited``).

        Raises:
            ConfigError: it cannot be understood.
        """
        try:
            self.palette = site_palette()
        except PaletteError as error:
            raise ConfigError(str(error)) from None

    def shown(self, app: Sphinx, env: BuildEnvironment) -> object:
        """Return the palette, which all pages show (answers ``site-dependencies``)."""
        palettes = (self.palette.light, self.palette.dark, self.palette.printed)
        return tuple(tuple(colours.items()) for colours in palettes)

    def add_context(
        self,
        app: Sphinx,
        page: str,
        template: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        """Give templates the palette (answers ``html-page-context``)."""
        context["palette"] = self.palette

    def write(self, app: Sphinx) -> None:
        """Write the palette into the static files that need it (answers ``assets-copied``)."""
        static = Path(app.outdir) / "_static"
        sheet = static / HOME.name
        if sheet.is_file():
            css = sheet.read_text("utf-8")
            if NO_LIGHT_DARK not in css:
                write(sheet, site_sheet(css) + rules_without_light_dark(self.palette))
        picture = static / Path(app.config.html_favicon or "").name
        if picture.suffix == ".svg" and picture.is_file():
            write(picture, icon(picture.read_text("utf-8"), self.palette))


def write_code_colours(app: Sphinx) -> None:
    """Write Furo's colours of code, in light and in dark (answers ``assets-copied``).

    Furo 2025.12.19 writes them at the end of a build, when pages have been made of what was there.
    """
    write(Path(app.outdir) / "_static/pygments.css", get_pygments_stylesheet())
