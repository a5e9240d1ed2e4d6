# Everything begins here: `make run`, `make test`, `make lint`, `make bench`. It needs Python 3.11 or newer, make and git.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8000
WORKERS ?= auto
UV_VERSION = 0.13.8
UV = UV_PYTHON_DOWNLOADS=never UV_PROJECT_ENVIRONMENT=.venv .venv/bin/uv
IN = .venv/bin/
export PORT

.DEFAULT_GOAL := help
.PHONY: help run install test lint format fuzz bench bench-matching bench-reconciliation clean

help:  ## Say what can be made
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST)

run: .venv/runs  ## Start the whole site at http://127.0.0.1:8000 (PORT changes it)
	@exec $(IN)python manage.py run

install: .venv/develops  ## Install what developing needs

test: .venv/develops  ## Run every test, on SQLite or on the PostgreSQL that DATABASE_URL names
	$(IN)python -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

lint: .venv/develops  ## Check style, types, layers, templates and that no migration is missing
	$(IN)ruff check .
	$(IN)ruff format --check .
	$(IN)mypy .
	$(IN)lint-imports
	$(IN)python manage.py makemigrations --check --dry-run
	$(IN)djlint rounds --lint --quiet

format: .venv/develops  ## Put the code into the house style
	$(IN)ruff check --fix .
	$(IN)ruff format .

fuzz: .venv/develops  ## Ask the API anything, with a fresh seed (FUZZ_SEED=… asks again)
	FUZZ_SEED=$${FUZZ_SEED:-$$RANDOM$$RANDOM} FUZZ_EXAMPLES=$${FUZZ_EXAMPLES:-100} $(IN)python -m pytest -n 0 tests/test_api_fuzz.py $(ARGS)

bench: .venv/runs  ## Measure on seeded data and print a table (and JSON)
	$(IN)python -m tests.bench $(ARGS)

bench-matching: .venv/runs  ## Measure how often matching is right, and how fast it is
	$(IN)python -m tests.bench.matching $(ARGS)

bench-reconciliation: .venv/runs  ## Measure the reconciliation service over HTTP, beside csv-reconcile
	$(IN)python -m tests.bench.reconciliation $(ARGS)

clean:  ## Remove the environment and what can be made again; the database stays
	rm -rf .venv node_modules .mypy_cache .ruff_cache .pytest_cache .import_linter_cache var/test var/static

.venv/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Rounds needs Python 3.11 or newer.")'
	$(PYTHON) -m venv .venv
	$(IN)python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

.venv/runs: pyproject.toml uv.lock | .venv/bin/uv
	$(UV) sync --locked --inexact --no-default-groups --quiet
	@touch $@

.venv/develops: pyproject.toml uv.lock | .venv/bin/uv
	$(UV) sync --locked --inexact --quiet
	@touch $@ .venv/runs
