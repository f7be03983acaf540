"""Leave only scheme, host and port of the URLs of stopped endpoints: a path may hold a secret.

Expand only: the code of the last release shows these URLs and calls none of them. What it stops while both
run keeps its path until it is forgotten 90 days later; a CHECK can come once that code is gone.
"""

from alembic import op

revision = "2026_11_22_stopped_endpoints"
down_revision = "2026_11_22_webhooks"
branch_labels = None
depends_on = None

TO_ORIGIN = """
UPDATE endpoint SET url = substring(url FROM '^[^:]+://[^/?]+')
WHERE stopped IS NOT NULL AND url ~ '^[^:]+://[^/?]+[/?]'
"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")  # give up rather than block every write
    op.execute(TO_ORIGIN)


def downgrade() -> None:
    """Nothing: what was deleted is nowhere, and the code of the last release shows an origin as well."""
