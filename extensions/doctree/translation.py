"""The words of the interface in the language of the site (``language`` in ``conf.py``).

Mark them ``_("Read next")`` in Python and ``gettext("Read next")`` in templates and scripts, in
English.  The gettext catalogs are in ``extensions/locale``; ``make translations`` adds new messages
to them.  Scripts find the catalog in the file ``gettext.js``.
"""

from __future__ import annotations

import json
import re
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal, get_group_symbol
from sphinx.locale import get_translator

from extensions.doctree.compat import translated_messages
from extensions.lib.files import write
from extensions.lib.phases import AssetsCopied, ConfigInited, Files, PageContext

if TYPE_CHECKING:
    import datetime

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

CATALOG = "groundwork"
LOCALES = Path(__file__).parents[1] / "locale"
ENGLISH = "en"
PLURAL = re.compile(r"plural=(.*?);")
ENGLISH_LINES = re.compile(
    r"^const messages = .*\nconst plural = .*\nconst thousands = .*\n", re.MULTILINE
)
# C and JavaScript read such an expression alike.
PLURAL_SIGNS = re.compile(r"[n0-9%=!<>&|?:() ]+")


def catalog() -> NullTranslations:
    """Return the catalog of the site's language; without one, English."""
    return get_translator(CATALOG)


def _(message: str) -> str:
    """Return *message* in the language of the site."""
    return catalog().gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return *singular* or *plural*, as *count* asks for, with ``{count}`` in it set."""
    translations = catalog()
    locale = _locale(translations.info().get("language"))
    return translations.ngettext(singular, plural, count).format(
        count=format_decimal(count, locale=locale)
    )


def day(date: datetime.date) -> str:
    """Return *date* as a reader writes it, in one form on every machine."""
    # The form is that of babel: day, short name of the month, year.
    return format_date(date, _("d MMM y"), locale=_locale(catalog().info().get("language")))


def long_day(date: datetime.date) -> str:
    """Return *date* with the whole name of its month, for what is read aloud."""
    return format_date(date, _("d MMMM y"), locale=_locale(catalog().info().get("language")))


def _locale(language: str | None) -> Locale:
    try:
        return Locale.parse(language or ENGLISH)
    except (UnknownLocaleError, ValueError):
        return Locale.parse(ENGLISH)


def text_direction(language: str | None) -> str:
    """Return "rtl" where *language* is written from the right, else "ltr"."""
    return _locale((language or "").replace("-", "_")).text_direction


def level_title(level: str) -> str:
    """Return the name of the *level* of a post, as readers see it."""
    names = {
        "foundation": _("Foundation"),
        "intermediate": _("Intermediate"),
        "advanced": _("Advanced"),
    }
    return names.get(level, level.capitalize())


def minutes_text(count: int) -> str:
    """Return how long *count* minutes of reading are, in words."""
    return _("{count} min").format(count=count)


def add_context(
    app: Sphinx,
    page: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give templates the words of the interface (answers ``html-page-context``)."""
    context["gettext"] = _
    context["ngettext"] = ngettext
    context["text_direction"] = text_direction(app.config.language)


def add_style_sheet(app: Sphinx, config: Config) -> None:
    """Turn the theme round where the language is written from the right."""
    if text_direction(config.language) == "rtl":
        # After all others: it takes back what they say.
        app.add_css_file("rtl.css", priority=Files.RIGHT_TO_LEFT)


def messages_of_scripts(translations: NullTranslations) -> str:
    """Return the lines that give ``gettext.js`` the catalog *translations*."""
    messages: dict[str, str | list[str]] = {}
    for key, text in translated_messages(translations).items():
        if isinstance(key, tuple):
            message, form = key
            forms = messages.setdefault(message, [])
            if isinstance(forms, list):
                forms += [text] if form == len(forms) else []
        elif key and text:
            messages[key] = text
    rule = PLURAL.search(translations.info().get("plural-forms", ""))
    plural = rule[1].strip() if rule and PLURAL_SIGNS.fullmatch(rule[1]) else "n != 1"
    words = json.dumps(messages, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    thousands = json.dumps(get_group_symbol(_locale(translations.info().get("language"))))
    return (
        f"const messages = {words};\n"
        f"const plural = (n) => Number({plural});\n"
        f"const thousands = {thousands};\n"
    )


def write_messages(app: Sphinx) -> None:
    """Write what scripts say in another language than English (answers ``assets-copied``)."""
    translations = catalog()
    path = Path(app.outdir) / "_static" / "gettext.js"
    if isinstance(translations, GNUTranslations) and path.is_file():
        lines = messages_of_scripts(translations)
        write(path, ENGLISH_LINES.sub(lambda _: lines, path.read_text("utf-8"), count=1))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the catalogs."""
    app.add_message_catalog(CATALOG, str(LOCALES))
    app.connect("config-inited", add_style_sheet, priority=ConfigInited.INTERFACE)
    app.connect("html-page-context", add_context, priority=PageContext.WORDS)
    app.connect("assets-copied", write_messages, priority=AssetsCopied.SCRIPT_MESSAGES)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
