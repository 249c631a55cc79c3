# Every command people use. `make` alone lists them; .ci/run calls the same ones.
MAKEFLAGS += --no-print-directory
PYTHON := .venv/bin/python
# All but spark, half a gigabyte: that has a lock of its own.
EXTRAS := --extra embedded --extra dev --extra prices --extra bench

.PHONY: help setup demo reset-demo test check bench lock format messages packages spark

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## Python environment from the lock, translations compiled
	@scripts/setup.sh

demo: setup ## the whole product with a made-up coalition, on http://127.0.0.1:8000 (PORT=… for another)
	@exec .venv/bin/commontable demo

reset-demo: setup ## stop the demo and remove its data, and nothing else
	@.venv/bin/commontable reset-demo

packages: # Debian packages for the tests and checks
	@scripts/debian-packages.sh

spark: setup # Spark for its test, apart from what everybody installs
	@scripts/spark.sh

test: setup packages spark ## every test, in the real browser too; ARGS="tests/engines -x" for some
	$(PYTHON) -m pytest -n auto $(ARGS)

check: setup ## style, types, layers, templates, row-level security, migrations, translations
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	.venv/bin/lint-imports
	$(PYTHON) -m djlint src --lint --quiet
	$(PYTHON) scripts/compile_messages.py --check
	$(PYTHON) scripts/check_database.py

bench: setup ## speed and memory, each beside the plain alternative
	@$(PYTHON) -m bench

lock: setup ## resolve the dependencies again, with hashes and without addresses
	.venv/tools/bin/uv pip compile pyproject.toml $(EXTRAS) --universal --python-version 3.12 \
		--generate-hashes --no-header --no-annotate --quiet --output-file requirements.lock
	.venv/tools/bin/uv pip compile scripts/spark.in --universal --python-version 3.12 \
		--generate-hashes --no-header --no-annotate --quiet --output-file scripts/spark.lock
	@if grep -n '://' requirements.lock scripts/spark.lock; then echo 'a lock holds an address'; exit 1; fi

format: setup ## put the source into its standard form
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

messages: setup packages ## collect the strings to translate, then compile the translations
	cd src/commontable && ../../$(PYTHON) -m django makemessages --all --no-obsolete --no-wrap \
		--settings commontable.config.settings
	$(PYTHON) scripts/compile_messages.py
