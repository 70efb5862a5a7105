"""The benchmark as one command: measures, writes the page of a result, and compares the small version.

usage: python -m zhijiao.benchmarks.scale [--parts …] [--sizes …] [--out RESULT.json]
       python -m zhijiao.benchmarks.scale --page RESULT.json
       python -m zhijiao.benchmarks.scale --small [--against RECORD | --record RECORD]
"""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
from pathlib import Path

from .comparing import RENEWING, falls, read_record, write_record
from .engines import ENGINES
from .machine import machine
from .page import PageError, write_page
from .plan import PARTS, SIZES, TRIPLES, Plan, planned
from .results import ResultError, Results
from .steps import run_steps

_ROOT = Path(__file__).resolve().parent.parent.parent


def main(arguments: list[str] | None = None) -> int:
    """Do what the arguments ask for; return the exit code: 0 well, 1 a fall or failure, 2 a faulty file."""
    options = _options().parse_args(arguments)
    try:
        if options.page:
            for path in write_page(Results.read(options.page), options.docs):
                print(path)
            return 0
        return _small(options) if options.small else _measured(options)
    except (ResultError, PageError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        _say("中断了；测过的步骤都在结果里，再运行同一个命令就接着测")
        return 130


def _measured(options: argparse.Namespace) -> int:
    work = options.work or options.out.with_suffix(".work")
    plan = Plan(work, options.parts, options.sizes, options.triples, options.engines, options.seed)
    steps = planned(plan)
    results = Results.of(options.out, machine(), {"seed": options.seed})
    if options.list:
        for step in steps:
            print(f"{step.name}{'（已经测过）' if results.done(step.name) else ''}")
        return 0
    for name in options.again:
        results.steps.pop(name, None)
    work.mkdir(parents=True, exist_ok=True)
    failed = run_steps(steps, results, _say)
    if failed:
        _say(f"{len(failed)} 步没有测成：{'、'.join(failed)}；再运行一次就重试")
        return 1
    shutil.rmtree(work)
    _say(f"结果：{options.out}；写成网页：python -m zhijiao.benchmarks.scale --page {options.out}")
    return 0


def _small(options: argparse.Namespace) -> int:
    from .small import small_ratios

    recorded = read_record(options.against) if options.against else {}
    ratios = small_ratios(_say)
    for name, value in ratios.items():
        before = f"（记录 {recorded[name]:g}）" if name in recorded else ""
        print(f"{name}：{value:g}{before}")
    if options.record:
        write_record(options.record, ratios, machine())
        return 0
    fallen = falls(recorded, ratios)
    for one in fallen:
        print(f"慢了：{one}", file=sys.stderr)
    if fallen:
        print(f"如果这是应当的，重新记录：{RENEWING}", file=sys.stderr)
    return 1 if fallen else 0


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m zhijiao.benchmarks.scale", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument(
        "--parts", nargs="+", choices=PARTS, default=PARTS, metavar="PART", help=", ".join(PARTS)
    )
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES, metavar="N", help="reports of a build")
    parser.add_argument("--triples", nargs="+", type=int, default=TRIPLES, metavar="N", help="of a graph")
    parser.add_argument("--engines", nargs="*", default=ENGINES, metavar="ENGINE", help=", ".join(ENGINES))
    parser.add_argument("--seed", type=int, default=1, help="of the reports")
    parser.add_argument("--out", type=Path, default=Path("out/scale.json"), metavar="RESULT.json")
    parser.add_argument("--work", type=Path, help="for reports and graphs; removed in the end")
    parser.add_argument("--again", nargs="+", default=[], metavar="STEP", help="measure these steps anew")
    parser.add_argument("--list", action="store_true", help="only say which steps there are")
    parser.add_argument("--page", type=Path, metavar="RESULT.json", help="only write the page of a result")
    parser.add_argument("--docs", type=Path, default=_ROOT / "docs", help="the folder of the page")
    parser.add_argument("--small", action="store_true", help="ratios of few reports, within a minute")
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument(
        "--against", type=Path, metavar="RECORD", help="with --small: compare; 1 after a fall"
    )
    chosen.add_argument("--record", type=Path, metavar="RECORD", help="with --small: write the record")
    return parser


def _interrupted(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    # What is measured runs in sessions of its own, which a break has to end, whoever asks for it.
    signal.signal(signal.SIGTERM, _interrupted)
    sys.exit(main())
