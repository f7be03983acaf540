"""What the sums of one job are measured by: its terms, its country's rule and minimums, its currency."""

from dataclasses import dataclass
from datetime import date

from api.wages.floors import Chain, Reference, Rule, chains_at
from api.worklog.schemas import Terms


class UnknownCurrency(LookupError):  # noqa: N818 (named by what went wrong)
    """A currency that the ISO 4217 table does not list: its minor unit is not known."""


@dataclass(frozen=True)
class Measure:
    """What the sums of one job are measured by."""

    terms: Terms
    rule: Rule
    chains: tuple[Chain, ...]
    digits: int
    today: date

    @property
    def rule_is_stale(self) -> bool:
        """Tell whether the rule was last checked too long ago to prove anything."""
        return self.rule.trusted_until is not None and self.today > self.rule.trusted_until


def measure_of(terms: Terms, reference: Reference, today: date) -> Measure:
    """Look up what a job is measured by; raise `UnknownCurrency`."""
    if terms.currency not in reference.digits:
        raise UnknownCurrency(terms.currency)
    place = terms.place
    return Measure(
        terms=terms,
        rule=reference.rules.get(place.country, Rule()),
        chains=chains_at(place, reference),
        digits=reference.digits[terms.currency],
        today=today,
    )
