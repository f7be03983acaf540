"""Make the tables of sync's ledger.

Only new tables: the code of the last release does not know them.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "2026_11_22_sync"
down_revision = "2026_11_22_accounts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")  # give up rather than block every write
    device_seq()
    held_operation()
    operation()
    sync_state()


def device_seq() -> None:
    op.create_table(
        "device_seq",
        sa.Column("worker_id", sa.Uuid, nullable=False),
        sa.Column("device_id", sa.Uuid, nullable=False),
        sa.Column("highest", sa.BigInteger, nullable=False),
        sa.Column("missing", JSONB, nullable=False),
        sa.Column("said_on", sa.Date, nullable=False),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["account.worker_id"], name=op.f("fk_device_seq_worker_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("worker_id", "device_id", name=op.f("pk_device_seq")),
    )


def held_operation() -> None:
    op.create_table(
        "held_operation",
        sa.Column("worker_id", sa.Uuid, nullable=False),
        sa.Column("op_id", sa.Uuid, nullable=False),
        sa.Column("device_id", sa.Uuid, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("entity_id", sa.Uuid, nullable=False),
        sa.Column("base", sa.Integer, nullable=False),
        sa.Column("body", JSONB, nullable=False),
        sa.Column("sealed", sa.LargeBinary),
        sa.Column("waits_for", sa.Uuid, nullable=False),
        sa.Column("received_on", sa.Date, nullable=False),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["account.worker_id"], name=op.f("fk_held_operation_worker_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("worker_id", "op_id", name=op.f("pk_held_operation")),
    )
    op.create_index("ix_held_operation_waits_for", "held_operation", ["worker_id", "waits_for"], unique=False)


def operation() -> None:
    op.create_table(
        "operation",
        sa.Column("worker_id", sa.Uuid, nullable=False),
        sa.Column("change", sa.BigInteger, nullable=False),
        sa.Column("op_id", sa.Uuid, nullable=False),
        sa.Column("device_id", sa.Uuid, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("entity_id", sa.Uuid, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("body", JSONB),
        sa.Column("sealed", sa.LargeBinary),
        sa.Column("received_on", sa.Date, nullable=False),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_operation_revision")),
        sa.CheckConstraint("seq >= 1", name=op.f("ck_operation_seq")),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["account.worker_id"], name=op.f("fk_operation_worker_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("worker_id", "change", name=op.f("pk_operation")),
        sa.UniqueConstraint("worker_id", "entity_id", "revision", name="uq_operation_revision"),
        sa.UniqueConstraint("worker_id", "op_id", name=op.f("uq_operation_worker_id_op_id")),
    )
    op.create_index("ix_operation_device", "operation", ["worker_id", "device_id", "seq"], unique=False)


def sync_state() -> None:
    op.create_table(
        "sync_state",
        sa.Column("worker_id", sa.Uuid, nullable=False),
        sa.Column("generation", sa.Integer, nullable=False),
        sa.Column("last_change", sa.BigInteger, nullable=False),
        sa.Column("held", sa.Integer, nullable=False),
        sa.Column("bytes", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["account.worker_id"], name=op.f("fk_sync_state_worker_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("worker_id", name=op.f("pk_sync_state")),
    )


def downgrade() -> None:
    op.drop_table("sync_state")
    op.drop_table("operation")
    op.drop_table("held_operation")
    op.drop_table("device_seq")
