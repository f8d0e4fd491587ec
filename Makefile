# The one door to the project. It needs Python 3.11+, git and make; all else goes into .venv, and is installed once.

PYTHON ?= python3
VENV ?= .venv
RUN = $(VENV)/bin/python -m

# What a reader's shell has set must not lead the Python of .venv to packages from elsewhere.
unexport PYTHONPATH PYTHONHOME
export PYTHONNOUSERSITE = 1

.PHONY: help reports test check lab bench lock clean

help:
	@echo 'make reports   build reports/ from seeds/ (open reports/index.html)'
	@echo 'make test      run every test: of the package, its examples, the notebooks and the reports'
	@echo 'make check     lint, formatting and types'
	@echo 'make lab       open the notebooks in JupyterLab'
	@echo 'make bench     measure the speed of extraction and of building reports'
	@echo 'make lock      resolve the newest versions that pyproject.toml allows into requirements.lock'
	@echo 'make clean     remove .venv and caches'
	@echo
	@echo 'PYTHON=python3.12 chooses the Python that .venv is made with.'

reports: $(VENV)/.installed
	$(RUN) relations build

test: $(VENV)/.installed
	$(RUN) pytest

check: $(VENV)/.installed
	$(RUN) ruff check
	$(RUN) ruff format --check
	$(RUN) mypy

lab: $(VENV)/.installed
	$(RUN) jupyterlab notebooks

bench: $(VENV)/.installed
	$(VENV)/bin/python tests/bench.py
	$(VENV)/bin/python tests/bench_build.py

# One resolution for every Python and system. Hashes pin the files; where they come from is the installer's affair.
lock: $(VENV)/.locked
	$(RUN) uv pip compile pyproject.toml --all-extras --upgrade --universal --python-version 3.11 \
		--fork-strategy fewest --generate-hashes --no-annotate --no-emit-index-url --no-emit-find-links \
		--custom-compile-command 'make lock' --quiet --output-file requirements.lock

clean:
	rm -rf $(VENV) build dist relations.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis

# The lock names every package with its version and hashes, so nothing is left to resolve (--no-deps).
$(VENV)/.locked: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit("relations needs Python 3.11 or newer: make PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	@echo 'Installing the locked requirements into $(VENV); this takes a minute or two, once.'
	$(PYTHON) -m venv $(VENV)
	$(RUN) pip install --quiet --disable-pip-version-check --require-hashes --no-deps --requirement requirements.lock
	@touch $@

# setuptools is among the locked requirements, so building the package asks no index either.
$(VENV)/.installed: $(VENV)/.locked pyproject.toml
	$(RUN) pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
