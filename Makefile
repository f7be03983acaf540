# Gongyou. `make run` and `make test` are all a fresh machine needs; `make help` lists the rest.
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
SHELL := /bin/bash
BIN := .venv/bin
PY := $(BIN)/python
# npm packages look for `node` on the path; the wheel's copy serves where the machine has none that is new enough
export PATH := $(CURDIR)/.venv/node:$(CURDIR)/node_modules/.bin:$(PATH)

.PHONY: help setup run demo test test-py test-ts test-browser check fix bench shots build types lock clean

help:  ## list these
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | column -t -s "$$(printf '\t')"

setup: .venv/ready node_modules/ready  ## install everything this project needs, into this folder

run: .venv/ready dist/ready  ## start Gongyou at http://127.0.0.1:8000
	@exec $(BIN)/gongyou serve

demo: .venv/ready dist/ready  ## start a throw-away instance with an invented community in it
	@exec $(BIN)/gongyou demo

test: setup dist/ready  ## every test: Python on real PostgreSQL, TypeScript, and a real browser
	@$(PY) -m tests.needs
	vitest run --config frontend/vitest.config.ts
	$(PY) -m pytest -m "not browser" -n 2
	$(PY) -m pytest -m browser

test-py: .venv/ready dist/ready  ## the Python tests alone
	$(PY) -m pytest -m "not browser" -n 2

test-ts: node_modules/ready  ## the TypeScript tests alone
	vitest run --config frontend/vitest.config.ts

test-browser: setup dist/ready  ## the browser tests alone
	@$(PY) -m tests.needs
	$(PY) -m pytest -m browser

check: setup dist/ready  ## style, types, layers, limits, generated files, dictionaries, bundle budgets
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	tsc -p frontend --noEmit
	$(PY) -m tests.house

fix:  ## let the tools mend what they can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup dist/ready  ## measure, in ratios to a floor of the same run
	$(PY) -m bench

shots: setup dist/ready  ## write a picture of every screen to shots/
	@$(PY) -m tests.needs
	$(PY) -m tests.e2e.shots

types: setup  ## write the OpenAPI file and the TypeScript types from the service
	$(BIN)/gongyou openapi > api/openapi.json
	openapi-typescript api/openapi.json -o frontend/lib/schema.d.ts

lock: .venv/ready  ## renew the lock files from pyproject.toml and package.json (no host is written into them)
	for f in requirements-uv:requirements-uv.in requirements:pyproject.toml; do $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate $${f#*:} -o $${f%%:*}.txt; done
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate pyproject.toml --group dev -o requirements-dev.txt
	npm install --package-lock-only --ignore-scripts --no-audit --no-fund

build: dist/ready  ## build the front end into dist/

clean:  ## remove what setup and build made (never var/, where the data lives)
	rm -rf .venv node_modules dist

.venv/ready: requirements-dev.txt requirements-uv.txt pyproject.toml
	@command -v python3 >/dev/null || { echo "gongyou: Python 3.11 or newer is needed (python3 was not found)"; exit 2; }
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "gongyou: Python 3.11 or newer is needed, this is $$(python3 -V)"; exit 2; }
	python3 -m venv .venv
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-uv.txt
	$(BIN)/uv pip sync -q --require-hashes --python $(PY) requirements-dev.txt
	echo "$(CURDIR)" > $$($(PY) -c 'import site; print(site.getsitepackages()[0])')/gongyou.pth
	printf '#!/bin/sh\nexec "%s" -m api.cli "$$@"\n' "$(CURDIR)/$(PY)" > $(BIN)/gongyou && chmod +x $(BIN)/gongyou
	@sh deploy/node.sh $(PY)
	@touch $@

node_modules/ready: package-lock.json .venv/ready
	npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

FRONTEND := $(shell find frontend -type f -not -name '*.test.ts' 2>/dev/null)
dist/ready: node_modules/ready $(FRONTEND) $(wildcard api/reference/data/*)
	$(PY) -m api.reference.publish dist-data
	vite build --config frontend/vite.config.ts
	vite build --config frontend/desk/vite.config.ts
	@touch $@
