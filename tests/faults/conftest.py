"""What tests with accounts ask for: a server of their own, and phones."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Playwright

from tests.e2e.phone import Phone, Service


@pytest.fixture(scope="module")
def union() -> Iterator[Service]:
    """Give a server where an account costs little work."""
    made = Service(work_bits="1", host_name="县数据工会")
    made.start()
    yield made
    made.remove()


@pytest.fixture
def a_phone(playwright: Playwright, union: Service) -> Iterator[Callable[[], Phone]]:
    """Give as many phones as are asked for."""
    made: list[Phone] = []

    def another() -> Phone:
        made.append(Phone(playwright, union.url))
        return made[-1]

    yield another
    for phone in made:
        phone.remove()
    if union.process is None:
        union.start()
