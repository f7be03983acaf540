"""Every kind of row that phones write: each slice says its own."""

from api.accounts.ops import ENTITIES as ACCOUNTS
from api.synced import Entity
from api.worklog.ops import ENTITIES as WORKLOG

ENTITIES: tuple[Entity, ...] = (*WORKLOG, *ACCOUNTS)
