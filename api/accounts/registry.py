"""Every table and how it names a worker: what erasing deletes and exporting shows. A test keeps it whole."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Names:
    """How one table names a worker."""

    owner: str = "worker_id"  # whose the row is: exported, and deleted with the account
    forgets: tuple[str, ...] = ()  # columns of others' rows that name the worker: emptied
    left_out: tuple[str, ...] = ()  # of an export: secrets of the server, and what names somebody else


TABLES: dict[str, Names] = {
    "account": Names(
        left_out=(
            *("handle_hash", "auth_hash", "recovery_hash", "totp_sealed", "totp_step"),
            "wrapped_by_passphrase",  # by it a stolen session could guess the passphrase without our throttle
        )
    ),
    "batch": Names(),
    "consent": Names(),
    "cost": Names(),
    "deduction": Names(),
    "device": Names(left_out=("key_hash",)),
    "device_seq": Names(),
    "engagement": Names(),
    "held_operation": Names(),
    "invitation": Names(owner="made_by", left_out=("digest",)),
    "login_session": Names(left_out=("token_hash",)),
    "operation": Names(),
    "own_employer": Names(),
    "payment": Names(),
    "period_mark": Names(),
    "role_held": Names(),
    "sync_state": Names(),
    "time_entry": Names(),
    "vouch": Names(forgets=("given_by",), left_out=("given_by",)),
    "vouch_code": Names(left_out=("digest",)),
    "withdrawal": Names(),
}

# These name nobody. `throttle` has keyed hashes, which erasing computes; `erased` has what must outlive it.
OF_NOBODY = frozenset(
    {
        "attempt",
        "delivery",
        "employer",
        "employer_alias",
        "endpoint",
        "erased",
        "event",
        "firing",
        "organization",
        "reference_file",
        "release",
        "release_cell",
        "spent_challenge",
        "throttle",
    }
)
