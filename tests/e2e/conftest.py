"""One service for the session, and a fresh phone for each test."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright, sync_playwright

from tests.e2e.phone import Phone, Service


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def service() -> Iterator[Service]:
    made = Service()
    made.start()
    yield made
    made.remove()


@pytest.fixture
def own_service() -> Iterator[Service]:
    """A service that the test may stop."""
    made = Service()
    made.start()
    yield made
    made.remove()


@pytest.fixture
def phone(playwright: Playwright, service: Service) -> Iterator[Phone]:
    made = Phone(playwright, service.url)
    yield made
    made.remove()
