# What can be done here. `make` alone lists it.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
PORT ?= 8000
PYTHON := .venv/bin/python
PYTEST := $(PYTHON) -m pytest

.PHONY: help setup run test check quick fresh prove assets lock tour screenshots bench fmt

help: ## list what can be done
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## /\1\t/' | expand -t 14

setup: ## install what is missing: Python packages, fonts, browser, PostgreSQL
	@tools/setup.sh test

run: ## start everything with the demonstration on 127.0.0.1:8000 (PORT=)
	@tools/setup.sh run
	@exec .venv/bin/sanzhi serve --demo --port $(PORT)

test: ## pass everything: checks, tests on SQLite, journeys in a browser, tests on PostgreSQL
	@tools/setup.sh test
	@$(MAKE) --no-print-directory check
	$(PYTEST) -n 2 -m "not journey"
	$(PYTEST) -n 2 -m journey
	SANZHI_TEST_POSTGRES=1 $(PYTEST) -n 2 -m "not journey"

check: ## format, lint, types, import contracts, migrations, documentation
	@tools/setup.sh test
	@tools/check.sh

quick: ## test the rooms that changed, without a browser (BASE= to compare with another commit)
	@tools/quick.sh $(BASE)

fresh: ## prove `make run` and `make test` on a bare Debian 12 made for the purpose (needs root)
	@tools/fresh.sh

prove: ## the properties of law, ledger and procedures at length; changes of the law that its tests must notice
	@tools/setup.sh test
	$(PYTEST) -n 2 --hypothesis-profile=prove tests/law tests/ledger tests/procedure
	$(PYTHON) tools/law_mutation.py

assets: ## vendor the browser assets that package-lock.json pins
	@tools/assets.sh

lock: ## pin the Python packages with hashes (UPGRADE=1 for newer versions)
	@tools/lock.sh

tour: ## drive a browser through the demonstration
	@tools/setup.sh test
	$(PYTHON) tools/tour.py

screenshots: ## draw the pictures of the documentation again
	@tools/setup.sh test
	$(PYTHON) tools/screenshots.py

bench: ## measure the door beside a hand-written skeleton
	@tools/setup.sh test
	$(PYTHON) -m bench.door

fmt: ## bring the code into its form
	$(PYTHON) -m ruff check --fix --quiet .
	$(PYTHON) -m ruff format --quiet .
