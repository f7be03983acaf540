"""Every slice's jobs, imported once: what the scheduler wakes."""

from api.accounts import jobs as accounts
from api.organizations import jobs as organizations
from api.partners import jobs as partners
from api.statistics import jobs as statistics
from api.sync import jobs as sync

MODULES = (accounts, organizations, partners, statistics, sync)
