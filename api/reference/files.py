"""Read the reference files that ship with a release."""

import csv
from pathlib import Path
from typing import NamedTuple, TypeVar

import yaml
from pydantic import BaseModel

from api.reference import schemas
from api.reference.floors import RulesFile, WageRow, WageSource
from api.reference.signals import PatternsFile

DATA = Path(__file__).parent / "data"

M = TypeVar("M", bound=BaseModel)


class Data(NamedTuple):
    """All reference files, parsed."""

    wages: list[WageRow]
    wage_sources: list[WageSource]
    rules: RulesFile
    currencies: schemas.CurrenciesFile
    places: schemas.PlacesFile
    helplines: schemas.HelplinesFile
    first_hour: schemas.FirstHourFile
    tasks: schemas.TaskTypesFile
    platforms: list[schemas.PlatformRow]
    rights: schemas.RightsFile
    patterns: PatternsFile


def read(folder: Path = DATA) -> Data:
    """Read and parse every file; a pydantic error names the field that is wrong."""
    return Data(
        wages=table(folder / "minimum_wages.csv", WageRow),
        wage_sources=table(folder / "wage_sources.csv", WageSource),
        rules=document(folder / "rules.yaml", RulesFile),
        currencies=document(folder / "currencies.yaml", schemas.CurrenciesFile),
        places=document(folder / "places.yaml", schemas.PlacesFile),
        helplines=document(folder / "helplines.yaml", schemas.HelplinesFile),
        first_hour=document(folder / "scam_first_hour.yaml", schemas.FirstHourFile),
        tasks=document(folder / "task_types.yaml", schemas.TaskTypesFile),
        platforms=table(folder / "platforms.csv", schemas.PlatformRow),
        rights=document(folder / "rights.yaml", schemas.RightsFile),
        patterns=document(folder / "scam_patterns.yaml", PatternsFile),
    )


def table(path: Path, kind: type[M]) -> list[M]:
    """Read a CSV file, one model a row."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [kind.model_validate(row) for row in csv.DictReader(lines)]


def document(path: Path, kind: type[M]) -> M:
    """Read a YAML file."""
    return kind.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
