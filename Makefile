# Needs make and Python 3.11 or newer; the rest it installs into .venv.

# The value of a variable is text wherever it comes from, and never code, neither of make nor of
# the shell: recipes name it as the shell's variable, in quotes ("$$BUILD"), and here what came on
# the command line is taken as it stands, which make would else expand to hand it to the recipes.
# A variable that is not given, TITLE say, is not set: $${TITLE+…} is then nothing.
$(foreach name,$(.VARIABLES),$(if $(findstring command line,$(origin $(name))),\
	$(eval override $(name) := $$(value $(name)))$(eval export $(name))))

PYTHON ?= python3
VENV ?= .venv
BUILD ?= _build
HTML ?= $(value BUILD)/html
JOBS ?= auto
PORT ?= 8000
export PYTHON VENV BUILD HTML JOBS PORT

override SHELL := /bin/sh
override RUN := "$$VENV/bin/python"
override OPTIONS := -q -c . -j "$$JOBS" -W --keep-going

# $(call install,FILES,STAMP): install FILES once.  The stamp is their text, so that a
# changed file is installed again and an interrupted install is not taken for a whole one.
override define install
@test -x $(RUN) && test "$$(cat $(1))" = "$$(cat "$$VENV/$(2)" 2>/dev/null)" || { \
	"$$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ printf 'error: %s is not Python 3.11 or newer: name one that is, make PYTHON=...\n' \
			"$$PYTHON" >&2; exit 1; }; \
	printf 'Installing %s into %s\n' '$(1)' "$$VENV" >&2; \
	{ $(RUN) -m pip --version >/dev/null 2>&1 || "$$PYTHON" -m venv -- "$$VENV"; } && \
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes \
		$(addprefix -r ,$(1)) && \
	cat $(1) > "$$VENV/$(2)"; }
endef

# $(call tests,OPTIONS): run the linter and the tests that OPTIONS choose.  The type checker is one
# of them, so that no processor waits for it.
override define tests
@$(RUN) -m ruff check
@$(RUN) -m ruff format --check
@$(RUN) -m tests.support.chromium
@$(RUN) -m pytest -n 2 $(1)
endef

.PHONY: help
help:  ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile $(wildcard engine.mk) | \
		while IFS='|' read -r name text; do printf '  %-10s %s\n' "$$name" "$$text"; done

.PHONY: venv
venv:  ## Install what builds the site into .venv
	$(call install,requirements.txt,requirements.txt)

.PHONY: venv-dev
venv-dev: venv  ## Install what tests and figures need as well
	$(call install,requirements.txt requirements-dev.txt,requirements-dev.txt)
	@test ! -e .lint || cmp -s .lint/package-lock.json .lint/node_modules/.installed || \
		$(RUN) -m tests.support.front_end

.PHONY: html
html: venv  ## Build the site; JOBS=1 builds in one process
	@$(RUN) -m extensions.building.publish "$$BUILD" "$$HTML" $(OPTIONS)
	@cat -- "$$BUILD/doctrees/counts-html.txt"
	@printf 'The site is in %s\n' "$$HTML"

.PHONY: books
books: venv  ## Make EPUB and PDF of pieces, series and all; the next make html offers them
	@$(RUN) -m sphinx $(OPTIONS) -b books -d "$$BUILD/books-doctrees" docs .cache/books
	@printf 'The books are in .cache/books\n'

.PHONY: live
live: venv  ## Serve the site with its drafts, rebuilt on every save; PORT=8000
	@GROUNDWORK_DRAFTS=1 $(RUN) -m extensions.tools.live.serve --jobs="$$JOBS" --port="$$PORT" -- "$$BUILD"

.PHONY: watch
watch: venv  ## Build the site as make html does, and again at every save
	@$(RUN) -m extensions.tools.live.watch "$$BUILD" "$$HTML" $(OPTIONS)

# An editor reads what comes on standard output.
.PHONY: lsp
lsp: venv  ## Answer an editor that speaks the Language Server Protocol
	@GROUNDWORK_DRAFTS=1 exec $(RUN) -m extensions.tools.language_server.answer --jobs="$$JOBS" -- "$$BUILD"

.PHONY: new-post
new-post: venv  ## Begin a post: TITLE=, SERIES=, TAGS=, or it asks
	@$(RUN) -m extensions.tools.new_page.command post $${TITLE+--title="$$TITLE"} \
		$${SERIES+--series="$$SERIES"} $${TAGS+--tags="$$TAGS"}

.PHONY: new-short
new-short: venv  ## Begin a short: TITLE=, TOPIC=, TAGS=, or it asks
	@$(RUN) -m extensions.tools.new_page.command short $${TITLE+--title="$$TITLE"} \
		$${TOPIC+--topic="$$TOPIC"} $${TAGS+--tags="$$TAGS"}

.PHONY: new-series
new-series: venv  ## Begin a series: TITLE=, TRACK=, or it asks
	@$(RUN) -m extensions.tools.new_page.command series $${TITLE+--title="$$TITLE"} $${TRACK+--track="$$TRACK"}

.PHONY: new-widget
new-widget: venv  ## Begin an interactive figure: SERIES=, POST=, NAME=, or it asks
	@$(RUN) -m extensions.tools.new_widget.start $${SERIES+--series="$$SERIES"} \
		$${POST+--post="$$POST"} $${NAME+--name="$$NAME"}

.PHONY: import
import: venv  ## Import a site of another kind: FROM=folder; FORMAT=, INTO=docs, WRITE=yes
	@$(RUN) -m extensions.tools.importing $${FROM+--from="$$FROM"} $${FORMAT+--format="$$FORMAT"} \
		$${INTO+--into="$$INTO"} $${WRITE+--write="$$WRITE"}

.PHONY: try
try: venv-dev  ## Run the code of one piece beside what it says: PIECE=file or slug
	@$(RUN) -m tests.content.trial -- "$$PIECE"

.PHONY: figures
figures: venv-dev  ## Draw the figures whose script has changed; PIECE=file or slug for those of one
	@$(RUN) -m tests.content.redraw --jobs="$$JOBS" $${PIECE+--piece="$$PIECE"}

.PHONY: reviewed
reviewed: html  ## Note that a short was compared with its section: SHORT=slug
	@set -f; $(RUN) -m extensions.features.review done -- "$$BUILD/doctrees" $$SHORT

.PHONY: ledger
ledger: html  ## Add the new public addresses to docs/ledger.txt
	@$(RUN) -m extensions.output.ledger.command add -- "$$BUILD/doctrees"

.PHONY: test
test: venv-dev  ## Run the linter, the type checker and the tests, of many like cases some
	$(call tests,--sample)

.PHONY: test-all
test-all: venv-dev  ## Run the linter, the type checker and all tests, as each night does
	$(call tests,)

.PHONY: quick
quick: venv-dev  ## Run the linter, the type checker and the tests that need no build
	@$(RUN) -m ruff check
	@$(RUN) -m ruff format --check
	@$(RUN) -m mypy
	@$(RUN) -m pytest -q -n 2 --quick

.PHONY: check
check: html venv-dev  ## Build the site and check what was built
	@$(RUN) -m extensions.features.review due -- "$$BUILD/doctrees"
	@$(RUN) -m extensions.output.ledger.command check -- "$$BUILD/doctrees"
	@$(RUN) -m tests.content.shares
	@$(RUN) -m tests.support.chromium
	@$(RUN) -m pytest -m site --site="$$HTML"

.PHONY: linkcheck
linkcheck: venv  ## Follow every link to another site
	@$(RUN) -m extensions.tools.linkcheck $(OPTIONS) -d "$$BUILD/linkcheck-doctrees" \
		docs "$$BUILD/linkcheck"

.PHONY: inventories
inventories: venv  ## Fetch what the documentation of others has, as site.toml names it
	@$(RUN) -m extensions.tools.inventories

.PHONY: runtime
runtime: venv  ## Fetch the Python that readers run code with; WHEELS=address or folder of packages
	@$(RUN) -m extensions.tools.runtime.fetch_runtime $${WHEELS+--wheels="$$WHEELS"}

.PHONY: update
update: venv  ## Take in a later engine, where this site was made by make new-site: FROM=folder
	@$(RUN) -m extensions.tools.new_site.update $${FROM+--from="$$FROM"}

.PHONY: clean
clean:  ## Delete what was built; set formulas, books and installed packages stay
	@test "$$BUILD" = _build || test ! -e "$$BUILD" || test -f "$$BUILD/lock" || \
		test -f "$$BUILD/live-doctrees/lock" || { \
		printf 'error: %s was made by no build: delete it yourself\n' "$$BUILD" >&2; exit 1; }
	rm -rf -- "$$BUILD"

-include engine.mk
