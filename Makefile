# make serve   set up, load data/, serve on http://127.0.0.1:8000
# make test    set up and run everything, the browser tests too
# make check   the fast inner loop: format, lint, types, layers, unit tests
# make fix     format and mend what can be mended
# make dist    wheel and source distribution, in dist/
# make editor  fetch the query editor, where npm is; without it the plain one stays
# make clients fetch the clients in JavaScript that the tests use, where npm is
# make lock    pin the dependencies of pyproject.toml anew, with hashes

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
UNIT := tests --ignore=tests/browser --ignore=tests/dist

VENDOR := src/recog/web/static/vendor

.PHONY: serve test check fix lint unit packages chromium virtuoso dist editor clients lock clean

serve: $(VENV)/serve.stamp editor
	@exec $(BIN)/recog serve

test:
	@$(MAKE) --no-print-directory --jobs=3 $(VENV)/dev.stamp editor packages
	@$(MAKE) --no-print-directory lint
	$(BIN)/python -m coverage erase
	$(BIN)/python -m coverage run -m pytest -q -n 2 tests/domain
	$(BIN)/python -m coverage combine -q
	$(BIN)/python -m coverage report
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder --ignore=tests/domain

check: $(VENV)/dev.stamp lint unit

lint: $(VENV)/dev.stamp
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m ruff check .
	$(BIN)/python -m mypy
	$(BIN)/lint-imports

unit: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -q -m "not corpus and not suite" $(UNIT) src

fix: $(VENV)/dev.stamp
	$(BIN)/python -m ruff check --fix .
	$(BIN)/python -m ruff format .

dist: $(VENV)/dev.stamp editor
	rm -rf dist
	$(BIN)/python -m build --no-isolation --outdir dist .

# The files are ignored by git and part of the wheel; vendor/package-lock.json pins them.
editor:
	@if [ -f $(VENDOR)/yasgui.min.js ] && [ $(VENDOR)/yasgui.min.js -nt vendor/package-lock.json ]; then :; \
	elif ! command -v npm >/dev/null 2>&1; then \
	  echo "npm is not here: /query keeps its plain editor"; \
	elif (cd vendor && npm ci --silent) && mkdir -p $(VENDOR) && \
	  cp vendor/node_modules/@zazuko/yasgui/build/yasgui.min.js \
	     vendor/node_modules/@zazuko/yasgui/build/yasgui.min.css $(VENDOR)/ && \
	  touch $(VENDOR)/*; then rm -rf vendor/node_modules; \
	else echo "npm could not fetch YASGUI: /query keeps its plain editor" >&2; fi

# One after another, for the system installs one thing at a time.
packages:
	@for each in chromium virtuoso clients; do $(MAKE) --no-print-directory $$each || exit 1; done

clients:
	@if ! command -v npm >/dev/null 2>&1; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	    echo "installing npm for the tests of clients"; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y npm >/dev/null; \
	  else \
	    echo "npm is not here: the tests of Comunica are skipped"; \
	  fi; \
	fi
	@if command -v npm >/dev/null 2>&1 && \
	  ! [ tests/clients/node_modules/.package-lock.json -nt tests/clients/package-lock.json ]; then \
	  (cd tests/clients && npm ci --silent && touch node_modules/.package-lock.json) || \
	    echo "npm could not fetch Comunica: its tests are skipped" >&2; \
	fi

# The browser tests drive Debian's Chromium; without it they fail and say so.
chromium:
	@if ! command -v chromium >/dev/null 2>&1; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	    echo "installing Chromium for the browser tests"; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y chromium >/dev/null; \
	  else \
	    echo "the browser tests need Chromium: install the package 'chromium' first" >&2; exit 1; \
	  fi; \
	fi

# One of the engines that the contract of the store is held to.
virtuoso:
	@if ! command -v virtuoso-t >/dev/null 2>&1; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	    echo "installing Virtuoso for the tests of engines"; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y virtuoso-opensource >/dev/null; \
	  else \
	    echo "the tests of engines need Virtuoso: install the package 'virtuoso-opensource' first" >&2; exit 1; \
	  fi; \
	fi

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "recog needs Python 3.11 or newer; try make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/serve.stamp: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "setting up (a minute, the first time)"
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/serve.stamp
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

lock:
	uv pip compile pyproject.toml --extra build --universal --python-version 3.11 \
	  --generate-hashes --no-header --no-emit-index-url -o requirements.lock
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
	  --generate-hashes --no-header --no-emit-index-url -c requirements.lock \
	  -o requirements-dev.lock

clean:
	rm -rf $(VENV) dist build $(VENDOR) vendor/node_modules tests/clients/node_modules
