"""The legal check of one pay period: the only sum that may say "below the legal minimum" (docs/sums.md).

Every open question is answered both ways; a verdict must hold for every combination.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from api.wages.agreed import cap_in_months
from api.wages.countable import countable
from api.wages.due import Given, Missing, Pricing, Used, Work, WorkKind, floor_due, kind_of, worth
from api.wages.filing import Filed
from api.wages.floors import Chain, chains_held
from api.wages.measure import Measure
from api.wages.minutes import InLaw, by_day, in_law, in_real_wage, normal, together
from api.wages.money import rounded
from api.wages.schemas import FloorOut, LegalOut
from api.worklog.kinds import Activity, ContractKind, PeriodKind
from api.worklog.schemas import TimeEntry

Verdict = Literal["below", "not_below", "between", "unknown"]

CONDITIONAL = {ContractKind.PLATFORM, ContractKind.NONE_KNOWN}
KIND_ORDER: tuple[WorkKind, ...] = ("part_time", "full_time", "any")


@dataclass(frozen=True)
class Possibility:
    """One answer to every open question: what is due, and one amount of pay that may count."""

    due: Fraction
    pay: Fraction


@dataclass(frozen=True)
class Found:
    """What the check found; amounts and floors only where possibilities could be compared."""

    verdict: Verdict
    reasons: frozenset[str]
    possibilities: frozenset[Possibility] = frozenset()
    used: frozenset[Used] = frozenset()


class Check:
    """One pay period, its open questions, and what follows from them."""

    def __init__(self, filed: Filed, measure: Measure) -> None:
        self.filed, self.measure = filed, measure
        self.chains = chains_held(measure.chains, measure.terms.place.tier, filed.ran)
        self.works = self.answers()

    def counted(self, wanted: InLaw) -> list[TimeEntry]:
        """List the entries whose minutes count in law, do not, or stay open."""
        terms, rule = self.measure.terms, self.measure.rule
        return [
            entry
            for entry in self.filed.entries
            if in_law(entry.activity, entry.required, terms, rule)[0] == wanted
        ]

    @property
    def full_month(self) -> bool:
        """Tell whether the month amount is due as it stands: a whole month, worked every day as told."""
        whole = self.filed.ran.days == self.filed.span.days
        month = self.measure.terms.pay_period.kind is PeriodKind.MONTH
        return month and whole and self.filed.full_month is True

    def questions(self) -> dict[str, list[TimeEntry]]:
        """List the entries of each open question about minutes: waiting is one, learning another."""
        asked: dict[str, list[TimeEntry]] = {}
        for entry in self.counted("open"):
            waited = entry.activity is Activity.WAITING
            asked.setdefault("waiting_not_asked" if waited else "training_not_said", []).append(entry)
        return asked

    def answers(self) -> list[Work]:
        """Answer the open questions about minutes both ways."""
        logs = [by_day(self.counted("yes"))]
        for question in self.questions().values():
            logs += [together([log, by_day(question)]) for log in logs]
        return [
            Work(
                minutes=log,
                ran=self.filed.ran,
                month_amounts=cap_in_months(self.filed, self.measure),
                full_month=self.full_month,
                overtime_paid_apart=any(payment.overtime_minor for payment in self.filed.received),
            )
            for log in logs
        ]

    @property
    def kinds(self) -> list[WorkKind]:
        """List the kinds of work that the log allows, part-time first."""
        kinds = {kind_of(work, self.measure) for work in self.works}
        return [kind for kind in KIND_ORDER if kind in kinds]

    def finding(self, *, closed: bool) -> Found:
        """Go through what keeps a check from a verdict, then compare."""
        if not closed:
            return unknown("not_closed")
        if not any(work.total for work in self.works):
            return unknown("no_time")
        if self.filed.other_currency:
            return unknown("other_currency")
        if self.measure.rule_is_stale:
            return unknown("stale_rule")
        if not self.chains:
            return unknown("no_floor")
        return self.compared()

    def compared(self) -> Found:
        """Hold the pay against what is due, in every possibility."""
        dues = [(work, self.due(work, chain)) for work in self.works for chain in self.chains]
        missing = {due for _, due in dues if isinstance(due, str)}
        if missing:
            return unknown(*missing)
        possibilities, used = set[Possibility](), set[Used]()
        reasons = set(tiers_open(self.chains, self.measure.terms.place.tier))
        for work, due in dues:
            if isinstance(due, str):
                continue
            pay = countable(self.filed, work, self.measure)
            possibilities |= {Possibility(due.minor, amount) for amount in pay.amounts}
            used |= due.used
            reasons |= pay.reasons
        reasons |= one_sided(used)
        found = verdict(possibilities, used)
        if found == "between":
            reasons |= self.questions().keys()
        return Found(found, frozenset(reasons), frozenset(possibilities), frozenset(used))

    def due(self, work: Work, chain: Chain) -> Given | Missing:
        """Work out the minimum of one possibility."""
        return floor_due(work, Pricing(chain, kind_of(work, self.measure), self.measure))

    def worths(self) -> list[Given] | None:
        """Say what each minimum that may hold would give for all real minutes; None if one cannot say."""
        minutes = by_day(entry for entry in self.filed.entries if in_real_wage(entry.activity))
        if self.measure.rule_is_stale or not self.chains:
            return None
        found = [
            worth(minutes, self.filed.ran, Pricing(chain, kind, self.measure))
            for chain in self.chains
            for kind in self.kinds
        ]
        known = [given for given in found if given is not None]
        return known if len(known) == len(found) else None

    def out(self, *, closed: bool) -> LegalOut:
        """Say what was found."""
        found = self.finding(closed=closed)
        dues = [rounded(possibility.due) for possibility in found.possibilities]
        pays = [rounded(possibility.pay) for possibility in found.possibilities]
        sure = by_day(self.counted("yes"))
        terms = self.measure.terms
        return LegalOut(
            verdict=found.verdict,
            reasons=sorted(found.reasons),
            conditional=terms.contract_kind in CONDITIONAL,
            kinds=self.kinds,
            contract_says=terms.contract_kind,
            full_month=self.full_month,
            minutes=sum(sure.values()),
            minutes_open=sum(entry.minutes for entry in self.counted("open")),
            normal_minutes=sum(normal(sure, self.measure.rule).values()),
            due_low_minor=min(dues, default=None),
            due_high_minor=max(dues, default=None),
            countable_low_minor=min(pays, default=None),
            countable_high_minor=max(pays, default=None),
            floors=floors_out(found.used),
        )


def unknown(*reasons: str) -> Found:
    """Say that nothing can be compared, and why."""
    return Found("unknown", frozenset(reasons))


def verdict(possibilities: Iterable[Possibility], used: Iterable[Used]) -> Verdict:
    """Give the verdict that holds in every possibility; a one-sided minimum never proves "not below"."""
    cases = set(possibilities)
    if all(case.pay < case.due for case in cases):
        return "below"
    if all(case.pay >= case.due for case in cases) and all(row.proves_both for row in used):
        return "not_below"
    return "between" if len(cases) > 1 else "unknown"


def tiers_open(chains: Iterable[Chain], tier: str | None) -> list[str]:
    """Name what is not known about the place, the source's tiers or the worker's group."""
    tiers = {chain.tier for chain in chains}
    groups = {chain.group for chain in chains}
    whose = "tier_unknown" if tier is None else "tier_not_stated"
    asked = {whose: len(tiers) > 1, "group_unknown": len(groups) > 1}
    return [reason for reason, is_open in asked.items() if is_open]


def one_sided(used: Iterable[Used]) -> set[str]:
    """Name why a minimum may prove only "below"."""
    rows = list(used)
    asked = {
        "stale_floor": any(row.stale for row in rows),
        "one_sided_floor": any(row.row.proves == "below" for row in rows),
    }
    return {reason for reason, holds in asked.items() if holds}


def floors_out(used: Iterable[Used]) -> list[FloorOut]:
    """List each row and unit once; one day of doubt makes it one-sided."""
    rows = list(used)
    doubted = {(row.row.id, row.unit) for row in rows if not row.proves_both}
    by_key = {(row.row.id, row.unit): row.row for row in rows}
    return [
        FloorOut(
            id=row.id,
            unit=unit,
            amount=f"{row.amount(unit):f}",
            since=row.since,
            tier=row.tier,
            proves="below" if (row.id, unit) in doubted else "both",
        )
        for (_, unit), row in sorted(by_key.items())
    ]
