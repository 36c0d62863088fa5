"""Keys that front matter of other sites has, and what is written here instead."""

from __future__ import annotations

_ADDRESS = "a page has the address of its file: rename that, or name a former one in redirect_from"
_ORDER = "the order of a series is that of the toctree in its index.md: delete the key"
_NOTHING = "it has no use here: delete it"
_USELESS = (
    "layout type toc math mathjax katex comments sitemap jupytext kernelspec cssclass cssclasses "
    "sidebar_label excerpt_separator share hide_table_of_contents hide icon template linkTitle "
    "numbering"
)

_ADVICE = {
    "title": 'write it as a line "# Title" below the front matter',
    **dict.fromkeys(("permalink", "slug", "url", "id"), _ADDRESS),
    **dict.fromkeys(("weight", "order", "nav_order", "position", "sidebar_position"), _ORDER),
    **dict.fromkeys(_USELESS.split(), _NOTHING),
    "published": "write draft: true for what is not to be published, or delete it",
    "series": "a post is in the series whose folder it stands in: move the file there",
}
# Those that have a name here, where a page of the kind has such a key.
_SAME = {
    **dict.fromkeys(("alias", "redirects", "redirect"), ("redirect_from",)),
    **dict.fromkeys(("description", "excerpt", "abstract", "subtitle"), ("summary", "claim")),
    **dict.fromkeys(
        ("lastmod", "modified", "last_modified_at", "date_modified", "last_update"), ("updated",)
    ),
    **dict.fromkeys(("categories", "category", "keywords"), ("tags",)),
    **dict.fromkeys(("created", "publishDate", "pubDate"), ("date",)),
    **dict.fromkeys(("featured_image", "thumbnail", "banner", "hero", "feature_image"), ("image",)),
}


def advice_on(key: str, known: tuple[str, ...]) -> str:
    """Return what to write instead of *key* where there are the *known* ones, if that is clear."""
    own = next((name for name in _SAME.get(key, ()) if name in known), "")
    if own:
        return f"write {own} instead"
    return _NOTHING if key in _SAME else _ADVICE.get(key, "")
