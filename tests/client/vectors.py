"""Where the vectors of keys are, and how a test names them."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from client.sealing import Place

FOLDER = Path(__file__).parents[1] / "vectors" / "keys"
Vector = dict[str, Any]


def read(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text())


def each(name: str) -> list[Any]:
    """Give a file's vectors as parameters, each under its id."""
    return [pytest.param(vector, id=vector.get("id", vector.get("passphrase"))) for vector in read(name)]


def place(vector: Vector) -> Place:
    return Place(vector["kind"], vector["field"], UUID(vector["row"]), UUID(vector["worker_id"]))
