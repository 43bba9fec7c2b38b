# make demo | test | check | lock | audit | clean     More for the program behind it: ARGS="…"

.PHONY: help demo test check lock audit clean
.DEFAULT_GOAL := help
export PYTHON

help:
	@echo 'make demo    a homeserver, the bot and a chat in this terminal (ARGS=--script: only play a conversation)'
	@echo 'make test    everything that CI runs (ARGS="-k seat": arguments for pytest)'
	@echo 'make check   the static checks alone'
	@echo 'make lock    write requirements/*.lock anew (ARGS=--upgrade: with the newest versions)'
	@echo 'make audit   look for known vulnerabilities in what is locked'
	@echo 'make clean   remove what can be made again (.venv, caches, reports); data and configuration stay'

demo:
	@scripts/install demo
	@.venv/bin/passet demo $(ARGS)

test:
	@scripts/test $(ARGS)

check:
	@scripts/install dev
	@scripts/check

lock:
	@scripts/install dev
	@scripts/lock $(ARGS)

audit:
	@scripts/install dev
	@scripts/audit $(ARGS)

clean:
	rm -rf .venv build dist htmlcov *.egg-info .coverage .coverage.*
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
