# Few words: run, test, contract, check, bench, frontend, screenshots, migrate, translate.
PYTHON ?= python3
BIN := .venv/bin

run: ## start the gym
	@$(PYTHON) run.py

# The whole suite with branch coverage; a part of it (make test ARGS=tests/rules) without.
test: .venv/.dev ## run the tests
ifdef ARGS
	$(BIN)/pytest $(ARGS)
else
	$(BIN)/pytest -n auto --cov --cov-report=term
endif

# The short form is part of the suite (tests/test_contract.py); this takes half an hour.
contract: .venv/.dev ## all of the API against its own description, as admin, trainer and client
	$(BIN)/python -m tests.contract

check: .venv/.dev ## lint, format, types, imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/.dev ## measure the speed beside a bare floor (make bench ARGS="--only list,item")
	$(BIN)/python -m bench $(ARGS)

# Needs Node 20 or newer; what it gives is committed, so that a gym needs none.
frontend: frontend/node_modules ## build what browsers load
	cd frontend && node build.mjs

frontend-check: frontend/node_modules ## whether what is committed is what frontend/ gives
	cd frontend && node build.mjs --check

frontend/node_modules: frontend/package-lock.json
	cd frontend && npm ci --no-fund --no-audit
	touch $@

screenshots: .venv/.dev ## take the pictures of docs/screens anew (needs Chromium)
	$(BIN)/python -m tests.screens

migrate: .venv/.dev ## write the migration for changed models (make migrate M="add goals")
	$(BIN)/flask --app wsgi fitadmin upgrade
	$(BIN)/flask --app wsgi db migrate -m "$(or $(M),change)"
	$(BIN)/ruff format --quiet fitadmin/migrations
	$(BIN)/ruff check --quiet --fix fitadmin/migrations

# Beside gettext and its like: what is said lazily, and what is refused (models/scope, rules).
WORDS := -k lazy_gettext -k lazy_ngettext:1,2 -k Invalid:1 -k Unchangeable:1 -k NotYours:1 -k OutOfSight:1 -k RuleError:2
translate: .venv/.dev ## collect the texts and compile the translations
	$(BIN)/pybabel extract -F babel.cfg $(WORDS) --project=fitadmin --no-location --sort-output -o translations/messages.pot .
	$(BIN)/pybabel update -i translations/messages.pot -d translations --no-fuzzy-matching --ignore-obsolete
	$(BIN)/pybabel compile -d translations

.venv/.dev: requirements/dev.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@

.PHONY: run test contract check bench frontend frontend-check screenshots migrate translate
