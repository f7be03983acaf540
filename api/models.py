"""Every table, imported once: what Alembic compares with the migrations."""

from api.employers.models import Employer, EmployerAlias
from api.reference.models import ReferenceFile
from api.scheduler import Firing

TABLES = (Employer, EmployerAlias, Firing, ReferenceFile)
