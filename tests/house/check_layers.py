"""Imports point inward: routes to service to models and schemas; pure rules know no database and no web."""

import ast
from collections.abc import Iterator
from pathlib import PurePosixPath

from tests.house.files import ROOT, name_of, ours

LAYERS = {"models", "schemas", "service", "routes", "events", "jobs", "ops", "caller"}
WEB = (
    *("fastapi", "starlette", "httpx", "httpx2", "httpcore2", "uvicorn"),
    *("api.boundary", "api.main", "api.outgoing", "api.site"),
)
DATABASE = ("sqlmodel", "sqlalchemy", "psycopg", "alembic", "api.db")
PURE = (*WEB, *DATABASE, "api.problems")
MAY_NOT: dict[str, tuple[str, ...]] = {
    "models": (*WEB, "api.problems"),
    "schemas": PURE,
    "service": WEB,
    "ops": WEB,
    "events": WEB,
    "jobs": ("fastapi", "starlette"),
    "caller": ("fastapi", "starlette"),
    "routes": ("sqlmodel", "sqlalchemy", "psycopg"),
}
OUTWARD = {"models", "service", "ops", "jobs"}  # a pure rule is handed its rows


def check_imports_point_inward() -> list[str]:
    """Look through every slice."""
    slices = [
        path for path in ours(".py") if path.is_relative_to(ROOT / "api") and path.parent != ROOT / "api"
    ]
    return [complaint for path in slices for complaint in barred(name_of(path), path.read_text())]


def barred(path: str, code: str) -> list[str]:
    """Name the imports of one file of a slice that it may not have."""
    parts = PurePosixPath(path).with_suffix("").parts[1:]
    own, layer = parts[0], parts[1]
    if layer == "__init__":
        return []
    names = sorted(set(imported(ast.parse(code))))
    wrong = [name for name in names if within(name, MAY_NOT.get(layer, PURE))]
    for name in names:
        of, _, last = name.removeprefix("api.").partition(".")
        last = last.partition(".")[0]
        theirs = name.startswith("api.") and of != own
        if last == "routes" or (last == "models" and theirs) or (layer not in LAYERS and last in OUTWARD):
            wrong.append(name)
    return [f"{path} imports {name}" for name in sorted(set(wrong))]


def within(name: str, packages: tuple[str, ...]) -> bool:
    """Tell whether a module is one of these packages or lies in one."""
    return any(name == package or name.startswith(package + ".") for package in packages)


def imported(tree: ast.AST) -> Iterator[str]:
    """Name every module that a file imports anywhere; `from api.x import service` is `api.x.service`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            if node.module.startswith("api"):
                yield from (f"{node.module}.{name.name}" for name in node.names if name.name in LAYERS)
