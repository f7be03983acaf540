"""Endpoints and what is sent to them: what other slices, the routes and the sender may call."""

from api.partners.service.by_code import register_by_code, stop_by_code
from api.partners.service.endpoints import (
    ask_test,
    deliveries,
    endpoints,
    every_endpoint,
    organization_of,
    register,
    stop_by_hand,
)
from api.partners.service.outbox import Taken, Tried, fan_out, forget, settle, take
from api.partners.service.problems import (
    EndpointExists,
    EndpointNotAllowed,
    EndpointStopped,
    TooManyEndpoints,
    TooManyTests,
)

__all__ = [
    "EndpointExists",
    "EndpointNotAllowed",
    "EndpointStopped",
    "Taken",
    "TooManyEndpoints",
    "TooManyTests",
    "Tried",
    "ask_test",
    "deliveries",
    "endpoints",
    "every_endpoint",
    "fan_out",
    "forget",
    "organization_of",
    "register",
    "register_by_code",
    "settle",
    "stop_by_code",
    "stop_by_hand",
    "take",
]
