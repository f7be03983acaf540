"""The shared vectors: read from YAML, and the part of an answer that each speaks of."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from api.wages.floors import Reference
from api.wages.schemas import EstimateIn

FOLDER = Path(__file__).parents[1] / "vectors" / "wages"


@dataclass(frozen=True)
class Vector:
    """One question with the answer that somebody worked out by hand."""

    id: str
    title: str
    reference: Reference
    asked: EstimateIn
    expected: Any


def read(name: str) -> Any:
    """Read one file of vectors."""
    return yaml.safe_load((FOLDER / name).read_text())


def reference(name: str) -> Reference:
    """Find a shared reference by its name."""
    return Reference.model_validate(read("references.yaml")[name])


def vectors() -> list[Vector]:
    """Read every vector of every theme."""
    names = sorted(path.name for path in FOLDER.glob("*.yaml") if path.name != "references.yaml")
    shared = {name: Reference.model_validate(of) for name, of in read("references.yaml").items()}
    found = []
    for name in names:
        for each in read(name)["vectors"]:
            named = each["reference"]
            found.append(
                Vector(
                    id=each["id"],
                    title=each["title"],
                    reference=shared[named] if isinstance(named, str) else Reference.model_validate(named),
                    asked=EstimateIn.model_validate(each["asked"]),
                    expected=each["expect"],
                )
            )
    return found


def spoken_of(answer: Any, expected: Any) -> Any:
    """Keep of an answer what a vector speaks of: its keys, and all items of its lists."""
    if isinstance(expected, list) and isinstance(answer, list):
        short = answer[len(expected) :]
        return [spoken_of(*pair) for pair in zip(answer, expected, strict=False)] + short
    if isinstance(expected, dict) and isinstance(answer, dict):
        return {key: spoken_of(answer.get(key, "no such key"), value) for key, value in expected.items()}
    return answer
