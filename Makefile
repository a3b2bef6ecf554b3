# From a bare machine: python3 (>= 3.11, with venv), node (>= 20.19), make, git.  `make run` and `make test` do everything.
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
UV := .tools/bin/uv
MANAGE := $(BIN)/python backend/manage.py
export PYTHONPATH := backend
export UV_PYTHON_DOWNLOADS := never
export CI := 1
export EXPO_OFFLINE := 1
export EXPO_NO_TELEMETRY := 1
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD := 1

.PHONY: test-e2e-nightly setup deps client android run worker test test-calendars test-leavers test-sqlite test-pg test-races test-client test-e2e check test-contract test-killed test-outbox test-engines test-places-machine test-private-pg test-races-sqlite test-faults bench bench-client nightly quick schema lock clean
setup: deps client

# ---- what must be installed
deps: .venv/.synced
	@$(BIN)/python -m compileall -q backend	# or, where Python may not write it, every process would compile all of it anew
$(UV): requirements/bootstrap.lock
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv .tools
	.tools/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r $<
	touch $@
.venv/.synced: requirements/dev.lock $(UV)
	test -x $(BIN)/python || $(UV) venv -q --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" .venv
	VIRTUAL_ENV=$(CURDIR)/.venv $(UV) pip sync -q --compile-bytecode --require-hashes $<
	touch $@
mobile/node_modules/.synced: mobile/package-lock.json
	cd mobile && npm ci --no-audit --no-fund --loglevel=error
	touch $@
tests/e2e/node_modules/.synced: tests/e2e/package-lock.json
	cd tests/e2e && npm ci --no-audit --no-fund --loglevel=error
	touch $@

# ---- the web client
CLIENT_SOURCES := $(shell find mobile/app mobile/src mobile/public mobile/scripts mobile/*.json mobile/*.ts mobile/*.js -type f 2>/dev/null)
client: mobile/dist/.built
mobile/dist/.built: mobile/node_modules/.synced $(CLIENT_SOURCES) | deps
	rm -rf mobile/dist
	cd mobile && npm run --silent export:web
	$(BIN)/python -m whitenoise.compress -q mobile/dist
	touch $@

android: mobile/dist-android/.built
mobile/dist-android/.built: mobile/node_modules/.synced $(CLIENT_SOURCES)
	rm -rf mobile/dist-android
	cd mobile && npm run --silent export:android
	touch $@

# ---- run: web, worker and demonstration on one port
run: deps client
	@PORT=$(PORT) bash scripts/run.sh
worker: deps
	$(MANAGE) worker

# ---- prove
test: deps client mobile/node_modules/.synced tests/e2e/node_modules/.synced
	$(BIN)/python scripts/families.py check test-sqlite test-pg test-races test-client test-e2e
test-sqlite: deps
	$(BIN)/python -m pytest -n 2 tests/rules tests/api tests/architecture $(NIGHTLY_ONLY) $(ARGS)
test-pg: deps
	$(BIN)/python tests/pg.py $(BIN)/python -m pytest -n 2 tests/rules tests/api $(PRIVATE:%=--ignore=%) $(NIGHTLY_ONLY) $(ARGS)
test-races: deps       # on the database that hospitals run
	$(BIN)/python tests/pg.py $(BIN)/python -m pytest tests/races $(ARGS)
test-client: mobile/node_modules/.synced
	cd mobile && npm test --silent
test-e2e: deps client android tests/e2e/node_modules/.synced
	cd tests/e2e && npm test --silent
test-e2e-nightly: deps client tests/e2e/node_modules/.synced    # the files tests/e2e/*.nightly.mjs
	cd tests/e2e && npm run --silent nightly
check: deps mobile/node_modules/.synced
	mkdir -p var
	$(BIN)/ruff check backend tests scripts
	$(BIN)/ruff format --check backend tests scripts
	$(BIN)/lint-imports
	TESTING=1 DATABASE_URL=sqlite:// $(BIN)/mypy
	TESTING=1 DATABASE_URL=sqlite:// $(MANAGE) makemigrations --check --dry-run
	TESTING=1 DATABASE_URL=sqlite:// $(MANAGE) spectacular --validate --fail-on-warn --file var/openapi.yaml
	@cmp var/openapi.yaml openapi.yaml || { echo "openapi.yaml is out of date: make schema"; exit 1; }
	cd mobile && npm run --silent lint && npm run --silent typecheck
quick: deps        # the inner loop: rules and architecture on SQLite
	$(BIN)/python -m pytest -n 2 tests/rules tests/architecture $(ARGS)
bench: deps bench-client
	$(BIN)/python tests/pg.py $(BIN)/python tests/benchmarks/run.py $(ARGS)
bench-client: deps client tests/e2e/node_modules/.synced    # how soon the web client can be used, in a browser made slow
	cd tests/e2e && npm run --silent bench
# Whole families that would take `make test` past 25 minutes, by name.
ENGINES := tests/rules/notifications/test_nobody_is_woken.py tests/rules/ballots/test_properties.py tests/rules/shifts/test_ten_thousand_rotas.py tests/rules/shifts/test_commands_given_rubbish.py
PRIVATE := tests/api/test_census.py tests/rules/shifts/test_nobody_is_found_out.py tests/rules/shifts/test_ideas_part_nobody_off.py tests/rules/leading/test_steps_are_private.py tests/rules/ballots/test_linking.py tests/rules/ballots/test_totals.py
ANY_RULE := tests/rules/shifts/test_calendar_bombs.py::test_any_repeat_rule_is_read_or_refused
NIGHTLY_ONLY := --ignore=tests/api/test_contract.py $(ENGINES:%=--ignore=%) --deselect=$(ANY_RULE)
test-engines: deps     # made-up rotas, elections and files in thousands, against counts by hand
	$(BIN)/python -m pytest -n 2 $(ENGINES) $(ARGS)
test-places-machine: deps    # the places of one date, 2,000 runs of 50 steps beside a slow model (RULES Q-R2)
	PLACES_PARTS=8 PLACES_RUNS=250 PLACES_STEPS=50 $(BIN)/python -m pytest -n 2 tests/rules/activities/test_places_machine.py $(ARGS)
test-private-pg: deps  # every route as every kind of person, and who looks for others' secrets, on PostgreSQL too
	$(BIN)/python tests/pg.py $(BIN)/python -m pytest -n 2 $(PRIVATE) $(ARGS)
test-races-sqlite: deps
	$(BIN)/python -m pytest tests/races $(ARGS)
test-faults: deps mobile/node_modules/.synced    # bad networks, killed workers, real subscribers; killed servers are in test-killed
	$(BIN)/python -m pytest -n 2 tests/faults --ignore=tests/faults/test_killed_servers.py $(ARGS)
test-contract: deps    # thousands of generated requests against the API's own description
	$(BIN)/python -m pytest tests/api/test_contract.py $(ARGS)
	$(BIN)/python tests/pg.py $(BIN)/python -m pytest tests/api/test_contract.py $(ARGS)
test-killed: deps      # servers and workers killed under load
	$(BIN)/python -m pytest tests/faults/test_killed_servers.py $(ARGS)
	$(BIN)/python tests/pg.py $(BIN)/python -m pytest tests/faults/test_killed_servers.py $(ARGS)
	KILLS=50 $(BIN)/python -m pytest tests/faults/test_killed_messages.py $(ARGS)
	KILLS=50 $(BIN)/python tests/pg.py $(BIN)/python -m pytest tests/faults/test_killed_messages.py $(ARGS)
# The numbers of Q-R5: the client's outbox, its app killed, behind a network that fails in every way.
OUTBOX_NUMBERS := OUTBOX_TICKS=100 OUTBOX_KILLS=100 OUTBOX_CLOCKS=50 OUTBOX_STALL=30 OUTBOX_AT_ONCE=25
test-outbox: deps mobile/node_modules/.synced
	$(OUTBOX_NUMBERS) $(BIN)/python -m pytest tests/faults/test_outbox_behind_a_bad_network.py $(ARGS)
	$(OUTBOX_NUMBERS) $(BIN)/python tests/pg.py $(BIN)/python -m pytest tests/faults/test_outbox_behind_a_bad_network.py $(ARGS)
test-calendars: deps   # 50,000 made-up repeat rules (RULES Q-S9)
	RULE_EXAMPLES=50000 $(BIN)/python -m pytest $(ANY_RULE) $(ARGS)
test-leavers: deps     # fifty who leave (RULES Q-S6)
	LEAVERS=50 $(BIN)/python -m pytest tests/rules/notifications/test_leavers.py $(ARGS)
nightly: test test-e2e-nightly test-engines test-places-machine test-private-pg test-races-sqlite test-faults test-calendars test-leavers test-contract test-killed test-outbox bench

# ---- make again what is generated
schema: deps mobile/node_modules/.synced
	TESTING=1 DATABASE_URL=sqlite:// $(MANAGE) spectacular --validate --fail-on-warn --file openapi.yaml
	cd mobile && npm run --silent api:types
lock: $(UV)
	$(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements/prod.lock pyproject.toml
	$(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group dev -c requirements/prod.lock -o requirements/dev.lock pyproject.toml
	$(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements/bootstrap.lock requirements/bootstrap.in
clean:
	rm -rf .venv .tools mobile/node_modules mobile/dist mobile/dist-android tests/e2e/node_modules var
