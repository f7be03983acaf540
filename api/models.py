"""Every table, imported once: what Alembic compares with the migrations."""

from types import ModuleType

from sqlmodel import SQLModel

from api.accounts import models as accounts
from api.employers import models as employers
from api.events import Event
from api.organizations import models as organizations
from api.partners import models as partners
from api.reference import models as reference
from api.scheduler import Firing
from api.statistics import models as statistics
from api.sync import models as sync
from api.worklog import models as worklog


def tables_of(module: ModuleType) -> list[type[SQLModel]]:
    """List the tables that a module defines."""
    return [
        found
        for found in vars(module).values()
        if isinstance(found, type) and issubclass(found, SQLModel) and hasattr(found, "__table__")
    ]


SLICES = (accounts, employers, organizations, partners, reference, statistics, sync, worklog)
TABLES: tuple[type[SQLModel], ...] = (
    Event,
    Firing,
    *(table for module in SLICES for table in tables_of(module)),
)
