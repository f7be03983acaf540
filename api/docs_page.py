"""The API's documentation, one plain page written from the OpenAPI document: no script, all our own."""

import re
from html import escape
from inspect import cleandoc
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.openapi import SCHEMA, as_text, document, operations
from api.problems import Problem, every_problem

router = APIRouter(include_in_schema=False)

BOUNDS = {
    "minimum": "≥ {}",
    "maximum": "≤ {}",
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "minItems": "at least {} items",
    "maxItems": "at most {} items",
    "pattern": "pattern {}",
    "default": "default {}",
}

CODE = re.compile(r"`([^`]+)`")
REFUSED = """<h2 id="problems">Problems</h2>
<p>What is refused is answered as <code>application/problem+json</code> (RFC 9457).
<code>errors</code> names the place of each wrong field, never its value.</p>"""

Schema = dict[str, Any]


@router.get("/docs")
async def documentation(request: Request) -> Response:
    """Show this documentation."""
    return HTMLResponse(page(document(request.app), every_problem()))


@router.get("/docs.css")
async def style() -> Response:
    """Give the page its looks; the content security policy allows no inline style."""
    return Response(Path(__file__).with_name("docs.css").read_bytes(), media_type="text/css")


@router.get("/openapi.json")
async def as_file(request: Request) -> Response:
    """Give the OpenAPI document."""
    return Response(as_text(request.app), media_type="application/json")


@router.post("/share")
async def share() -> Response:
    """Drop what was shared, unread, where no service worker took it; the app asks to paste it."""
    return RedirectResponse("/#/check/shared", 303)


def page(found: Schema, problems: list[type[Problem]]) -> str:
    """Write the whole page."""
    info, schemas = found["info"], found["components"]["schemas"]
    title = escape(f"{info['title']} API {info['version']}")
    links = "".join(
        f'<li><a href="#{anchor(method, path)}">{method.upper()} {escape(path)}</a>'
        for method, path, _ in operations(found)
    )
    return "".join(
        [
            '<!doctype html><html lang="en"><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<title>{title}</title><link rel="stylesheet" href="/docs.css"><h1>{title}</h1>',
            paragraphs(info.get("description", "")),
            '<p>The same as a file: <a href="/openapi.json">openapi.json</a>.</p>',
            f'<nav><ul>{links}<li><a href="#problems">Problems</a><li><a href="#shapes">Shapes</a></ul>',
            *(operation_section(*one) for one in operations(found)),
            REFUSED,
            *(problem_section(kind) for kind in problems),
            '<h2 id="shapes">Shapes</h2>',
            *(shape_section(name, schemas[name]) for name in sorted(schemas)),
            "</html>",
        ]
    )


def anchor(method: str, path: str) -> str:
    """Name an operation's place on the page."""
    return escape(f"{method}{path}".replace("/", "-").replace("{", "").replace("}", ""))


def paragraphs(text: str) -> str:
    """Write a description: blank lines part paragraphs."""
    return "".join(f"<p>{words(part)}</p>" for part in text.strip().split("\n\n") if part)


def words(text: str) -> str:
    """Write a text whose `backquoted` parts are code."""
    return CODE.sub(r"<code>\1</code>", escape(text))


def operation_section(method: str, path: str, operation: Schema) -> str:
    """Write what one method of one path does, takes and answers."""
    body = operation.get("requestBody", {}).get("content", {})
    takes = "".join(f"<h3>Body</h3><p>{escape(kind)}: {shape(it['schema'])}</p>" for kind, it in body.items())
    parameters = "".join(
        row(one["name"], one["in"] + (", required" if one.get("required") else ""), one["schema"], one)
        for one in operation.get("parameters", [])
    )
    answers = "".join(answer_row(status, answer) for status, answer in operation["responses"].items())
    return (
        f'<section><h2 id="{anchor(method, path)}"><span class="method">{method.upper()}</span> '
        f"<code>{escape(path)}</code></h2><p><b>{escape(operation.get('summary', ''))}</b></p>"
        f"{paragraphs(operation.get('description', ''))}"
        f"{'<h3>Parameters</h3>' + table(parameters) if parameters else ''}{takes}"
        f"<h3>Answers</h3>{table(answers)}</section>"
    )


def answer_row(status: str, answer: Schema) -> str:
    """Write one answer: its status, what it means, its shape."""
    if status == "default":
        return '<tr><th>else<td>a <a href="#problems">problem</a>'
    shapes = ", ".join(shape(it["schema"]) for it in answer.get("content", {}).values() if "schema" in it)
    return f"<tr><th>{escape(status)}<td>{words(answer['description'])}<td>{shapes}"


def problem_section(kind: type[Problem]) -> str:
    """Write what a problem's code means."""
    return (
        f'<h3 id="problem-{escape(kind.code)}"><code>{escape(kind.code)}</code> ({kind.status})</h3>'
        f"<p>{escape(kind.title)}</p>{paragraphs(cleandoc(kind.__doc__ or ''))}"
    )


def shape_section(name: str, schema: Schema) -> str:
    """Write the fields of one shape, or the values of one enumeration."""
    needed = schema.get("required", [])
    rows = "".join(
        row(field, "required" if field in needed else "", it, it)
        for field, it in schema.get("properties", {}).items()
    )
    said = "".join(f"<li><code>{escape(str(value))}</code>" for value in schema.get("enum", []))
    about = paragraphs(schema.get("description", ""))
    return (
        f'<section><h3 id="shape-{escape(name)}">{escape(name)}</h3>{about}'
        f"{table(rows) if rows else ''}{f'<ul>{said}</ul>' if said else ''}</section>"
    )


def table(rows: str) -> str:
    """Wrap rows."""
    return f"<table>{rows}</table>"


def row(name: str, note: str, schema: Schema, described: Schema) -> str:
    """Write one field or parameter: name, shape, bounds, description."""
    text = "; ".join(part for part in [note, *bounds(schema), described.get("description", "")] if part)
    return f"<tr><th><code>{escape(name)}</code><td>{shape(schema)}<td>{words(text)}"


def bounds(schema: Schema) -> list[str]:
    """Say what a value must keep to."""
    own = [words.format(schema[key]) for key, words in BOUNDS.items() if key in schema]
    return own + [words for one in schema.get("anyOf", []) for words in bounds(one)]


def shape(schema: Schema) -> str:
    """Name a value's shape, with a link to the shapes below."""
    if "$ref" in schema:
        name = escape(schema["$ref"].removeprefix(SCHEMA))
        return f'<a href="#shape-{name}">{name}</a>'
    for key in ("anyOf", "oneOf", "allOf"):
        if key in schema:
            return " or ".join(shape(one) for one in schema[key])
    if "enum" in schema or "const" in schema:
        values = schema.get("enum", [schema.get("const")])
        return " | ".join(f"<code>{escape(str(value))}</code>" for value in values)
    if schema.get("type") == "array":
        return f"list of {shape(schema.get('items', {}))}"
    return escape(schema.get("format") or schema.get("type") or "any")
