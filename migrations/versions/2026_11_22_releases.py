"""Make the tables of releases.

Only new tables: the code of the last release does not know them.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_releases"
down_revision = "2026_11_22_worklog"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")  # give up rather than block every write
    release()
    release_cell()


def release() -> None:
    op.create_table(
        "release",
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("state IN ('published', 'too_few')", name=op.f("ck_release_state")),
        sa.CheckConstraint("base >= 0", name=op.f("ck_release_base")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_release_number")),
        sa.PrimaryKeyConstraint("last_day", name=op.f("pk_release")),
        sa.UniqueConstraint("number", name=op.f("uq_release_number")),
    )


def release_cell() -> None:
    op.create_table(
        "release_cell",
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_key", sa.String(), nullable=False),
        sa.Column("column_key", sa.String(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.CheckConstraint("base >= 5", name=op.f("ck_release_cell_base")),
        sa.ForeignKeyConstraint(
            ["last_day"], ["release.last_day"], name=op.f("fk_release_cell_last_day"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint(
            "last_day", "table_name", "row_key", "column_key", name=op.f("pk_release_cell")
        ),
    )


def downgrade() -> None:
    op.drop_table("release_cell")
    op.drop_table("release")
