# Everything a person needs: make demo, make test. Both install what they use into .venv/ first.
# PYTHON names another interpreter, 3.11 or newer; DATA and PORT move the demo.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for name in python3.11 python3; do \
  $$name -c '$(NEW_ENOUGH)' 2>/dev/null && command -v $$name && break; done)
DATA ?= var/demo
PORT ?= 8000

.PHONY: setup demo test lint bench lock clean

# compiled beforehand, so that the first command starts as fast as the next, wherever it may write
setup: .venv/.ready
	@.venv/bin/python -m compileall -q src

.venv/.ready: requirements/lock.txt pyproject.toml
	@$(or $(PYTHON),false) -c '$(NEW_ENOUGH)' \
	  || { echo "Python 3.11 or newer is needed; name it: make setup PYTHON=..." >&2; exit 2; }
	@test -x .venv/bin/pip || { echo "Installing into .venv/, once."; $(PYTHON) -m venv .venv; }
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/lock.txt
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: setup
	.venv/bin/duban demo --data $(DATA) --port $(PORT)

# the web's tests once more on the other database; what is no matter of the database is left out, by
# name here, and in tests/web/conftest.py where a test asks for no database
ON_POSTGRESQL := -k "not chromium and not browser and not served_for_real and not killed and not real_list and not demo and not rows_grow and not queries"

# each worker would otherwise prepare every file of tests for itself, where no bytecode may be written
test: export PYTHONDONTWRITEBYTECODE =
test: setup lint
	.venv/bin/python -m pytest -n auto --dist worksteal
	DUBAN_TEST_DATABASE=postgresql .venv/bin/python -m pytest -n auto --dist worksteal tests/web $(ON_POSTGRESQL)

lint: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-cache --no-logo

bench: setup .venv-bench/.ready
	.venv/bin/python -m tools.bench

# The libraries we compare ourselves with, apart from everything the project uses.
.venv-bench/.ready: requirements/bench.txt
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check -r requirements/bench.txt
	touch $@

lock:
	.venv/bin/python -m pip install --quiet pip-tools
	.venv/bin/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-header \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --extra dev \
	  --output-file requirements/lock.txt pyproject.toml

clean:
	rm -rf .venv .venv-bench var build dist
