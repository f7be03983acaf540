"""What is refused here."""

from api.problems import Problem


class InvitationNotValid(Problem):
    """It never was, it was used, or it is over: one answer for all three."""

    status, code, title = 422, "invitation-not-valid", "This invitation cannot be used."


class TooManyInvitations(Problem):
    """As many as allowed are open; using one, or time, frees a place."""

    status, code, title = 409, "too-many-invitations", "Too many of your invitations are still open."


class NotVouched(Problem):
    """Only those who are vouched for may let others in or vouch for them."""

    status, code, title = 403, "not-vouched", "Nobody has vouched for this account yet, or it is too new."


class CodeNotValid(Problem):
    """It never was, it was used, or it is over: one answer for all three."""

    status, code, title = 422, "code-not-valid", "This code cannot be used."


class OwnCode(Problem):
    """Nobody vouches for oneself."""

    status, code, title = 409, "own-code", "This is your own code."


class AlreadyVouched(Problem):
    """One word for one person."""

    status, code, title = 409, "already-vouched", "You have vouched for this person before."


class NotSignedByOrganization(Problem):
    """The inbox is not signed by the organization's offline key."""

    status, code, title = 422, "not-signed-by-organization", "The organization's key did not sign this inbox."


class InboxIsOlder(Problem):
    """An inbox that was replaced may not come back: its key may be in the wrong hands."""

    status, code, title = 409, "inbox-is-older", "A newer inbox of this organization is known."
