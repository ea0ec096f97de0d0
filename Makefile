# The whole workflow. `make` alone lists it.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?=
SERVE ?= 1
FRESH ?= 0
BIN := .venv/bin
export PYTHON

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## prepare everything for demo and tests (again: about a second)
	@requirements/setup.sh run

demo: setup ## the sample half-year, its report, then the server in the foreground (SERVE=0: no server, FRESH=1: anew)
	@$(BIN)/khen demo $(if $(filter 1,$(FRESH)),--fresh)
ifneq ($(SERVE),0)
	@$(BIN)/khen up --sink
endif

up: setup ## the server in the foreground, on the data that is there
	@$(BIN)/khen up

test: ## the checks, units and stories on SQLite and PostgreSQL, foreign bodies at every address, real servers, the road in a browser
	@requirements/setup.sh test
	@$(BIN)/python -m tests.phases $(PHASE)

check: ## style, types, imports and the architecture's gates (under a minute)
	@$(BIN)/python -m tests.checks

fix: ## let ruff put right what it can
	@$(BIN)/ruff check --fix src tests benchmarks locale; $(BIN)/ruff format src tests benchmarks locale

bench: setup ## every figure of the scoreboard, each beside its floor
	@$(BIN)/python -m benchmarks

messages: ## merge locale/parts into the Vietnamese catalogue and compile it
	@$(BIN)/python locale/merge.py --write --compile

migrations: ## fail when a model has changed without its migration
	@$(BIN)/python -m django makemigrations --check --dry-run --settings=tests.settings

requirements: ## pin the Python packages anew from requirements/*.in (UPGRADE=1: newest releases)
	@requirements/compile.sh

clean: ## remove caches and built files, never data
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .venv/.stamps var/static
	@find src tests -name __pycache__ -prune -exec rm -rf {} +

.PHONY: help setup demo up test check fix bench messages migrations requirements clean
