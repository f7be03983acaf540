"""Answer what a worker's pay comes to; nothing is stored."""

from api.problems import Problem
from api.reference.service import wage_reference
from api.wages.estimate import estimate
from api.wages.measure import UnknownCurrency
from api.wages.schemas import EstimateIn, EstimateOut


class CurrencyNotListed(Problem):
    """The currency is not in the ISO 4217 table, so its minor unit is not known."""

    status, code, title = 422, "currency-not-listed", "This currency is not in the list of currencies."


def estimate_pay(asked: EstimateIn) -> EstimateOut:
    """Work out the figures with the published floors and rules."""
    try:
        return estimate(asked, wage_reference())
    except UnknownCurrency:
        raise CurrencyNotListed from None
