"""Uses of private or unsupported parts of Sphinx, MyST and Python by the lower wings.

All of them stand here and in ``extensions.building.compat``, which ``doctree`` and ``model`` may
not import.  The docstring of each gives the versions that it was tried with, the reason, and the
upstream issue.

``myst`` is a module of its own because importing MyST takes long.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gettext import NullTranslations

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.builders.epub3 import Epub3Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment


def app_of(owner: BuildEnvironment | Builder) -> Sphinx:
    """Return the application that *owner* belongs to.

    Tried with: Sphinx 9.0.4 and 9.1.0.
    Why: ``env.app`` and ``builder.app`` warn, and go in Sphinx 11; nothing else leads from an
    environment to the builder, which alone knows the addresses of pages, or to ``confdir``.
    Upstream: https://github.com/sphinx-doc/sphinx/pull/13627 took them away,
    https://github.com/sphinx-doc/sphinx/issues/14119 asks what to write instead.
    """
    return owner._app


def read_sources_with(app: Sphinx, encoding: str) -> None:
    """Let Sphinx decode sources with the registered codec *encoding*.

    Tried with: Sphinx 9.0.4 and 9.1.0.
    Why: it hands the codec no error handler, so that a source which is not UTF-8 ends the build
    with a traceback; the setting ``source_encoding`` warns of any codec but UTF-8.
    Upstream: https://github.com/sphinx-doc/sphinx/issues/13665 (only UTF-8, from Sphinx 10 on); to
    file there: decode with ``errors="replace"`` and warn with file and line.
    """
    app.env.settings["input_encoding"] = encoding


def read_sources_once(config: Config) -> None:
    """Let a change of ``exclude_patterns`` have no source read again that was read before.

    Tried with: Sphinx 9.0.4 and 9.1.0.
    Why: it reads all sources when one of its patterns has changed, and so with each piece that is
    published, though the patterns decide only which sources there are.
    Upstream: to file there: register the setting as one that no page depends on.
    """
    config.values.pop("exclude_patterns")
    config.add("exclude_patterns", [], "", frozenset({str}))


def add_media_type(builder: Epub3Builder, suffix: str, media_type: str) -> None:
    """Let *builder* put files with *suffix* into its EPUB.

    Tried with: Sphinx 9.0.4 and 9.1.0.
    Why: its table of media types has no WOFF2, a core media type of EPUB 3.3.
    Upstream: to file there, as https://github.com/sphinx-doc/sphinx/issues/10350 does for icons.
    """
    builder.media_types = {**builder.media_types, suffix: media_type}


def translated_messages(catalog: NullTranslations) -> dict[Any, str]:
    """Return the messages of *catalog*: by the message, or by the message and a plural form.

    Tried with: Python 3.11 to 3.13.
    Why: ``gettext`` looks one message up and lists none; scripts need the whole catalog.
    Upstream: to file there: a public mapping of a catalog.
    """
    messages: dict[Any, str] = getattr(catalog, "_catalog", {})
    return messages
