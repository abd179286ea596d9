# Two commands on a fresh machine: `make brief` and `make test`.
# Needed beforehand: Python 3.11 or newer with venv, and make. Nothing else.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
LOCK := uv pip compile pyproject.toml --extra dev --universal \
	--python-version 3.11 --generate-hashes --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links --quiet

.DEFAULT_GOAL := help
.PHONY: help brief test check notebooks bench accuracy said targets delivery drafts cases norms calibration structure collection fuzz docs lab lock clean

help: ## List these commands
	@grep -hE '^[a-z]+:.*##' Makefile | sed 's/:.*## /\t/' | expand -t 12

brief: $(READY) ## Run the main job: every report in data/reports, into output/
	@$(BIN)/zhongxin brief

test: check ## Pass every test (the same as check)

check: $(READY) ## Format, lint, doctests, tests, notebooks: what CI runs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/python -m pytest -q -n auto --dist loadfile --no-loadscope-reorder

notebooks: $(READY) ## Run every notebook afresh and save what it says
	$(BIN)/python -m pytest -q tests/test_notebooks.py --write

bench: $(READY) ## Time whole jobs and each step beside other programs
	$(BIN)/python benchmarks/speed.py

N ?= 300
collection: $(READY) ## Read N=300 made-up reports all ways, killed and finished
	$(BIN)/python benchmarks/collection.py $(N)

fuzz: $(READY) ## Read 10,000 damaged files
	$(BIN)/python benchmarks/fuzz.py

accuracy: $(READY) ## Measure verbs, objects and themes against hand labels
	$(BIN)/python benchmarks/accuracy.py

said: $(READY) ## Hold what is said of every real report against its text
	$(BIN)/python -m pytest -q tests/test_said.py --all

targets: $(READY) ## Measure the targets found against tables made by hand
	$(BIN)/python benchmarks/targets.py --errors

delivery: $(READY) ## Measure what came of planned tasks against two readers
	$(BIN)/python benchmarks/delivery.py --errors

drafts: $(READY) ## Measure what check finds in drafts with planted faults
	$(BIN)/python benchmarks/drafts.py --errors

cases: $(READY) ## Run small inputs that once failed, with their right answers
	$(BIN)/python benchmarks/cases.py

structure: $(READY) ## Measure how other bodies' reports are read
	$(BIN)/python benchmarks/structure.py

DIR ?= ../shared/corpus/gwr ../shared/corpus/local
norms: $(READY) ## Write what is usual in the reports of DIR=folder to data/norms
	@for folder in $(DIR); do test -d $$folder || { \
	echo "$$folder is not here; name a folder of reports: make norms DIR=..."; exit 1; }; done
	$(BIN)/zhongxin norms $(DIR)

calibration: $(READY) ## Measure how often the intervals by units cover
	OPENBLAS_NUM_THREADS=1 $(BIN)/python benchmarks/calibration.py

docs: $(READY) ## Write the codebook's tables and the README's picture, lists and findings
	$(BIN)/python benchmarks/docs.py

lab: $(READY) ## Open the notebooks in JupyterLab
	@$(BIN)/zhongxin lab

lock: ## Renew requirements.lock from pyproject.toml (needs uv)
	$(LOCK) --output-file requirements.lock

clean: ## Throw away what was made, and the environment
	rm -rf output .venv

# Installs only when the lock or pyproject has changed since the last time.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("zhongxin needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Name another one: make PYTHON=python3.12 brief")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)
