"""The checks of `make check` are tests too, and each can fail."""

import pytest

from tests.house import check_layers, check_sizes, check_supply
from tests.house.__main__ import Check, checks


@pytest.mark.parametrize(
    ("name", "check"), list(checks()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_the_house_is_in_order(name: str, check: Check) -> None:
    assert check() == []


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("api/wages/money.py", "from sqlmodel import Session"),
        ("api/wages/money.py", "from api.reference.service import floors"),
        ("api/wages/money.py", "def late():\n    from fastapi import Request"),
        ("api/offers/service.py", "from fastapi import Request"),
        ("api/offers/service.py", "from api.employers.models import Employer"),
        ("api/offers/service/find.py", "import httpx2"),
        ("api/employers/models.py", "from api.problems import Problem"),
        ("api/offers/check.py", "from api.wages.routes import router"),
    ],
)
def test_an_import_that_points_outward_is_seen(path: str, code: str) -> None:
    assert check_layers.barred(path, code)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("api/wages/money.py", "from fractions import Fraction\nfrom api.wages.schemas import LineOut"),
        (
            "api/wages/service.py",
            "from api.reference.service import floors\nfrom api.problems import Problem",
        ),
        ("api/employers/service.py", "from api.employers.models import Employer"),
        ("api/employers/routes.py", "from fastapi import APIRouter\nfrom api.employers import service"),
    ],
)
def test_an_import_that_points_inward_is_not(path: str, code: str) -> None:
    assert not check_layers.barred(path, code)


@pytest.mark.parametrize("place", ["home/someone/x", "root/x", "Users/someone/x"])
def test_a_path_of_one_machine_is_seen_and_an_address_is_not(place: str) -> None:
    assert check_supply.MACHINE.search(f'at "/{place}"')
    assert not check_supply.MACHINE.search(f"https://example.org/{place}")


def test_a_long_function_file_and_component_are_seen() -> None:
    long = "def f():\n" + "    x = 1\n" * 40
    component = "export function Long() {\n" + "  a();\n" * 119 + "}\n"

    assert check_sizes.long_python("api/a.py", long) == ["api/a.py:1: f has 41 lines, more than 40"]
    assert check_sizes.long_python("api/a.py", "x = 1\n" * 301) == ["api/a.py: 301 lines, more than 300"]
    assert check_sizes.long_components("a.tsx", component) == ["a.tsx:1: Long has 121 lines, more than 120"]
    assert check_sizes.long_components("a.tsx", component.replace("  a();\n", "", 1)) == []
