# Needs make and Python 3.11 or newer; the rest it installs into .venv.

PYTHON ?= python3
VENV ?= .venv
BUILD ?= _build
HTML ?= $(BUILD)/html
JOBS ?= auto
PORT ?= 8000

RUN := $(VENV)/bin/python
OPTIONS = -q -c . -j $(JOBS) -W --keep-going

# $(call install,FILES,STAMP): install FILES once.  The stamp is their text, so that a
# changed file is installed again and an interrupted install is not taken for a whole one.
define install
@test -x $(RUN) && test "$$(cat $(1))" = "$$(cat $(VENV)/$(2) 2>/dev/null)" || { \
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo 'error: $(PYTHON) is not Python 3.11 or newer: name one that is, make PYTHON=...' >&2; exit 1; }; \
	echo 'Installing $(1) into $(VENV)'; \
	{ $(RUN) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv $(VENV); } && \
	$(RUN) -m pip install --quiet --disable-pip-version-check $(addprefix -r ,$(1)) && \
	cat $(1) > $(VENV)/$(2); }
endef

# $(call option,NAME,option): the make variable NAME, whatever its text, as an option of a
# command if it was given.
option = $(if $(filter undefined,$(origin $(1))),,--$(2)='$(subst ','\'',$(value $(1)))')

.PHONY: help
help:  ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | \
		while IFS='|' read -r name text; do printf '  %-10s %s\n' "$$name" "$$text"; done

.PHONY: venv
venv:  ## Install what builds the site into .venv
	$(call install,requirements.txt,requirements.txt)

.PHONY: venv-dev
venv-dev: venv  ## Install what tests and figures need as well
	$(call install,requirements.txt requirements-dev.txt,requirements-dev.txt)

.PHONY: html
html: venv  ## Build the site; JOBS=1 builds in one process
	@$(RUN) -m extensions.publish $(BUILD) $(HTML) $(OPTIONS)
	@cat $(BUILD)/doctrees/counts-html.txt
	@echo 'The site is in $(HTML)'

.PHONY: live
live: venv  ## Serve the site with its drafts, rebuilt on every save; PORT=8000
	@GROUNDWORK_DRAFTS=1 $(RUN) -m sphinx_autobuild -c . -d $(BUILD)/live-doctrees -j $(JOBS) \
		--port $(PORT) --watch conf.py --watch extensions --re-ignore __pycache__ \
		docs $(BUILD)/live

.PHONY: new-post
new-post: venv  ## Begin a post: TITLE=, SERIES=, TAGS=, or it asks
	@$(RUN) -m extensions.newpage post \
		$(call option,TITLE,title) $(call option,SERIES,series) $(call option,TAGS,tags)

.PHONY: new-short
new-short: venv  ## Begin a short: TITLE=, TOPIC=, TAGS=, or it asks
	@$(RUN) -m extensions.newpage short \
		$(call option,TITLE,title) $(call option,TOPIC,topic) $(call option,TAGS,tags)

.PHONY: figures
figures: venv-dev  ## Draw the figures of all posts anew
	@set -e; find docs/posts -path '*/figures/*.py' | sort | while read -r figure; do \
		PYTHONPATH=. $(RUN) "$$figure"; \
	done

.PHONY: reviewed
reviewed: html  ## Note that a short was compared with its section: SHORT=slug
	@$(RUN) -m extensions.review done $(BUILD)/doctrees $(SHORT)

.PHONY: ledger
ledger: html  ## Add the new public addresses to docs/ledger.txt
	@$(RUN) -m extensions.ledger add $(BUILD)/doctrees

.PHONY: test
test: venv-dev  ## Run the linter, the type checker and all tests
	@$(RUN) -m ruff check
	@$(RUN) -m mypy
	@$(RUN) -m tests.browser.chromium
	@$(RUN) -m pytest -n 2

.PHONY: check
check: html venv-dev  ## Build the site and check what was built
	@$(RUN) -m extensions.review due $(BUILD)/doctrees
	@$(RUN) -m extensions.ledger check $(BUILD)/doctrees
	@$(RUN) -m tests.browser.chromium
	@$(RUN) -m pytest -m site --site $(HTML)

.PHONY: bench
bench: venv-dev  ## Measure builds, formulas, pages and rivals; ARGS="growth --posts 50"
	@$(RUN) -m tests.browser.chromium
	@$(RUN) -m tests.bench $(ARGS)

.PHONY: linkcheck
linkcheck: venv  ## Follow every link to another site
	@$(RUN) -m sphinx $(OPTIONS) -b linkcheck -d $(BUILD)/linkcheck-doctrees \
		docs $(BUILD)/linkcheck

.PHONY: clean
clean:  ## Delete what was built; set formulas and installed packages stay
	rm -rf $(BUILD)
