"""The description of the JSON API in OpenAPI 3.1, made from what the named queries say of themselves."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

from ..ontology.codes import concepts
from ..queries.model import Column, Parameter, Query, ValueType

#: The version of the API; it changes when an answer changes its form.
API_VERSION: Final = "1.0.0"
_JSON_TYPES: Final = {"integer": "integer", "decimal": "number"}
_PROBLEM: Final = {
    "type": "object",
    "description": "错误（RFC 9457）。An error (RFC 9457).",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string", "description": "是哪一类错误。The kind of error."},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "错在哪里，该怎么办。What was wrong, and what to do."},
        "code": {"type": "string", "description": "错误的代号。The kind of error as a code."},
        "instance": {"type": "string"},
    },
}
_COLUMN: Final = {
    "type": "object",
    "required": ["name", "type", "heading", "heading_en"],
    "properties": {
        name: {"type": "string", "description": description}
        for name, description in (
            ("name", "列名。The column's name."),
            ("type", "类型。Its type."),
            ("heading", "中文表头。Heading in Chinese."),
            ("heading_en", "英文表头。Heading in English."),
        )
    },
}
_FAULTS: Final = (
    ("400", "参数不对。A wrong parameter."),
    ("404", "没有这个查询。No such query."),
    ("422", "结果太大。The answer is too large."),
    ("503", "正忙，过一会儿再试。Busy; try again after Retry-After."),
    ("504", "算得太久，已停止。It took too long and was stopped."),
)


def openapi(queries: Sequence[Query], server: str, first_rows: int, most_rows: int) -> dict[str, Any]:
    """Return the description of an API that answers `queries` at `server`.

    `first_rows` and `most_rows` are the rows of a page, unless asked otherwise and at most.
    """
    paths: dict[str, Any] = {"/api/queries": {"get": _listing()}}
    for query in queries:
        paths[f"/api/queries/{query.name}"] = {"get": _answer(query, first_rows, most_rows)}
        paths[f"/api/queries/{query.name}.rq"] = {"get": _text(query)}
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": "职教图谱 zhijiao",
            "version": API_VERSION,
            "summary": "职业学校质量年度报告的知识图谱：有名称的查询。",
            "description": (
                "每个查询一个地址，参数写在地址里，结果分页，JSON 或 CSV。"
                "Named queries over a knowledge graph of the annual quality reports of Chinese vocational "
                "schools: one address each, parameters in the address, answers in pages as JSON or CSV. "
                f"zhijiao {_version()}."
            ),
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": server}],
        "tags": [{"name": "queries", "description": "有名称的查询。Named queries."}],
        "security": [{}, {"bearer": []}],
        "paths": paths,
        "components": {
            "schemas": {"Problem": _PROBLEM, "Column": _COLUMN},
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
            "responses": {
                f"Problem{status}": {
                    "description": description,
                    "content": {
                        "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
                    },
                }
                for status, description in _FAULTS
            },
        },
    }


def _listing() -> dict[str, Any]:
    return {
        "operationId": "queries",
        "tags": ["queries"],
        "summary": "所有查询。All queries.",
        "responses": {
            "200": {
                "description": "查询的名称、参数和列。Names, parameters and columns of the queries.",
                "content": {
                    "application/json": {
                        "schema": {
                            "type": "object",
                            "required": ["queries"],
                            "properties": {"queries": {"type": "array", "items": {"type": "object"}}},
                        }
                    }
                },
            }
        },
    }


def _answer(query: Query, first_rows: int, most_rows: int) -> dict[str, Any]:
    paging = [
        _parameter(
            "limit",
            "一页的行数。Rows of a page.",
            {"type": "integer", "minimum": 0, "maximum": most_rows, "default": first_rows},
        ),
        _parameter(
            "offset", "从第几行之后开始。Rows to skip.", {"type": "integer", "minimum": 0, "default": 0}
        ),
        _parameter(
            "format",
            "结果的形式。The form of the answer.",
            {"type": "string", "enum": ["json", "csv"], "default": "json"},
        ),
    ]
    return {
        **_head(query, query.name),
        "parameters": [*map(_own_parameter, query.parameters), *paging],
        "responses": {
            "200": {
                "description": "一页结果。A page of the answer.",
                "headers": {
                    "Link": {
                        "description": "上一页和下一页。The pages before and after.",
                        "schema": {"type": "string"},
                    }
                },
                "content": {
                    "application/json": {"schema": _page(query)},
                    "text/csv": {"schema": {"type": "string"}},
                },
            },
            **_faults(),
        },
    }


def _text(query: Query) -> dict[str, Any]:
    return {
        **_head(query, f"{query.name}.rq"),
        "summary": f"{query.title}：SPARQL。{query.title_en}: SPARQL.",
        "parameters": [_own_parameter(one) for one in query.parameters],
        "responses": {
            "200": {
                "description": "查询的 SPARQL，参数已填好。The query in SPARQL, parameters filled in.",
                "content": {"application/sparql-query": {"schema": {"type": "string"}}},
            },
            **_faults(),
        },
    }


def _head(query: Query, operation: str) -> dict[str, Any]:
    return {
        "operationId": operation,
        "tags": ["queries"],
        "summary": f"{query.title}。{query.title_en}.",
        "description": query.description,
    }


def _faults() -> dict[str, Any]:
    return {status: {"$ref": f"#/components/responses/Problem{status}"} for status, _ in _FAULTS}


def _own_parameter(one: Parameter) -> dict[str, Any]:
    description = f"{one.description}。{one.description_en}."
    schema: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": 1000}
    if one.type.name == "integer":
        schema = {"type": "integer"}
    elif one.type.name == "years":
        schema["examples"] = ["2021", "2018-2021"]
    elif one.type.name == "iri":
        schema["format"] = "iri"
    elif one.type.name == "codes":
        known = concepts(one.type.scheme)
        schema["examples"] = [known[0].code]
        codes = "、".join(f"{code.code}（{code.zh}）" for code in known)
        description += f" 一个或几个代码，用逗号分开（one or more codes, with commas between）：{codes}"
    if one.default:
        schema["default"] = int(one.default) if one.type.name == "integer" else one.default
    return _parameter(one.name, description, schema)


def _parameter(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}


def _page(query: Query) -> dict[str, Any]:
    row = {
        "type": "object",
        "required": [one.name for one in query.columns],
        "additionalProperties": False,
        "properties": {one.name: _cell(one) for one in query.columns},
    }
    address = {"type": ["string", "null"], "format": "uri"}
    return {
        "type": "object",
        "required": ["query", "columns", "rows", "limit", "offset", "next", "prev"],
        "properties": {
            "query": {"const": query.name},
            "title": {"type": "string"},
            "parameters": {"type": "object", "additionalProperties": {"type": "string"}},
            "columns": {"type": "array", "items": {"$ref": "#/components/schemas/Column"}},
            "rows": {"type": "array", "items": row},
            "limit": {"type": "integer"},
            "offset": {"type": "integer"},
            "next": {**address, "description": "下一页的地址。The address of the next page."},
            "prev": {**address, "description": "上一页的地址。The address of the page before."},
        },
    }


def _cell(column: Column) -> dict[str, Any]:
    kind: ValueType = column.type
    schema: dict[str, Any] = {
        "type": [_JSON_TYPES.get(kind.name, "string"), "null"],
        "description": f"{column.heading}。{column.heading_en}.",
    }
    if kind.name == "iri":
        schema["format"] = "iri"
    return schema


def _version() -> str:
    try:
        return version("zhijiao")
    except PackageNotFoundError:
        return "?"
