# The one front door: `make` lists what it can do.

SHELL := /bin/sh
.DEFAULT_GOAL := help

# The first Python of 3.11 or newer; PYTHON=… chooses another.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$python && break; done)
INSTALLED := .venv/bin/python
MANAGE := $(INSTALLED) manage.py

.PHONY: help
help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

.PHONY: run
run: setup ## serve the archive at http://127.0.0.1:8000 (PORT=8001 another port, REPORTS=folder imports first)
	@exec $(INSTALLED) -m config.run

.PHONY: reload
reload: setup ## let a running archive take this code and these settings, without a gap (PORT and ARCHIVE_HOME as at its start)
	@$(INSTALLED) -m config.serving.reload

.PHONY: dev
dev: setup ## serve it with DEBUG, reloading changed code
	@DEBUG=1 exec $(INSTALLED) -m config.run --dev

.PHONY: admin
admin: setup ## create an administrator, who uploads reports
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) createsuperuser $(if $(DJANGO_SUPERUSER_PASSWORD),--noinput)

.PHONY: fetch
fetch: setup ## bring in what Ofsted publishes and the archive lacks (FETCHER_CONTACT=you@example.org; FETCH="--dry-run", FETCH=--check)
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_reference
	@$(MANAGE) fetch_reports $(FETCH)

.PHONY: samples
samples: setup ## bring the sample reports back into an archive without real reports
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_reference
	@$(MANAGE) samples

.PHONY: backup
backup: setup ## write the whole archive into one file, also while it runs (TO=file; else in backups/ of its home)
	@$(MANAGE) backup $(if $(TO),"$(TO)")

.PHONY: release
release: setup ## write the whole archive as open data, served at /data/ (RELEASE="--site https://archive.example.org")
	@$(MANAGE) release $(if $(OUT),--out "$(OUT)") $(RELEASE)

.PHONY: verify
verify: setup ## compare every original and all that is derived with what it must be (FROM=file checks a backup)
	@$(MANAGE) verify $(if $(FROM),"$(FROM)")

.PHONY: restore
restore: setup ## bring a backup into an empty home or database: make restore FROM=file
	@test -n "$(FROM)" || { echo "Name the backup: make restore FROM=file" >&2; exit 1; }
	@$(MANAGE) restore "$(FROM)"

.PHONY: themes
themes: setup ## make anew what similar passages are found by (imports do it at their end)
	@$(MANAGE) make_themes

.PHONY: test
test: setup-dev ## run the tests but the slow ones (SLOW=1 all, REPORT_CORPUS=folder reads real reports too, COVERAGE=1 prints branch coverage)
	@$(INSTALLED) -m pytest -n auto --dist worksteal $(if $(SLOW),,-m "not slow") $(PYTEST) $(if $(COVERAGE),--cov --cov-branch --cov-report=term)

.PHONY: accuracy
accuracy: setup-dev ## compare what is read with the truth beside the reports in REPORT_CORPUS
	@$(INSTALLED) -m tests.accuracy

.PHONY: bench
bench: setup-dev ## measure it all (BENCH="search --short", BENCH="load", BENCH="relevance --write docs/benchmarks.md")
	@$(INSTALLED) -m tests.benchmarks $(BENCH)

.PHONY: drill
drill: setup-dev ## kill, fill, fuzz, destroy and restore archives in a temporary folder, and write what was lost
	@$(INSTALLED) -m tests.drill $(or $(DRILL),--write docs/reliability.md)

.PHONY: replica
replica: setup-dev ## serve a replica of Ofsted's site with invented reports, to try `make fetch` on (REPLICA="--port 8766")
	@$(INSTALLED) -m tests.replica $(REPLICA)

.PHONY: shape
shape: setup-dev ## print the shape of the code: sizes, decisions, names, what six requests pass through
	@$(INSTALLED) -m tests.shape

.PHONY: lint
lint: setup-dev ## check style, types, templates, migrations, the Dockerfile and the lock files
	$(INSTALLED) -m ruff check .
	$(INSTALLED) -m ruff format --check .
	$(INSTALLED) -m mypy
	$(INSTALLED) -m djlint --lint --quiet templates
	DJANGO_SETTINGS_MODULE=tests.settings $(MANAGE) makemigrations --check --dry-run
	.venv/bin/hadolint Dockerfile

.PHONY: format
format: setup-dev ## bring the code into its form
	$(INSTALLED) -m ruff check --fix .
	$(INSTALLED) -m ruff format .

.PHONY: setup
setup: python ## make the environment in .venv, and start nothing
	@$(PYTHON) config/install.py requirements.lock

.PHONY: setup-dev
setup-dev: python ## the same with the tools for tests and checks
	@$(PYTHON) config/install.py requirements-dev.lock

.PHONY: lock
lock: setup-dev ## renew both lock files from pyproject.toml (UPGRADE=1 takes the newest versions)
	$(COMPILE) --output-file requirements.lock
	$(COMPILE) --extra dev --constraint requirements.lock --output-file requirements-dev.lock
COMPILE = $(INSTALLED) -m uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header --no-annotate $(if $(UPGRADE),--upgrade)

.PHONY: clean
clean: ## remove the environment and what the tools left; the archive in var/ stays
	rm -rf .venv .venv.lock .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis .schemathesis test-results var/test
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: python
python:
	@test -n "$(PYTHON)" && $(PYTHON) -c '$(NEW_ENOUGH)' || { \
		echo "The archive needs Python 3.11 or newer: install one, or name it with PYTHON=/path/to/python3" >&2; exit 1; }
