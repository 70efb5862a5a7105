# Two commands are enough on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT ?= out

.PHONY: demo test bench ocr llm lint format clean help venv-package

help:
	@echo "make demo   建好环境，把 examples/reports 里的示例报告建成图谱、Turtle 和网页（在 $(OUT)/）"
	@echo "make test   建好环境，运行全部测试"
	@echo "make bench  测量各种规模的速度、内存和磁盘（要几小时，可以中断），结果在 $(OUT)/scale.json"
	@echo "make ocr    装上识别扫描件的 OCR"
	@echo "make llm    装上请大语言模型补充所需的库"
	@echo "make lint   检查格式和类型"

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 以上；可用 make PYTHON=python3.11 指定"; exit 2; }
	@$(PYTHON) -m venv $(VENV) 2>/dev/null || $(MAKE) --no-print-directory venv-package
	@test -x $(BIN)/pip || { rm -rf $(VENV); $(PYTHON) -m venv $(VENV); }

# Debian keeps the module venv in a package of its own.
venv-package:
	@rm -rf $(VENV)
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "安装 python3-venv ……"; apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null; \
	else \
	    echo "建不了虚拟环境：在 Debian/Ubuntu 上请先运行 sudo apt install python3-venv"; exit 2; \
	fi

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
	@echo "再试：$(BIN)/zhijiao query --list；$(BIN)/zhijiao serve $(OUT)"

ocr: $(VENV)/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[ocr]'

llm: $(VENV)/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[llm]'

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

bench: $(VENV)/.installed-dev
	$(BIN)/python -m zhijiao.benchmarks.scale --out $(OUT)/scale.json

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
