"""Names that shortcodes have in themes: of pictures, notes, films, and of hidden things."""

from __future__ import annotations

NOTES = {
    *("note", "tip", "warning", "important", "caution", "danger", "hint", "attention", "error"),
    *("info", "success", "failure", "bug", "example", "quote", "abstract", "question", "todo"),
}
BOXES = {
    "notice",
    "callout",
    "admonition",
    "alert",
    "hint",
    "box",
    "message",
    "panel",
    "aside",
    "blockquote-alert",
}
FOLDS = {"details", "expand", "collapse", "spoiler", "accordion-item", "toggle", "fold"}
PICTURES = {
    "figure",
    "img",
    "image",
    "picture",
    "resize_image",
    "lazyimage",
    "fig",
    "centered_image",
    "responsive_image",
    "figure.html",
    "figure.liquid",
    "image.html",
    "img.html",
    "image-caption.html",
    "picture.html",
    "lightbox",
}
# What leads to a page elsewhere, for want of a player here.
MEDIA = {
    "youtube": ("Video on YouTube", "https://www.youtube.com/watch?v={}"),
    "vimeo": ("Video on Vimeo", "https://vimeo.com/{}"),
    "bilibili": ("Video on Bilibili", "https://www.bilibili.com/video/{}"),
    "gist": ("Code on GitHub", "https://gist.github.com/{}"),
    "tweet": ("Post on X", "https://x.com/i/status/{}"),
    "twitter": ("Post on X", "https://x.com/i/status/{}"),
    "x": ("Post on X", "https://x.com/i/status/{}"),
    "instagram": ("Post on Instagram", "https://www.instagram.com/p/{}/"),
    "spotify": ("On Spotify", "https://open.spotify.com/{}"),
    "codepen": ("On CodePen", "https://codepen.io/{}"),
    "speakerdeck": ("Slides on Speaker Deck", "https://speakerdeck.com/player/{}"),
    "asciinema": ("Recording on asciinema", "https://asciinema.org/a/{}"),
}
FILMS = {"video", "audio", "iframe", "embed", "video.html", "audio.html", "video.liquid"}
# What another program needs to be told, and a reader never sees.
NOTHING = {
    *(
        "toc",
        "katex",
        "mathjax",
        "math",
        "load-photoswipe",
        "clear",
        "pagebreak",
        "table_of_contents",
    ),
    *(
        "toc.html",
        "mathjax.html",
        "katex.html",
        "head.html",
        "comments.html",
        "disqus.html",
        "google_analytics.html",
    ),
    *(
        "adsense",
        "rawhtml-end",
        "newsletter",
        "recent",
        "list",
        "children",
        "lead-end",
        "mathjax_support.html",
    ),
}
# Shortcodes whose text stands for itself.
THROUGH = {
    *(
        "rawhtml",
        "raw",
        "html",
        "math",
        "katex",
        "latex",
        "lead",
        "center",
        "centered",
        "div",
        "span",
        "column",
    ),
    *(
        "columns",
        "large",
        "small",
        "section",
        "fragment",
        "gallery",
        "figures",
        "unsafe",
        "markdown",
        "md",
        "mathjax",
    ),
    *(
        "wrap",
        "cards",
        "card",
        "steps",
        "step",
        "mark",
        "text",
        "border",
        "indent",
        "align",
        "table",
        "paige",
    ),
}
