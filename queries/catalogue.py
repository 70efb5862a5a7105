"""The named queries that are shipped, and the files of users."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from .header import QueryFileError, parse_query
from .model import Query

_LONGEST_FILE: Final = 1_000_000


class UnknownQueryError(LookupError):
    """There is no named query of this name."""


@cache
def catalogue() -> tuple[Query, ...]:
    """Return all shipped queries in the order of their names, those of the pages too.

    Raises QueryFileError where a file's header is faulty.
    """
    folder = files(__package__).joinpath("sparql")
    names = sorted(one.name for one in folder.iterdir() if one.name.endswith(".rq"))
    found = tuple(
        replace(
            parse_query(folder.joinpath(name).read_text(encoding="utf-8"), name.removesuffix(".rq")),
            shipped=True,
        )
        for name in names
    )
    if bare := [one.name for one in found if not one.columns or not one.title]:
        raise QueryFileError(f"查询 {'、'.join(bare)} 的说明里没有 title 或 column")
    return found


def named_query(name: str) -> Query:
    """Return the shipped query `name`. Raises UnknownQueryError, naming those there are."""
    for one in catalogue():
        if one.name == name:
            return one
    known = "、".join(one.name for one in catalogue() if not one.internal)
    raise UnknownQueryError(f"没有名为 {name!r} 的查询。已有的查询：{known}；也可以给出一个 .rq 文件")


def read_query(path: Path) -> Query:
    """Return the query of a user's file, with or without a header.

    Raises QueryFileError where the file cannot be read, is not UTF-8, is empty or has a faulty header.
    """
    try:
        if path.stat().st_size > _LONGEST_FILE:
            raise QueryFileError(f"{path}：文件超过 {_LONGEST_FILE} 字节，不像一个查询")
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryFileError(f"{path}：不是 UTF-8 文本，请另存为 UTF-8") from error
    except FileNotFoundError as error:
        raise QueryFileError(f"{path}：没有这个文件，请检查文件名") from error
    except OSError as error:
        raise QueryFileError(f"{path}：读不了（{error.strerror}），请检查文件名和权限") from error
    if not text.strip():
        raise QueryFileError(f"{path}：文件是空的，请写入一个 SELECT 查询")
    try:
        return parse_query(text, path.stem)
    except QueryFileError as error:
        raise QueryFileError(f"{path}：{error}") from error
