# The whole project in two commands: `make run` and `make test`. `make help` lists the rest.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.SILENT:
.DELETE_ON_ERROR:

UV := scripts/uv
LOKET := .venv/bin
BOT := .venv-bot/bin
export PYTHONPATH := .
export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 3

.PHONY: help run test check train sleutel backup herstel evalueer evalueer-vreemd faults bench bench-verslag lock instellingen schoon

help: ## this list
	grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1\t\2/' | expand -t 18

.venv/klaar: requirements/loket.txt .python-version
	echo "Omgeving voor het loket (Python 3.12) …"
	$(UV) venv --quiet --allow-existing --python 3.12 .venv
	$(UV) pip sync --python .venv --compile-bytecode --require-hashes requirements/loket.txt
	touch $@

.venv-bot/klaar: requirements/bot.txt .python-version
	echo "Omgeving voor Rasa (Python 3.10) …"
	$(UV) venv --quiet --allow-existing --python 3.10 .venv-bot
	$(UV) pip sync --python .venv-bot --compile-bytecode --require-hashes requirements/bot.txt
	touch $@

node_modules/.package-lock.json: package.json package-lock.json
	echo "Pakketten voor de voorkant …"
	npm ci --no-audit --no-fund --loglevel=error

loket_backend/statisch/klaar: node_modules/.package-lock.json scripts/bouw-voorkant.mjs loket_backend/crisis/nummers.yml $(shell find loket_backend/widget/bron -type f 2>/dev/null)
	npm run --silent bouw
	touch $@

train: .venv-bot/klaar .venv/klaar ## train the models, when their inputs changed
	$(BOT)/python -W ignore -m bot.train
	$(LOKET)/python -m loket_backend.crisis.train

omgeving: .venv/klaar .venv-bot/klaar loket_backend/statisch/klaar

run: export LOKET_DEMO ?= 1
run: omgeving train ## set up what is missing, start everything, print the addresses
	exec $(LOKET)/python -m loket_backend.start

test: omgeving train ## set up what is missing and run all tests
	scripts/test

check: .venv/klaar .venv-bot/klaar ## ruff, mypy, import-linter, the language of what residents read
	$(LOKET)/ruff check .
	$(LOKET)/ruff format --check .
	$(LOKET)/mypy
	$(LOKET)/lint-imports
	$(LOKET)/python -m scripts.datatoets
	$(LOKET)/python -m scripts.taaltoets

sleutel: .venv/klaar ## ROL=coordinator: print one new API key
	$(LOKET)/python -m loket_backend.beheer sleutel "$(ROL)"

backup: .venv/klaar ## MAP= BEWAAR=14: a backup of the database while the loket works; the last BEWAAR stay
	$(LOKET)/python -m loket_backend.reservekopie maak $(if $(MAP),"$(MAP)") $(if $(BEWAAR),--bewaar "$(BEWAAR)")

herstel: .venv/klaar ## BESTAND=: put a backup back in an empty database (docs/beheer/reservekopie.md)
	$(LOKET)/python -m loket_backend.reservekopie herstel "$(BESTAND)" --overschrijf "$(OVERSCHRIJF)"

evalueer: .venv/klaar train ## SOORT= BESTAND= UIT=: run the shipped pieces over an evaluation file
	scripts/evalueer "$(SOORT)" "$(BESTAND)" "$(UIT)"

evalueer-vreemd: .venv-bot/klaar ## TRAIN= TEST=: the intent pipeline on another Dutch set
	$(BOT)/python -W ignore -m bot.evalueer_vreemd "$(TRAIN)" "$(TEST)"

faults: omgeving train ## the fault harness at full length (hours); `make test` runs a short part
	LOKET_HANGT=60 LOKET_HANGT_BINNEN=8 LOKET_NETSTORINGEN=300 LOKET_HALVE_LIJNEN=1000 LOKET_HERVERBINDEN=100 LOKET_KLOKBERICHTEN=60 \
	LOKET_PG_STOPS=50 LOKET_PG_RONDES=5 LOKET_SCHIJF_RONDES=5 LOKET_KOPIEEN=40 LOKET_DODEN=1000 LOKET_MACHINES=3,3,2 \
	$(LOKET)/python -m pytest -q -p no:cacheprovider tests/faults

bench: omgeving train ## DEEL=: figures and ratios, one JSON object on the last line; LOKET_VOL=1: full length (hours)
	$(LOKET)/python -m tests.bench $(DEEL)

bench-verslag: .venv/klaar ## UIT=: write docs/prestaties.md and its charts from what `make bench` printed
	$(LOKET)/python -m tests.bench.verslag $(UIT)

lock: ## resolve the dependencies anew, with hashes
	$(UV) pip compile --quiet --python-version 3.12 --generate-hashes --no-header --group loket -o requirements/loket.txt
	$(UV) pip compile --quiet --python-version 3.10 --generate-hashes --no-header --group bot -o requirements/bot.txt

instellingen: .venv/klaar ## every setting, its default and its meaning
	$(LOKET)/python -m loket_backend.settings

schoon: ## remove what can be made again (not the data)
	rm -rf .venv .venv-bot node_modules loket_backend/statisch bot/models/loket-* .gereedschap
