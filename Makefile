# All that a contributor runs; `make` alone lists it. Nothing has to be installed first but Python 3.11 or later.
.DEFAULT_GOAL := help
.PHONY: help site serve check test lighthouse html format schemas wheel lock clean

# Paths are relative, so that the folder may have any name, with spaces too.
python := .venv/bin/python
port := 8000

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

site: ## check the archive and build it into site/
	@tools/setup_environment.sh runtime
	@$(python) -m kalmyk_site build
	@echo "The site is in site/. To read it: make serve, then open http://127.0.0.1:$(port)/ (Ctrl+C stops it)."

serve: ## show the archive in the browser and follow every change
	@tools/setup_environment.sh runtime
	@$(python) -m kalmyk_site serve --port $(port)

check: ## check the archive and build nothing (CHECK_ARGS="--since main": what is new)
	@tools/setup_environment.sh runtime
	@$(python) -m kalmyk_site check $(CHECK_ARGS)

test: ## run linter, type checker and all tests (PYTEST_ARGS="-k dates" runs some)
	@tools/setup_environment.sh development
	@$(python) -m tools.find_chromium --install
	@$(python) -m tools.find_nginx --install
	@$(python) -m ruff check --quiet
	@$(python) -m ruff format --check --quiet
	@$(python) -m basedpyright
	@$(python) -m pytest $(PYTEST_ARGS)

lighthouse: node_modules/.package-lock.json ## measure one page of each kind with Lighthouse (needs Node.js)
	@tools/setup_environment.sh development
	@$(python) -m tools.find_chromium --install
	@REQUIRE_NGINX=1 $(python) -m tools.find_nginx --install
	@$(python) -m benchmarks.lighthouse

html: node_modules/.package-lock.json ## validate every page with the Nu checker (needs Node.js and Java)
	@tools/setup_environment.sh runtime
	@$(python) -m benchmarks.valid_html

# npm leaves its own note of what it has installed.
node_modules/.package-lock.json: package.json package-lock.json
	@npm ci --ignore-scripts --no-audit --no-fund --silent

format: ## put the program's own files into the common form
	@tools/setup_environment.sh development
	@$(python) -m ruff check --fix
	@$(python) -m ruff format

schemas: ## renew the schemas for editors after a change to the fields of content
	@tools/setup_environment.sh development
	@$(python) -m tools.make_schemas

wheel: ## pack the program into one file in dist/, for other archives
	@tools/setup_environment.sh development
	@$(python) -m hatchling build --target wheel --directory dist

lock: ## renew the locked versions in requirements/ (needs uv)
	@tools/renew_locks.sh

clean: ## remove all that make has made: site, environment, caches
	@rm -rf .venv node_modules site .site-* build dist .cache .pytest_cache .ruff_cache .hypothesis
	@find kalmyk_site tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
