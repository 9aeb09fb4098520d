# Consta: what can be made. `make help` lists it.
.DEFAULT_GOAL := help
.PHONY: help site test serve check lint pictures audit bench lock clean

UV = $(firstword $(shell command -v uv) .venv/bin/uv)
COMPILE = $(UV) pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --custom-compile-command "make lock" $(UPGRADE)

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

site: ## build the whole site into output/
	@bash setup.sh runtime
	@.venv/bin/consta build --all

test: ## run the tests; ARGS="tests/checks -x" chooses
	@bash setup.sh dev
	@command -v "$${CHROMIUM:-chromium}" >/dev/null || echo "No chromium here: the tests in a browser" \
		"are skipped. On Debian: sudo apt-get install chromium"
	@.venv/bin/pytest $(or $(ARGS),--numprocesses auto --maxprocesses 4 --dist loadfile)

serve: ## show the site on this machine and build again when something changes
	@bash setup.sh runtime
	@.venv/bin/consta serve

check: ## check every row of content/; FILES="a.csv b.csv" chooses
	@bash setup.sh runtime
	@.venv/bin/consta check $(FILES)

lint: ## style, types, layers and workflows
	@bash setup.sh dev
	@.venv/bin/ruff check --quiet
	@.venv/bin/ruff format --quiet --check
	@.venv/bin/mypy --no-error-summary
	@.venv/bin/lint-imports --no-logo
	@.venv/bin/zizmor --offline --quiet .github
	@echo "Nothing to mend."

pictures: ## what every kind of page looks like, in pictures/; PAGES="es/metodo en/kinds" chooses
	@bash setup.sh dev
	@.venv/bin/python -m tests.pictures output pictures $(PAGES)

audit: ## hold the built site to its goals: valid, quick, open to all, light; PARTS="html weight phone lighthouse" chooses
	@bash setup.sh dev
	@.venv/bin/python -m tests.audit output $(PARTS)

bench: ## measure against the goals, in one table
	@bash setup.sh bench
	@.venv/bin/python bench/everything.py

lock: ## write requirements*.lock anew from pyproject.toml; UPGRADE=--upgrade takes newer releases
	@test -x "$(UV)" || { echo "make lock needs uv: .venv/bin/python -m pip install uv" >&2; exit 2; }
	@$(COMPILE) pyproject.toml --output-file requirements.lock
	@$(COMPILE) pyproject.toml --constraint requirements.lock --group test --group lint --output-file requirements-dev.lock
	@$(COMPILE) pyproject.toml --constraint requirements.lock --group bench --output-file requirements-bench.lock
	@$(COMPILE) pyproject.toml --constraint requirements-dev.lock --extra spark --output-file requirements-spark.lock
	@$(COMPILE) --group referee --output-file requirements-referee.lock

clean: ## remove what make made: environments, output, caches
	rm -rf .venv .venv-referee output output.* pictures .cache .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
