"""Every slice's jobs, imported once: what the scheduler wakes."""

from api.accounts import jobs as accounts
from api.organizations import jobs as organizations
from api.sync import jobs as sync

MODULES = (accounts, organizations, sync)
