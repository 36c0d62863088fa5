# What is done to the engine itself.  A site that uses it (make new-site) has no copy of this.

# Systems have a variable LANGUAGE of their own.
.PHONY: new-site
new-site: venv  ## Begin a site of your own: DIR=, TITLE=, AUTHOR=, or it asks
	@$(RUN) -m extensions.tools.new_site.make_site $${DIR+--dir="$$DIR"} $${TITLE+--title="$$TITLE"} \
		$${AUTHOR+--author="$$AUTHOR"} $${ADDRESS+--address="$$ADDRESS"} \
		$(if $(filter override,$(origin LANGUAGE)),--language="$$LANGUAGE") $${ACCENT+--accent="$$ACCENT"} \
		$${LICENCE+--licence="$$LICENCE"}

.PHONY: versions
versions: venv-dev  ## Build a small site with each Python that is there, and with the next Sphinx
	@$(RUN) -m pytest -n 0 tests/repository/test_versions.py --versions

.PHONY: bench
bench: venv-dev  ## Measure builds, formulas, pages and rivals; ARGS="growth --posts 50"
	@$(RUN) -m tests.support.chromium
	@set -f; $(RUN) -m tests.bench $$ARGS

.PHONY: lock
lock: venv-dev  ## Write requirements*.txt anew from requirements*.in; UPGRADE=name for a newer one
	@for list in requirements requirements-dev; do \
		UV_CUSTOM_COMPILE_COMMAND='make lock' "$$VENV/bin/uv" pip compile --quiet --universal \
			--generate-hashes --python-version 3.11 --annotation-style line \
			$${UPGRADE+--upgrade-package="$$UPGRADE"} -o "$$list.txt" "$$list.in" || exit; \
	done
	@sed -n 's/ *\\$$//; /^sphinx==/d; /^[a-z].*==/p' requirements.txt | \
		UV_CUSTOM_COMPILE_COMMAND='make lock' "$$VENV/bin/uv" pip compile --quiet --universal \
			--generate-hashes --python-version 3.12 --annotation-style line \
			--override requirements-next.in -c - -o requirements-next.txt requirements.in

.PHONY: translations
translations: venv  ## Take new words of the interface into extensions/locale; compile them
	@$(RUN) -m babel.messages.frontend -q extract -F extensions/locale/babel.cfg \
		-k ngettext:1,2 --no-location --sort-output -o extensions/locale/words.pot \
		extensions docs/_static docs/_templates
	@$(RUN) -m babel.messages.frontend -q update -D groundwork -d extensions/locale \
		--ignore-pot-creation-date --no-fuzzy-matching -i extensions/locale/words.pot
	@$(RUN) -m babel.messages.frontend -q compile -D groundwork -d extensions/locale
	@rm -f extensions/locale/words.pot
