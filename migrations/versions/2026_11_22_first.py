"""Make the first tables: the employer directory, the reference files and the scheduler's claims."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "2026_11_22_first"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")  # give up rather than block every write
    employers()
    reference_files()
    firings()


def employers() -> None:
    op.create_table(
        "employer",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("name_en", sa.String, nullable=False),
        sa.Column("name_zh", sa.String, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("country", sa.String, nullable=False),
        sa.Column("domain", sa.String),
        sa.Column("closed_on", sa.Date),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employer")),
        sa.CheckConstraint("id ~ '^[a-z0-9_]{1,40}$'", name=op.f("ck_employer_id")),
        sa.CheckConstraint(
            "kind IN ('centre', 'contractor', 'agent', 'school', 'team_leader', 'platform', 'client')",
            name=op.f("ck_employer_kind"),
        ),
        sa.CheckConstraint("country ~ '^[A-Z]{2}$'", name=op.f("ck_employer_country")),
    )
    op.create_table(
        "employer_alias",
        sa.Column("employer_id", sa.String, nullable=False),
        sa.Column("alias", sa.String, nullable=False),
        sa.Column("folded", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("employer_id", "alias", name=op.f("pk_employer_alias")),
        sa.ForeignKeyConstraint(
            ["employer_id"],
            ["employer.id"],
            name=op.f("fk_employer_alias_employer_id"),
            ondelete="CASCADE",
        ),
    )


def reference_files() -> None:
    op.create_table(
        "reference_file",
        sa.Column("name", sa.String, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("shipped_sha256", sa.String, nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", JSONB, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_reference_file")),
        sa.CheckConstraint("name ~ '^[a-z]{3,20}$'", name=op.f("ck_reference_file_name")),
        sa.CheckConstraint("sha256 ~ '^[0-9a-f]{64}$'", name=op.f("ck_reference_file_sha256")),
        sa.CheckConstraint(
            "shipped_sha256 ~ '^[0-9a-f]{64}$'", name=op.f("ck_reference_file_shipped_sha256")
        ),
    )


def firings() -> None:
    op.create_table(
        "firing",
        sa.Column("job", sa.String, nullable=False),
        sa.Column("slot", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("job", "slot", name=op.f("pk_firing")),
    )


def downgrade() -> None:
    for table in ("firing", "reference_file", "employer_alias", "employer"):
        op.drop_table(table)
