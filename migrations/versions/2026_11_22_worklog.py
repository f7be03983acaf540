"""Make the tables of the worklog.

Only new tables: the code of the last release does not know them.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "2026_11_22_worklog"
down_revision = "2026_11_22_sync"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")  # give up rather than block every write
    batch()
    cost()
    deduction()
    engagement()
    own_employer()
    payment()
    period_mark()
    time_entry()


def kept(table: str, *more: sa.Column[Any] | sa.CheckConstraint) -> None:
    op.create_table(
        table,
        sa.Column("worker_id", sa.Uuid, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("sealed", sa.LargeBinary),
        *more,
        sa.CheckConstraint("revision >= 1", name=op.f(f"ck_{table}_revision")),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["account.worker_id"], name=op.f(f"fk_{table}_worker_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("worker_id", "id", name=op.f(f"pk_{table}")),
    )


def one_of(table: str, column: str, words: str) -> sa.CheckConstraint:
    allowed = ", ".join(f"'{word}'" for word in words.split())
    return sa.CheckConstraint(f"{column} IN ({allowed})", name=op.f(f"ck_{table}_{column}"))


def by_day(table: str, day: str) -> None:
    op.create_index(f"ix_{table}_engagement", table, ["worker_id", "engagement_id", day], unique=False)


def batch() -> None:
    kept(
        "batch",
        sa.Column("engagement_id", sa.Uuid, nullable=False),
        sa.Column("handed_in_on", sa.Date, nullable=False),
        sa.Column("unit_price", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("submitted", sa.Integer, nullable=False),
        sa.Column("accepted", sa.Integer, nullable=False),
        sa.Column("rejected", sa.Integer, nullable=False),
        sa.Column("returned", sa.Integer, nullable=False),
        sa.Column("reason", sa.String(40)),
        sa.Column("task_type", sa.String),
        sa.Column("approved_on", sa.Date),
        sa.Column("paid_on", sa.Date),
        one_of(
            "batch",
            "reason",
            "no_reason quality threshold guideline_changed timed_out technical duplicate client_cancelled "
            "account_closed other",
        ),
        sa.CheckConstraint("task_type ~ '^[a-z0-9_]{1,40}$'", name=op.f("ck_batch_task_type")),
        sa.CheckConstraint("accepted + rejected + returned <= submitted", name=op.f("ck_batch_whole")),
        sa.CheckConstraint(
            "accepted >= 0 AND rejected >= 0 AND returned >= 0 AND submitted <= 10000000",
            name=op.f("ck_batch_counts"),
        ),
        sa.CheckConstraint("unit_price BETWEEN 0 AND 999999999999.999999", name=op.f("ck_batch_unit_price")),
    )
    by_day("batch", "handed_in_on")


def cost() -> None:
    kept(
        "cost",
        sa.Column("engagement_id", sa.Uuid, nullable=False),
        sa.Column("spent_on", sa.Date, nullable=False),
        sa.Column("amount_minor", sa.BigInteger, nullable=False),
        sa.Column("currency", sa.String, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("refunded_minor", sa.BigInteger, nullable=False),
        sa.Column("for_period", sa.Date),
        sa.CheckConstraint("currency ~ '^[A-Z]{3}$'", name=op.f("ck_cost_currency")),
        one_of("cost", "kind", "equipment training_fee deposit account data travel cash_fine other"),
        sa.CheckConstraint("amount_minor BETWEEN 0 AND 1000000000000", name=op.f("ck_cost_amount_minor")),
        sa.CheckConstraint("refunded_minor BETWEEN 0 AND amount_minor", name=op.f("ck_cost_refunded_minor")),
    )
    by_day("cost", "spent_on")


def deduction() -> None:
    kept(
        "deduction",
        sa.Column("engagement_id", sa.Uuid, nullable=False),
        sa.Column("withheld_on", sa.Date, nullable=False),
        sa.Column("amount_minor", sa.BigInteger, nullable=False),
        sa.Column("currency", sa.String, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("for_period", sa.Date),
        sa.CheckConstraint("currency ~ '^[A-Z]{3}$'", name=op.f("ck_deduction_currency")),
        one_of("deduction", "kind", "fine deposit fee damage meals dormitory tax insurance other"),
        sa.CheckConstraint(
            "amount_minor BETWEEN 0 AND 1000000000000", name=op.f("ck_deduction_amount_minor")
        ),
    )
    by_day("deduction", "withheld_on")


def engagement() -> None:
    kept(
        "engagement",
        sa.Column("employer_id", sa.Uuid, nullable=False),
        sa.Column("instructed_by", sa.Uuid),
        sa.Column("paid_by", sa.Uuid),
        sa.Column("currency", sa.String, nullable=False),
        sa.Column("contract_kind", sa.String(40), nullable=False),
        sa.Column("period_kind", sa.String(40), nullable=False),
        sa.Column("period_starts_on", sa.Integer, nullable=False),
        sa.Column("pay_after_days", sa.Integer, nullable=False),
        sa.Column("country", sa.String, nullable=False),
        sa.Column("region", sa.String),
        sa.Column("tier", sa.String),
        sa.Column("began_on", sa.Date, nullable=False),
        sa.Column("ended_on", sa.Date),
        sa.Column("weekly_minutes_agreed", sa.Integer),
        sa.Column("waiting_required", sa.Boolean),
        sa.Column("rates", JSONB, nullable=False),
        sa.Column("paid_activities", JSONB, nullable=False),
        one_of("engagement", "contract_kind", "full_time part_time platform none_known"),
        sa.CheckConstraint("country ~ '^[A-Z]{2}$'", name=op.f("ck_engagement_country")),
        sa.CheckConstraint("currency ~ '^[A-Z]{3}$'", name=op.f("ck_engagement_currency")),
        one_of("engagement", "period_kind", "week half_month month whole"),
        sa.CheckConstraint("ended_on >= began_on", name=op.f("ck_engagement_ended_on")),
        sa.CheckConstraint("pay_after_days BETWEEN 0 AND 180", name=op.f("ck_engagement_pay_after_days")),
        sa.CheckConstraint("period_starts_on BETWEEN 1 AND 28", name=op.f("ck_engagement_period_starts_on")),
        sa.CheckConstraint(
            "weekly_minutes_agreed BETWEEN 0 AND 10080", name=op.f("ck_engagement_weekly_minutes_agreed")
        ),
    )
    op.create_index("ix_engagement_employer", "engagement", ["worker_id", "employer_id"], unique=False)


def own_employer() -> None:
    kept(
        "own_employer",
        sa.Column("name", sa.String, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("directory_id", sa.String),
        sa.Column("client_id", sa.Uuid),
        sa.Column("state_supported", sa.Boolean),
        sa.Column("lives_on_site", sa.Boolean),
        sa.CheckConstraint("directory_id ~ '^[a-z0-9_]{1,40}$'", name=op.f("ck_own_employer_directory_id")),
        one_of("own_employer", "kind", "centre contractor agent school team_leader platform client"),
        sa.CheckConstraint("char_length(name) BETWEEN 1 AND 80", name=op.f("ck_own_employer_name")),
    )
    op.create_index("ix_own_employer_directory", "own_employer", ["directory_id"], unique=False)


def payment() -> None:
    kept(
        "payment",
        sa.Column("engagement_id", sa.Uuid, nullable=False),
        sa.Column("received_on", sa.Date, nullable=False),
        sa.Column("amount_minor", sa.BigInteger, nullable=False),
        sa.Column("currency", sa.String, nullable=False),
        sa.Column("for_period", sa.Date),
        sa.Column("form", sa.String(40), nullable=False),
        sa.Column("overtime_minor", sa.BigInteger),
        sa.Column("allowance_minor", sa.BigInteger),
        sa.Column("channel", sa.String(40), nullable=False),
        one_of("payment", "channel", "bank wechat alipay mobile_money platform_wallet cash other"),
        sa.CheckConstraint("currency ~ '^[A-Z]{3}$'", name=op.f("ck_payment_currency")),
        one_of("payment", "form", "wage advance in_kind"),
        sa.CheckConstraint("allowance_minor >= 0", name=op.f("ck_payment_allowance_minor")),
        sa.CheckConstraint("amount_minor BETWEEN 0 AND 1000000000000", name=op.f("ck_payment_amount_minor")),
        sa.CheckConstraint(
            "coalesce(overtime_minor, 0) + coalesce(allowance_minor, 0) <= amount_minor",
            name=op.f("ck_payment_whole"),
        ),
        sa.CheckConstraint("overtime_minor >= 0", name=op.f("ck_payment_overtime_minor")),
    )
    by_day("payment", "received_on")


def period_mark() -> None:
    kept(
        "period_mark",
        sa.Column("engagement_id", sa.Uuid, nullable=False),
        sa.Column("for_period", sa.Date, nullable=False),
        sa.Column("all_paid", sa.Boolean, nullable=False),
        sa.Column("full_month", sa.Boolean),
    )
    by_day("period_mark", "for_period")


def time_entry() -> None:
    kept(
        "time_entry",
        sa.Column("engagement_id", sa.Uuid, nullable=False),
        sa.Column("worked_on", sa.Date, nullable=False),
        sa.Column("minutes", sa.Integer, nullable=False),
        sa.Column("activity", sa.String(40), nullable=False),
        sa.Column("required", sa.Boolean),
        sa.Column("source", sa.String(40), nullable=False),
        one_of(
            "time_entry",
            "activity",
            "paid_work rework meeting broken_tool training test waiting paperwork travel appeal chasing_pay "
            "break",
        ),
        one_of("time_entry", "source", "timer same_day later"),
        sa.CheckConstraint("minutes BETWEEN 1 AND 1440", name=op.f("ck_time_entry_minutes")),
    )
    by_day("time_entry", "worked_on")


def downgrade() -> None:
    op.drop_table("time_entry")
    op.drop_table("period_mark")
    op.drop_table("payment")
    op.drop_table("own_employer")
    op.drop_table("engagement")
    op.drop_table("deduction")
    op.drop_table("cost")
    op.drop_table("batch")
