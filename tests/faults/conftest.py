"""The same service and phones as the end-to-end tests."""

from tests.e2e.conftest import own_service, phone, playwright, service

__all__ = ["own_service", "phone", "playwright", "service"]
