# Two commands are enough on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT ?= out

.PHONY: demo test lint format clean help

help:
	@echo "make demo   建好环境，把 examples/reports 里的示例报告建成图谱、Turtle 和网页（在 $(OUT)/）"
	@echo "make test   建好环境，运行全部测试"
	@echo "make lint   检查格式和类型"

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 以上；可用 make PYTHON=python3.11 指定"; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "建不了虚拟环境：在 Debian/Ubuntu 上先运行 apt install python3-venv"; exit 2; }

$(VENV)/.installed: $(VENV)/pyvenv.cfg pyproject.toml constraints.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

demo: $(VENV)/.installed
	$(BIN)/zhijiao build examples/reports --out $(OUT)
	$(BIN)/zhijiao query shared-partners --store $(OUT)
	@echo
	@echo "打开 $(OUT)/site/index.html 看网页；图谱在 $(OUT)/graph.ttl，带出处的在 $(OUT)/graph.nq。"
	@echo "再试：$(BIN)/zhijiao query --list"

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@mkdir -p $(VENV)/typed && ln -sfn $(CURDIR) $(VENV)/typed/zhijiao
	MYPYPATH=$(VENV)/typed $(BIN)/mypy -p zhijiao

format: $(VENV)/.installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) $(OUT) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
