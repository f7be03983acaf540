"""Organizations, invitations, words and roles: what other slices and the routes may call."""

from api.organizations.service.invitations import (
    Spent,
    Standing,
    invite,
    invite_from_console,
    is_open,
    spend_invitation,
)
from api.organizations.service.organizations import (
    find_organization,
    found_organization,
    may_set_inbox,
    set_inbox,
    shown,
)
from api.organizations.service.problems import (
    AlreadyVouched,
    CodeNotValid,
    InboxIsOlder,
    InvitationNotValid,
    NotSignedByOrganization,
    NotVouched,
    OwnCode,
    TooManyInvitations,
)
from api.organizations.service.staff import roles_of, staff, take_role
from api.organizations.service.words import all_vouched, give_word, show_code, vouched

__all__ = [
    "AlreadyVouched",
    "CodeNotValid",
    "InboxIsOlder",
    "InvitationNotValid",
    "NotSignedByOrganization",
    "NotVouched",
    "OwnCode",
    "Spent",
    "Standing",
    "TooManyInvitations",
    "all_vouched",
    "find_organization",
    "found_organization",
    "give_word",
    "invite",
    "invite_from_console",
    "is_open",
    "may_set_inbox",
    "roles_of",
    "set_inbox",
    "show_code",
    "shown",
    "spend_invitation",
    "staff",
    "take_role",
    "vouched",
]
