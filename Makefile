# alliance-tui. `make` alone lists what there is to do.

PYTHON ?= $(shell for each in python3 python3.13 python3.12 python3.11 python; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$each && break; done)
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: run
run: $(VENV)/.run ## Set up if need be and open the explorer
	@$(BIN)/alliance-tui $(ARGS)

.PHONY: test
test: $(VENV)/.dev ## Set up if need be and run the tests
	@$(BIN)/pytest $(ARGS)

.PHONY: soak
soak: $(VENV)/.dev ## Random input for the real program, for as long as wanted (ARGS="--inputs N")
	@$(BIN)/python -m tests.robustness.soak $(ARGS)

.PHONY: check
check: $(VENV)/.dev ## Lint, types, import contracts, spelling, data, documents
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell
	$(BIN)/alliance-tui check --strict data/russia-ukraine

.PHONY: format
format: $(VENV)/.dev ## Format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: bench
bench: $(VENV)/.dev ## Measure the budgets side by side
	$(BIN)/python -m tests.bench $(ARGS)

.PHONY: snapshots
snapshots: $(VENV)/.dev ## Take the snapshots of the tests anew
	$(BIN)/pytest --snapshot-update $(ARGS)

.PHONY: documents
documents: $(VENV)/.dev ## Write the generated parts of the documents anew
	@$(BIN)/python -m tests.documents

.PHONY: requirements
requirements: $(VENV)/.dev ## Compile the requirements anew, with hashes
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
		--no-header --no-emit-index-url --no-annotate --custom-compile-command "make requirements" \
		pyproject.toml requirements/build.in -o requirements/run.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
		--no-header --no-emit-index-url --no-annotate --custom-compile-command "make requirements" \
		pyproject.toml requirements/build.in --group dev -c requirements/run.txt \
		-o requirements/dev.txt

.PHONY: clean
clean: ## Remove what the targets made
	rm -rf $(VENV) dist .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; name it with PYTHON=…"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(VENV)/bin/python requirements/run.txt pyproject.toml
	@test -e $(VENV)/.dev || $(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
		--no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/bin/python requirements/dev.txt pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes -r requirements/dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
		--no-build-isolation --editable .
	@touch $@
