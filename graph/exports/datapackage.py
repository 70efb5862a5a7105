"""The description of the tables as a Data Package: columns, types, keys and references.

See https://specs.frictionlessdata.io/tabular-data-package/ and …/table-schema/.
"""

from __future__ import annotations

from typing import Any, Final

from .forms import CODES, TABLES, THING_EVIDENCE, THINGS, Column, TableForm

#: The file that describes the tables of a folder.
DATA_PACKAGE: Final = "datapackage.json"

_TYPES: Final = {"integer": "integer", "decimal": "number"}


def datapackage() -> dict[str, Any]:
    """Return the description of all tables in the order of their fields."""
    resources = [_table(form) for form in TABLES]
    resources += [_list(form, one) for form in TABLES for one in form.lists]
    resources += [
        _resource(THINGS, [_field("iri"), _field("table"), _field("name")], key="iri"),
        _resource(
            THING_EVIDENCE,
            [_field("thing_iri"), _field("evidence_iri")],
            refers={"thing_iri": THINGS, "evidence_iri": "evidence"},
        ),
        _resource(
            CODES,
            [_field("iri"), _field("scheme"), _field("code"), _field("label_zh"), _field("label_en")],
            key="iri",
        ),
    ]
    return {"profile": "tabular-data-package", "name": "zhijiao", "resources": resources}


def _table(form: TableForm) -> dict[str, Any]:
    fields, refers = [_field("iri")], {}
    if form.name == "evidence":
        fields.append(_field("statement"))
    for one in form.columns:
        # Values that reports put differently stand in one cell, which is no number then.
        joined = one.many or one.several or one.refers
        fields.append(_field(one.name, "string" if joined else _TYPES.get(one.kind, "string")))
        if one.refers and not one.many:
            fields.append(_field(one.reference))
            refers[one.reference] = one.target
    return _resource(form.name, fields, key="iri", refers=refers)


def _list(form: TableForm, one: Column) -> dict[str, Any]:
    owner, value = f"{form.row}_iri", one.reference if one.refers else one.name
    refers = {owner: form.name} | ({value: one.target} if one.refers else {})
    return _resource(form.list_name(one), [_field(owner), _field(value)], refers=refers)


def _field(name: str, type_: str = "string") -> dict[str, str]:
    return {"name": name, "type": type_}


def _resource(
    name: str, fields: list[dict[str, str]], *, key: str = "", refers: dict[str, str] | None = None
) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": fields}
    if key:
        schema["primaryKey"] = key
    keys = [
        {"fields": column, "reference": {"resource": table, "fields": "iri"}}
        for column, table in (refers or {}).items()
    ]
    if keys:
        schema["foreignKeys"] = keys
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "encoding": "utf-8",
        "schema": schema,
    }
