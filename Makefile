# Plain tasks. The first of them to run makes .venv from the lock file; nothing else needs to be installed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.demo
DEV_STAMP := $(VENV)/.dev
SCRIPT ?=

.PHONY: demo test test-faults check fuzz format lock clean

demo: $(RUN_STAMP)
	@$(BIN)/netzbote demo $(if $(SCRIPT),--script "$(SCRIPT)")

test: $(DEV_STAMP)
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder

# Reminders that come due while everything is killed, in some ten minutes; FAULTS gives numbers and a seed.
FAULTS ?=
test-faults: $(DEV_STAMP)
	$(BIN)/python -m tests.faults.ordeal $(FAULTS)
	$(BIN)/python -m tests.faults.standby
	$(BIN)/python -m tests.faults.summer_time

check: $(DEV_STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder

# 100,000 inputs that nobody should send, 20,000 broken documents, 4,000 right steps in nobody's order: 15 minutes.
fuzz: $(DEV_STAMP)
	$(BIN)/python -m tests.fuzz --inputs 100000
	$(BIN)/python -m tests.fuzz.documents --inputs 20000
	$(BIN)/python -m tests.fuzz.sessions --steps 4000

format: $(DEV_STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Renews the pinned versions; needs "uv" in the environment.
lock: $(DEV_STAMP)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
		--extra demo pyproject.toml -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
		--extra dev --constraint requirements.lock pyproject.toml -o requirements-dev.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build *.egg-info

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Netzbote braucht Python 3.11 oder neuer. Mit PYTHON=... laesst sich ein anderes waehlen."; exit 1; }
	@echo "Die Umgebung wird angelegt. Das dauert beim ersten Mal etwa zwei Minuten."
	@$(PYTHON) -m venv $(VENV)

$(RUN_STAMP): requirements.lock pyproject.toml | $(BIN)/python
	@$(BIN)/python -m pip install --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --disable-pip-version-check --no-build-isolation --no-deps -q -e .
	@$(BIN)/python -m compileall -q bot commands storage templates
	@touch $@

$(DEV_STAMP): requirements-dev.lock pyproject.toml | $(BIN)/python
	@$(BIN)/python -m pip install --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(BIN)/python -m pip install --disable-pip-version-check --no-build-isolation --no-deps -q -e .
	@$(BIN)/python -m compileall -q bot commands storage templates
	@touch $@ $(RUN_STAMP)
