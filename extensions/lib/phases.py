"""The order of a build: the priorities of all our event handlers and transforms.

Sphinx calls the handlers of an event, and the transforms of a page, by rising priority, and those
of equal priority in the order in which extensions were set up.  No two of our modules share a
priority, so that the order of extensions in ``conf.py`` does not matter
(``tests/lib/test_phases.py``).  Handlers of Sphinx and of other packages have 500 unless noted
below; they are set up before ours, except for those of ABlog and Furo.

=======================  ==============================================================
event                    what runs after what, and why
=======================  ==============================================================
``config-inited``        What links lead to elsewhere is left out, and a notebook beside
                         Markdown of its name, before Sphinx first looks for sources.
                         What an unfinished build left is deleted; then folders of
                         static files are added, which Sphinx reads at 800.  ABlog has
                         added its own folder by then, which is removed last.
``builder-inited``       A build that is set up ahead waits here: what comes before reads
                         no source.  What pages are made of besides is looked at before
                         it is read.  Unpublished pieces are excluded from the sources.  A
                         changed bibliography is dropped and parsed by us before
                         sphinxcontrib-bibtex (500) checks its files.  Then error
                         reporting begins, before anything is written.  When all is set
                         up, long-lived objects are excluded from garbage collection.
``env-get-outdated``     Pages with a bibliography in another style, then those that
                         the record of the last build names: both are read again.
``env-before-read-docs`` What other pages may show of those to be read is noted.  The home
                         page and the bibliography are checked; the mark of an
                         unfinished build is set before anything changes; outdated
                         pages are purged, then their labels and the incomplete entries
                         of the bibliography.
``source-read``          A notebook becomes Markdown before front matter is read.
``include-read``         A file that includes itself is left out, before other checks
                         of included files.
``doctree-read``         After Sphinx's collectors (500), which note titles, images and
                         files: names of files are noted that only have to be
                         there; detours are completed, errata are checked and
                         taken out of the page by the catalog, which notes it;
                         then whatever reads the catalog; last, the inputs of
                         the page are noted.
``env-updated``          Titles get their text, and labels their pages, before faults
                         between pages are reported.  Then sphinxcontrib-bibtex (500)
                         formats the entries, whose styles are checked before; then
                         views.
``env-get-updated``      After Sphinx (500) has cleared the numbers of the last build,
                         pages are numbered.  When everything that pages show is known,
                         the pages to write are chosen.
``doctree-resolved``     The text for the search is taken when all references are
                         resolved.
``assets-copied``        Static files are completed, in any order, before parts of
                         them are joined.
``html-collect-pages``   The search index is begun first, because another process makes
                         it; redirects come last, because other pages have precedence.
``html-page-context``    The root of the site is set first, then the words of the
                         interface and the navigation (before Furo's at 500, which
                         would render the tree of the whole site); the social card
                         before the metadata that names it; the Markdown copy, then the
                         notebook, which is made of it; last,
                         style sheets and scripts that would do nothing on the page are
                         left out, and the rest joined.
``build-finished``       Files of the whole site are written, then the state of each
                         feature; the record waits for other processes; what was
                         written of pages is kept; the mark of
                         an unfinished build is removed when all is written; then
                         errors are reported.
=======================  ==============================================================

When a page is read (``ReadTransform``), its own text is prepared before the transforms of Sphinx
(10 and more).  Ids are given after docutils has assigned its own (261).  Addresses are checked, and
links to labels made, before Sphinx collects the links of the page (880).

When a page is written (``WriteTransform``), its blocks of code that run are marked first, while it
has no block of another page, the symbols in its formulas are marked and listed, and
its own text is marked, before text of other pages is added.  Facts and views come before references
are resolved (MyST at 9, Sphinx at 10), because they contain references; what stands below a piece
comes after what stands in it, and marks of errata, which stand nearest to their place, after what
else is put beside it.  Figures that readers move are drawn before other drawings are put in.
``VIEWS`` has the priority of sphinxcontrib-bibtex and sphinx-design (5), which come before it.
Formulas are set when all references have their text, and previews are marked when nothing changes
any more.
"""

from __future__ import annotations

from enum import IntEnum


class ConfigInited(IntEnum):
    """Priorities of ``config-inited``."""

    INTERFACE = 510
    DEPENDENCY_WORDS = 515
    LINKED_SOURCES = 530
    NOTEBOOK_PAIRS = 535
    UNFINISHED = 540
    PREVIEWS = 550
    RECALL = 555
    SERVICES = 557
    FORMULAS = 560
    FEEDBACK = 570
    # Before intersphinx looks at its settings, at 800.
    INVENTORIES = 580
    BLOG_ASSETS = 900


class BuilderInited(IntEnum):
    """Priorities of ``builder-inited``."""

    STANDBY = 50
    SURROUNDINGS = 55
    UNPUBLISHED = 60
    LINKED_SOURCES = 70
    CHANGED_BIBLIOGRAPHY = 100
    BIBLIOGRAPHY = 150
    STATISTICS = 510
    ERRORS = 520
    FONTS = 530
    ENCODING = 540
    RECORD = 550
    TEMPLATES = 560
    BLOG = 570
    SEARCH = 580
    COLOURS = 590
    INVENTORIES = 595
    LINK_LEDGER = 597
    GARBAGE = 999


class GetOutdated(IntEnum):
    """Priorities of ``env-get-outdated``."""

    BIBLIOGRAPHY = 510
    RECORD = 520


class BeforeReading(IntEnum):
    """Priorities of ``env-before-read-docs``."""

    PUBLIC_STATE = 505
    STATISTICS = 510
    HOME_PAGE = 520
    GUARD = 530
    UNFINISHED = 540
    LABELS = 550
    BIBLIOGRAPHY = 560


class SourceRead(IntEnum):
    """Priorities of ``source-read``."""

    NOTEBOOKS = 400
    FRONT_MATTER = 510


class IncludeRead(IntEnum):
    """Priorities of ``include-read``."""

    RECURSION = 510
    GUARD = 520


class DoctreeRead(IntEnum):
    """Priorities of ``doctree-read``."""

    NAMES = 502
    DETOURS = 503
    ERRATA = 505
    CATALOG = 510
    GUARD = 520
    VIEWS = 530
    LABELS = 540
    MENTIONS = 550
    FOOTNOTES = 560
    CITED = 562
    SYMBOLS = 565
    FIGURES = 570
    RASTERS = 575
    SHORTS = 580
    RUN_CODE = 585
    SOCIAL_CARDS = 590
    INPUTS = 900


class EnvUpdated(IntEnum):
    """Priorities of ``env-updated``."""

    HEADINGS = 50
    LABELS = 60
    CATALOG = 100
    BIBLIOGRAPHY_STYLES = 110
    VIEWS = 520
    PREREQUISITES = 530
    SYMBOLS = 550
    GARBAGE = 999


class GetUpdated(IntEnum):
    """Priorities of ``env-get-updated``."""

    FEED_CONTENT = 510
    SEARCH = 520
    NUMBERS = 600
    QUESTIONS = 610
    RECORD = 900


class DoctreeResolved(IntEnum):
    """Priorities of ``doctree-resolved``."""

    STATISTICS = 510
    FEED_CONTENT = 520
    SEARCH = 900


class AssetsCopied(IntEnum):
    """Priorities of ``assets-copied``."""

    SCRIPT_MESSAGES = 510
    COLOURS = 520
    CODE_COLOURS = 530
    LOADED_MODULES = 900


class CollectPages(IntEnum):
    """Priorities of ``html-collect-pages``."""

    SEARCH_INDEX = 100
    SHORTS = 510
    SERIES = 512
    MAP = 514
    DECKS = 516
    BLOG = 520
    SEARCH_PAGE = 530
    NOT_FOUND = 540
    REDIRECTS = 900


class PageContext(IntEnum):
    """Priorities of ``html-page-context``."""

    ROOT = 100
    WORDS = 300
    NAVIGATION = 400
    SHORTS_WALL = 450
    BLOG = 520
    COLOURS = 530
    FACES = 535
    SEARCH_PAGE = 545
    NAMES = 550
    # After the text of feeds is taken, before the policy that allows them.
    COMMENTS = 552
    COUNTER = 554
    SECURITY_POLICY = 560
    RASTERS = 580
    SOCIAL_CARDS = 590
    METADATA = 600
    FEEDBACK = 610
    MARKDOWN_TWINS = 700
    NOTEBOOK_TWINS = 705
    WIDGETS = 800
    PAGE_FILES = 900


class BuildFinished(IntEnum):
    """Priorities of ``build-finished``."""

    SITEWIDE = 400
    BOOKS = 510
    RUN_CODE = 515
    STATISTICS = 520
    INPUTS = 530
    FORMULAS = 540
    WIDGETS = 542
    NODE = 545
    REVIEW = 550
    FEED_CONTENT = 560
    SEARCH = 570
    RASTERS = 575
    SOCIAL_CARDS = 580
    RECORD = 850
    PAGE_CACHE = 855
    DUE = 860
    UNFINISHED = 1000
    STANDBY = 1050
    ERRORS = 1100


class ReadTransform(IntEnum):
    """Priorities of the transforms of a page that is read."""

    OPENING = 4
    COVER = 5
    FOOTNOTES = 6
    SERIES = 7
    EQUATIONS = 8
    RECALL = 9
    HEADING_IDS = 263
    GUARD = 870
    LABEL_LINKS = 878


class WriteTransform(IntEnum):
    """Priorities of the transforms of a page that is written."""

    RUN_CODE = -1
    SYMBOLS = 0
    OWN_TEXT = 1
    CHECKED = 2
    FACTS = 3
    FORMULA_IDS = 4
    ERRATA = 5
    VIEWS = 6
    BIBLIOGRAPHY = 7
    BACKLINKS = 8
    MARGIN_SHORTS = 9
    CITE_THIS = 10
    LINK_TITLES = 11
    ERRATA_MARKS = 12
    DETOUR_LINES = 13
    BOOKS = 14
    WIDGETS = 90
    DRAWINGS = 100
    RASTERS = 110
    DEAD_LINKS = 500
    UNIQUE_IDS = 510
    GUARD = 900
    FORMULAS = 910
    FORMULA_NUMBERS = 920
    CITATION_MARKS = 924
    SECTION_HEIGHTS = 925
    DIRECTIONS = 930
    PREVIEWS = 950


class Files(IntEnum):
    """Places of style sheets in the head; those of ``conf.py`` have 800."""

    # Of faces with the same name the last one counts: KaTeX's own come later.
    KATEX_RARE_FACES = 280
    KATEX_FACES = 290
    KATEX = 300
    KATEX_COMPACT = 310
    RIGHT_TO_LEFT = 900
    SEARCH = 920
