"""Ids of endpoints: UUIDs of version 7 (RFC 9562), which say when they were made.

Not the phone's (`client.ids`): those sort even when a clock goes back, so they need not tell the time.
"""

import secrets
from datetime import UTC, date, datetime, time
from uuid import RFC_4122, UUID

LATER_BITS = 80  # below the milliseconds since 1970: version, variant, chance


def new_id(now: datetime) -> UUID:
    """Make the id of what is made now.

    >>> new_id(datetime(2026, 11, 22, 4, 37, tzinfo=UTC)).version
    7
    """
    chance = secrets.randbits(LATER_BITS) & ~(0xF << 76 | 0b11 << 62)
    return UUID(int=int(now.timestamp() * 1000) << LATER_BITS | 7 << 76 | 0b10 << 62 | chance)


def made_at(id_: UUID, made_on: date) -> datetime:
    """Say when something was made: by its id, or noon of its UTC day where the id does not tell.

    >>> made_at(new_id(datetime(2026, 11, 22, 4, 37, tzinfo=UTC)), date(2026, 11, 22)).isoformat()
    '2026-11-22T04:37:00+00:00'
    >>> made_at(UUID("5e7a0c1d-3f52-4c7e-9a41-0d6b8f2e1c33"), date(2026, 11, 22)).isoformat()
    '2026-11-22T12:00:00+00:00'
    """
    if id_.variant == RFC_4122 and id_.version == 7:
        return datetime.fromtimestamp((id_.int >> LATER_BITS) / 1000, UTC)
    return datetime.combine(made_on, time(12), UTC)
