"""The OpenAPI document: what FastAPI writes, with our problems as the answer to what goes wrong."""

import json
from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.problems import MEDIA_TYPE, ProblemOut

SCHEMA = "#/components/schemas/"
METHODS = ("get", "put", "post", "delete", "patch")


def document(app: FastAPI) -> dict[str, Any]:
    """Write the document once."""
    if app.openapi_schema is None:
        app.openapi_schema = with_problems(
            get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        )
    return app.openapi_schema


def as_text(app: FastAPI) -> str:
    """Write the document as its file: sorted, so that a change shows as a change."""
    return json.dumps(document(app), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def with_problems(found: dict[str, Any]) -> dict[str, Any]:
    """Put our problem in the place of FastAPI's validation error, which no route answers."""
    schemas = found.setdefault("components", {}).setdefault("schemas", {})
    for foreign in ("HTTPValidationError", "ValidationError"):
        schemas.pop(foreign, None)
    shape = ProblemOut.model_json_schema(ref_template=SCHEMA + "{model}")
    schemas.update(shape.pop("$defs"), ProblemOut=shape)
    for _, _, operation in operations(found):
        answers = operation["responses"]
        if "HTTPValidationError" in str(answers.get("422")):
            del answers["422"]
        answers["default"] = {"description": "A problem", "content": {"application/json": {}}}
        for answer in answers.values():
            if answer is answers["default"] or "ProblemOut" in str(answer):
                answer["content"] = {MEDIA_TYPE: {"schema": {"$ref": SCHEMA + "ProblemOut"}}}
    return found


def operations(found: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """List (method, path, operation) in the document's order."""
    for path, item in found.get("paths", {}).items():
        for method in METHODS:
            if method in item:
                yield method, path, item[method]
