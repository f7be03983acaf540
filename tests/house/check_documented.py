"""Every setting and every problem's code is in docs/, and docs/ names none that is gone."""

import re

from api.main import create_app
from api.problems import every_problem
from api.settings import Settings
from tests.house.files import ROOT


def check_settings() -> list[str]:
    """Compare docs/settings.md with the settings."""
    there = {f"GONGYOU_{name.upper()}" for name in Settings.model_fields}
    return difference("docs/settings.md", there)


def check_problems() -> list[str]:
    """Compare docs/problems.md with every problem that a slice defines."""
    create_app(Settings())  # whatever the service can answer has been imported by now
    return difference("docs/problems.md", {kind.code for kind in every_problem()})


def difference(page: str, there: set[str]) -> list[str]:
    """Say what a page lacks, and what it has too much: its words in the first column of a table."""
    told = set(re.findall(r"^\| `([^`]+)` \|", (ROOT / page).read_text(), re.MULTILINE))
    return [f"{page} lacks {name}" for name in sorted(there - told)] + [
        f"{page} names {name}, which does not exist" for name in sorted(told - there)
    ]
