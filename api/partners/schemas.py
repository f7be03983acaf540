"""Endpoints and deliveries as they travel (docs/webhooks.md)."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from api.accounts.schemas import Code
from api.schema import Input, Output, Text

Url = Annotated[Text, Field(min_length=10, max_length=500)]


class EndpointIn(Input):
    """Where to tell an organization."""

    url: Url
    code: Code  # used for nothing before


class EndpointOut(Output):
    """An endpoint of the caller's organization. Its secret is never shown again."""

    id: UUID
    url: str  # once it is stopped, without path and query
    made_on: date  # UTC
    made_at: datetime  # noon of that day for one that was registered before ids told the time
    delivered_at: datetime | None  # something last got through, in the 90 days that are kept
    failing_since: datetime | None  # nothing got through since
    tests_waiting: int  # on their way, or still to be tried again
    stopped: Literal["gone", "failing", "by_hand"] | None  # why it is told nothing any more


class EndpointMadeOut(EndpointOut):
    """A new endpoint with the secret that verifies what is sent to it."""

    secret: str  # whsec_…


class EndpointsOut(Output):
    """All of an organization, newest first."""

    endpoints: list[EndpointOut]
    loopback: bool  # this server may call itself: a development setting, to be said loudly


class AttemptOut(Output):
    """One try."""

    number: int
    at: datetime
    outcome: str  # a status, or a word of docs/webhooks.md
    milliseconds: int


class DeliveryOut(Output):
    """One event on its way to one endpoint."""

    id: UUID  # the webhook-id
    kind: str
    happened_at: datetime
    state: Literal["waiting", "done", "given_up"]
    due_at: datetime | None  # the next try, while it waits
    attempts: list[AttemptOut]
