# make run         opens the service at http://localhost:8501
# make test        runs every check: style, types, import directions, tests, and the browser where there is one
# make backtest    tries the forecaster on every past year of the build in use, and says how often it held
# make benchmark   measures what a build, a rerun of each page and a first visit cost; takes several minutes

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

# uv is several times faster than pip; either gives the same versions, because every one is pinned.
INSTALL := $(if $(shell command -v uv),uv pip install --quiet --python $(BIN)/python,$(BIN)/python -m pip install --quiet --disable-pip-version-check)

.PHONY: run test lint types unit backtest benchmark clean

run: $(VENV)/.installed
	$(BIN)/streamlit run app.py

test: lint types unit

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/lint-imports

types: $(VENV)/.installed-dev
	$(BIN)/mypy

# The browser waits on pages more than it computes, so its tests run beside the others; what they say is printed after.
unit: $(VENV)/.installed-dev
	@said=$$(mktemp); $(BIN)/python -m pytest tests/browser > $$said 2>&1 & browser=$$!; \
	$(BIN)/python -m pytest --ignore=tests/browser; others=$$?; \
	wait $$browser; pages=$$?; cat $$said; rm -f $$said; exit $$((others | pages))

backtest: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks.back_test

# A build needs the publishers' files; without them it says so and the pages are measured all the same.
benchmark: $(VENV)/.installed-dev
	-$(BIN)/python -m benchmarks.build
	$(BIN)/python -m benchmarks.judging
	$(BIN)/python -m benchmarks.pages
	$(BIN)/python -m benchmarks.first_view

$(BIN)/python:
	$(PYTHON) -c 'import sys; assert sys.version_info >= (3, 11), "Python 3.11 or later is needed; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12"'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.txt | $(BIN)/python
	$(INSTALL) -r requirements.txt
	touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	$(INSTALL) -r requirements-dev.txt
	touch $@

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
