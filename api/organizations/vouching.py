"""Who counts in anything public (docs/accounts.md, "Vouching")."""

from datetime import date, timedelta

from api.organizations.schemas import VouchedOut

OLD_ENOUGH = timedelta(days=14)
MEMBERS_NEEDED = 2


def vouching(made_on: date, proof: str, words: tuple[int, int], today: date) -> VouchedOut:
    """Say whether an account is vouched for, and what is there; `words` are organizers' and members'.

    An account that was let in by work never counts, whoever spoke for it: work costs a machine little.

    >>> vouching(date(2026, 3, 1), "invitation", (0, 2), date(2026, 3, 15)).vouched
    True
    >>> vouching(date(2026, 3, 1), "invitation", (0, 2), date(2026, 3, 14)).vouched
    False
    """
    organizers, members = words
    old_enough_on = made_on + OLD_ENOUGH
    spoken_for = organizers > 0 or members >= MEMBERS_NEEDED
    return VouchedOut(
        vouched=spoken_for and proof != "work" and today >= old_enough_on,
        organizer_words=organizers,
        member_words=members,
        old_enough_on=old_enough_on,
    )
