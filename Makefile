# AudioFiler's commands. `make help` lists them; nothing is needed but python3 >= 3.11, Node >= 20 with npm, and make.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
NPM := npm --prefix frontend --no-audit --no-fund

# Where the product runs; a person may set these on the command line.
PORT ?= 8000
EXTRACTOR_PORT ?= 8001
DATA_DIR ?= var
export PORT EXTRACTOR_PORT DATA_DIR
# One thread a process: the services scale by processes, and small matrices lose more than they win by threads.
export OMP_NUM_THREADS ?= 1
export OPENBLAS_NUM_THREADS ?= 1

FRONTEND_SOURCES := $(shell find frontend/src frontend/public frontend/index.html frontend/*.ts frontend/*.json 2>/dev/null)

.PHONY: help
help: ## list the commands
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## /\1\t/' | expand -t 12

# --- set-up ---------------------------------------------------------------------------------------------------------
.venv/.created:
	$(PYTHON) -c 'import sys; assert sys.version_info >= (3, 11), "AudioFiler needs Python 3.11 or newer"'
	$(PYTHON) -m venv .venv
	touch $@

.venv/.app: .venv/.created requirements/app.txt audiofiler/pyproject.toml
	$(BIN)/pip install --quiet --require-hashes -r requirements/app.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e audiofiler
	touch $@

.venv/.dev: .venv/.created requirements/dev.txt audiofiler/pyproject.toml training/pyproject.toml
	$(BIN)/pip install --quiet --require-hashes -r requirements/dev.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e audiofiler -e training
	touch $@ .venv/.app

frontend/node_modules/.ready: frontend/package-lock.json
	$(NPM) ci
	touch $@

frontend/dist/index.html: frontend/node_modules/.ready .venv/.app $(FRONTEND_SOURCES)
	$(NPM) run build
	$(BIN)/python -m whitenoise.compress --quiet frontend/dist
	touch $@

.PHONY: setup setup-app lock
setup: .venv/.dev frontend/dist/index.html ## set everything up, for running and for development
setup-app: .venv/.app frontend/dist/index.html
lock: ## solve and lock the Python requirements again (needs uv)
	scripts/lock_requirements.sh

# --- the product ----------------------------------------------------------------------------------------------------
.PHONY: run
run: setup-app ## serve the product at http://localhost:8000; PORT, EXTRACTOR_PORT, DATA_DIR, LIBRARY_DIRS say where; STANDINS=1 invents the catalogues
	@$(BIN)/python scripts/run.py

# --- checks ---------------------------------------------------------------------------------------------------------
.PHONY: check format contracts
check: setup ## lint, types, imports, contract and docs drift
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy -p audiofiler -p training -p backend -p extractor_service -p tests -p house
	$(BIN)/lint-imports
	$(BIN)/python scripts/docs.py --check
	$(NPM) run check

format: .venv/.dev ## format the Python code
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

contracts: setup ## print contracts/, docs/ and the web client again from the code
	$(BIN)/python scripts/docs.py
	$(NPM) run api:generate

# --- tests ----------------------------------------------------------------------------------------------------------
PYTEST := $(BIN)/pytest -q -p no:cacheprovider --cov --cov-append --cov-report= --cov-config=pyproject.toml
.PHONY: test test-python test-frontend e2e
test: test-python test-frontend e2e ## run every test

test-python: setup
	rm -f .coverage
	$(PYTEST) -n 2 audiofiler
	$(PYTEST) -n 2 training
	$(PYTEST) -n 2 house
	$(PYTEST) -n 2 tests/standins
	$(PYTEST) -n 2 -c extractor_service/pytest.ini --rootdir . extractor_service
	$(PYTEST) -c backend/pytest.ini --rootdir . backend
	$(PYTEST) tests/product
	$(BIN)/coverage report --format=total | sed 's/^/Python coverage, per cent: /'

test-frontend: setup
	$(NPM) test

CHROMIUM_PATH ?= $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)
export CHROMIUM_PATH
e2e: setup ## browser journeys against the real services
	@if [ -n "$(CHROMIUM_PATH)" ]; then $(NPM) run e2e && if [ "$(CI)" = true ]; then $(NPM) run lighthouse; fi; \
	elif [ "$(CI)" = true ]; then echo "browser journeys: no Chromium here, and CI must have one"; exit 1; \
	else echo "SKIPPED browser journeys: no Chromium here (install it, or set CHROMIUM_PATH)"; fi

.PHONY: lighthouse screenshots
lighthouse: setup ## Lighthouse's four figures of the served page, on a quiet machine; fails below 95
	$(NPM) run lighthouse

screenshots: setup ## take the README's pictures again, from the real product with pieces of the House Band
	$(NPM) run screenshots

# --- measurements and training --------------------------------------------------------------------------------------
RECIPE ?= forests
.PHONY: bench train
bench: setup ## measure speed, as ratios against pyAudioAnalysis, scikit-learn and the previous commit
	$(BIN)/python scripts/bench.py

train: .venv/.dev ## train a shipped model again; AUDIOFILER_2017=<folder or train.npz>, RECIPE=forests (see audiofiler-train train --help)
	@test -n "$(AUDIOFILER_2017)" || { echo "make train needs the data: AUDIOFILER_2017=<folder with the published files, or train.npz>"; exit 2; }
	$(BIN)/audiofiler-train train --recipe "$(RECIPE)" --data "$(AUDIOFILER_2017)"
