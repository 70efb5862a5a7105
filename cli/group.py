"""Typer in Chinese: the texts of usage errors and help that typer itself writes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from .errors import CommandError, ExitCode

_HELP = "显示这段说明"
_SEE_HELP = "用 --help 查看用法"


class Command(TyperCommand):
    """A command whose help option is described in Chinese."""

    def get_help_option(self, ctx: Any) -> Any:
        """Return the option `--help`."""
        return _described(super().get_help_option(ctx))


class Group(TyperGroup):
    """The group of all commands: says what went wrong in Chinese and ends with the exit codes of ExitCode."""

    def get_help_option(self, ctx: Any) -> Any:
        """Return the option `--help`."""
        return _described(super().get_help_option(ctx))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that the first of `args` names, and the rest. Raises CommandError."""
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            known = "、".join(self.list_commands(ctx))
            raise CommandError(f"没有命令 {args[0]!r}，可用：{known}。{_SEE_HELP}")
        return super().resolve_command(ctx, args)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: ARG002
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the command that `args` name and exit."""
        try:
            code = super().main(args, prog_name, complete_var, False, windows_expand_args, **extra)
            if code == ExitCode.INTERRUPTED:  # typer itself says nothing
                _complain("已中断", ExitCode.INTERRUPTED)
        except CommandError as error:
            code = _complain(str(error), error.exit_code)
        except typer.TyperException as error:
            code = ExitCode.FAILED
            if type(error).__name__ != "NoArgsIsHelpError":
                _complain(_in_chinese(error), code)
        sys.exit(code if isinstance(code, int) else ExitCode.WELL)


def one_of(*known: str) -> Callable[[str], str]:
    """Return a callback for an option whose value has to be one of `known`."""

    def check(value: str) -> str:
        if value not in known:
            raise typer.BadParameter(f"{value!r} 不行，可用：{'、'.join(known)}")
        return value

    return check


def _described(option: Any) -> Any:
    if option is not None:
        option.help = _HELP
    return option


def _complain(message: str, code: ExitCode) -> ExitCode:
    print(f"错误：{message}", file=sys.stderr)
    return code


def _in_chinese(error: typer.TyperException) -> str:
    """Return the text of an error in usage."""
    sort = type(error).__name__
    param = getattr(error, "param", None)
    name = "/".join(getattr(param, "opts", ())) if getattr(param, "param_type_name", "") == "option" else ""
    name = name or getattr(param, "metavar", None) or str(getattr(param, "name", "") or "").upper()
    if sort == "NoSuchOption":
        return f"没有选项 {getattr(error, 'option_name', '')}。{_SEE_HELP}"
    if sort == "MissingParameter":
        return f"缺少 {name}。{_SEE_HELP}"
    if sort == "BadParameter":
        # What typer itself says of a wrong number is English; our own callbacks speak Chinese.
        detail = f"：{error.message}" if not error.message.isascii() else ""
        return f"{name} 的值不对{detail}。{_SEE_HELP}"
    if sort == "BadOptionUsage":
        return f"选项 {getattr(error, 'option_name', '')} 后面要有一个值。{_SEE_HELP}"
    return f"用法不对：{error.format_message()}。{_SEE_HELP}"
