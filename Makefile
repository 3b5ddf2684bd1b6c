# What one types. `make help` lists it.
.PHONY: help install run test check bench requirements migration lock format

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

install:  ## the virtual environment in .venv, from the lock file
	@bash scripts/install.sh

run: install  ## everything: database, five demonstration organizations, the product
	@.venv/bin/mentorhub serve --demonstration

test: install  ## every test, the browser ones too
	@bash scripts/browser.sh
	@.venv/bin/python -m pytest $(ARGS)

check: install  ## format, lint, types, import floors
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-cache

format: install  ## puts the code in order
	@.venv/bin/ruff format .
	@.venv/bin/ruff check --fix .

bench: install  ## benchmarks, each beside its baseline of the same run
	@bash scripts/browser.sh
	@.venv/bin/python -m tests.benchmarks

requirements: install  ## which of the 120 requirements have a passing test
	@bash scripts/browser.sh
	@.venv/bin/python scripts/requirements.py

migration: install  ## writes the first migration anew from the models
	@.venv/bin/python scripts/make_migration.py

lock: install  ## pins every dependency by hash
	@bash scripts/lock.sh
