"""Make the tables of accounts.

Only new tables: the code of the last release does not know them.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_accounts"
down_revision = "2026_11_22_first"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")  # give up rather than block every write
    account()
    erased()
    organization()
    spent_challenge()
    throttle()
    consent()
    device()
    invitation()
    login_session()
    role_held()
    vouch()
    vouch_code()
    withdrawal()


def account() -> None:
    op.create_table(
        "account",
        sa.Column("worker_id", sa.Uuid, nullable=False),
        sa.Column("handle_hash", sa.LargeBinary, nullable=False),
        sa.Column("salt", sa.LargeBinary, nullable=False),
        sa.Column("auth_hash", sa.String, nullable=False),
        sa.Column("wrapped_by_passphrase", sa.LargeBinary, nullable=False),
        sa.Column("recovery_hash", sa.LargeBinary),
        sa.Column("wrapped_by_phrase", sa.LargeBinary),
        sa.Column("keyring", sa.LargeBinary, nullable=False),
        sa.Column("sign_key", sa.LargeBinary, nullable=False),
        sa.Column("age_recipient", sa.String, nullable=False),
        sa.Column("made_on", sa.Date, nullable=False),
        sa.Column("proof", sa.String(40), nullable=False),
        sa.Column("tree_root", sa.Uuid, nullable=False),
        sa.Column("tree_depth", sa.Integer, nullable=False),
        sa.Column("totp_sealed", sa.LargeBinary),
        sa.Column("totp_confirmed", sa.Boolean, nullable=False),
        sa.Column("totp_step", sa.Integer),
        sa.CheckConstraint("proof IN ('invitation', 'work')", name=op.f("ck_account_proof")),
        sa.CheckConstraint("tree_depth >= 0", name=op.f("ck_account_tree_depth")),
        sa.PrimaryKeyConstraint("worker_id", name=op.f("pk_account")),
        sa.UniqueConstraint("handle_hash", name=op.f("uq_account_handle_hash")),
    )


def erased() -> None:
    op.create_table(
        "erased",
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("erased_on", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_erased")),
    )


def organization() -> None:
    op.create_table(
        "organization",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("sign_key", sa.LargeBinary, nullable=False),
        sa.Column("inbox_recipient", sa.String),
        sa.Column("inbox_signature", sa.LargeBinary),
        sa.Column("inbox_since", sa.Date),
        sa.Column("made_on", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization")),
    )


def spent_challenge() -> None:
    op.create_table(
        "spent_challenge",
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_spent_challenge")),
    )


def throttle() -> None:
    op.create_table(
        "throttle",
        sa.Column("bucket", sa.LargeBinary, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("blocked_until", sa.DateTime(timezone=True)),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("bucket", name=op.f("pk_throttle")),
    )


def consent() -> None:
    op.create_table(
        "consent",
        sa.Column("worker_id", sa.Uuid, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("purpose", sa.String, nullable=False),
        sa.Column("organization_id", sa.Uuid),
        sa.Column("text_version", sa.String, nullable=False),
        sa.Column("given_on", sa.Date, nullable=False),
        sa.Column("until", sa.Date, nullable=False),
        sa.Column("knows", sa.Integer, nullable=False),
        sa.CheckConstraint("purpose IN ('copy', 'count', 'share')", name=op.f("ck_consent_purpose")),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["account.worker_id"], name=op.f("fk_consent_worker_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("worker_id", "id", name=op.f("pk_consent")),
    )


def device() -> None:
    op.create_table(
        "device",
        sa.Column("worker_id", sa.Uuid, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("key_hash", sa.LargeBinary, nullable=False),
        sa.Column("label", sa.LargeBinary),
        sa.Column("made_on", sa.Date, nullable=False),
        sa.Column("seen_on", sa.Date, nullable=False),
        sa.Column("leaving_since", sa.Date),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["account.worker_id"], name=op.f("fk_device_worker_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("worker_id", "id", name=op.f("pk_device")),
    )


def invitation() -> None:
    op.create_table(
        "invitation",
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("role", sa.String(40)),
        sa.Column("organization_id", sa.Uuid),
        sa.Column("word", sa.String(40)),
        sa.Column("made_by", sa.Uuid),
        sa.Column("tree_root", sa.Uuid, nullable=False),
        sa.Column("tree_depth", sa.Integer, nullable=False),
        sa.Column("made_on", sa.Date, nullable=False),
        sa.Column("expires_on", sa.Date, nullable=False),
        sa.CheckConstraint(
            "role IS NULL OR role IN ('organizer', 'moderator', 'custodian', 'auditor', 'admin', 'partner')",
            name=op.f("ck_invitation_role"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_invitation_organization_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_invitation")),
    )


def login_session() -> None:
    op.create_table(
        "login_session",
        sa.Column("token_hash", sa.LargeBinary, nullable=False),
        sa.Column("worker_id", sa.Uuid, nullable=False),
        sa.Column("device_id", sa.Uuid, nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("factor_at", sa.DateTime(timezone=True)),
        sa.Column("factor_used_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["account.worker_id"], name=op.f("fk_login_session_worker_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_login_session")),
    )
    op.create_index("ix_login_session_worker", "login_session", ["worker_id", "device_id"], unique=False)


def role_held() -> None:
    op.create_table(
        "role_held",
        sa.Column("worker_id", sa.Uuid, nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("organization_id", sa.Uuid),
        sa.Column("since", sa.Date, nullable=False),
        sa.CheckConstraint(
            "role IN ('organizer', 'moderator', 'custodian', 'auditor', 'admin', 'partner')",
            name=op.f("ck_role_held_role"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_role_held_organization_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"],
            ["account.worker_id"],
            name=op.f("fk_role_held_worker_id"),
            ondelete="CASCADE",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("worker_id", "role", name=op.f("pk_role_held")),
    )


def vouch() -> None:
    op.create_table(
        "vouch",
        sa.Column("worker_id", sa.Uuid, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("word", sa.String(40), nullable=False),
        sa.Column("given_by", sa.Uuid),
        sa.Column("given_on", sa.Date, nullable=False),
        sa.CheckConstraint("word IN ('organizer', 'member')", name=op.f("ck_vouch_word")),
        sa.ForeignKeyConstraint(
            ["worker_id"],
            ["account.worker_id"],
            name=op.f("fk_vouch_worker_id"),
            ondelete="CASCADE",
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("worker_id", "id", name=op.f("pk_vouch")),
        sa.UniqueConstraint("worker_id", "given_by", name=op.f("uq_vouch_worker_id_given_by")),
    )


def vouch_code() -> None:
    op.create_table(
        "vouch_code",
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("worker_id", sa.Uuid, nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["account.worker_id"], name=op.f("fk_vouch_code_worker_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_vouch_code")),
        sa.UniqueConstraint("worker_id", name=op.f("uq_vouch_code_worker_id")),
    )


def withdrawal() -> None:
    op.create_table(
        "withdrawal",
        sa.Column("worker_id", sa.Uuid, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("purpose", sa.String, nullable=False),
        sa.Column("organization_id", sa.Uuid),
        sa.Column("withdrawn_on", sa.Date, nullable=False),
        sa.CheckConstraint("purpose IN ('copy', 'count', 'share')", name=op.f("ck_withdrawal_purpose")),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["account.worker_id"], name=op.f("fk_withdrawal_worker_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("worker_id", "id", name=op.f("pk_withdrawal")),
    )


def downgrade() -> None:
    op.drop_table("withdrawal")
    op.drop_table("vouch_code")
    op.drop_table("vouch")
    op.drop_table("role_held")
    op.drop_table("login_session")
    op.drop_table("invitation")
    op.drop_table("device")
    op.drop_table("consent")
    op.drop_table("throttle")
    op.drop_table("spent_challenge")
    op.drop_table("organization")
    op.drop_table("erased")
    op.drop_table("account")
