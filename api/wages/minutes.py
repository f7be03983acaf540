"""Which minutes count, for the real wage and in law, and why (docs/sums.md, Which minutes count)."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Literal

from api.wages.floors import Rule
from api.wages.schemas import MinutesOut
from api.worklog.kinds import Activity
from api.worklog.schemas import Terms, TimeEntry

InLaw = Literal["yes", "no", "open"]
ByDay = dict[date, int]

WORK = {Activity.PAID_WORK, Activity.REWORK, Activity.MEETING, Activity.BROKEN_TOOL}
LEARNING = {Activity.TRAINING, Activity.TEST}
BY_RULE = {Activity.PAPERWORK, Activity.TRAVEL}
OWN_CAUSE = {Activity.APPEAL, Activity.CHASING_PAY}
ORDER = {activity: place for place, activity in enumerate(Activity)}
SAID_ORDER = {True: 0, False: 1, None: 2}

LEARNED: Mapping[bool | None, tuple[InLaw, str]] = {
    True: ("yes", "required"),
    False: ("no", "own_choice"),
    None: ("open", "not_said"),
}
WAITED: Mapping[bool | None, tuple[InLaw, str]] = {
    True: ("yes", "must_stay"),
    False: ("no", "free_to_go"),
    None: ("open", "not_asked"),
}
RULED: Mapping[bool | None, tuple[InLaw, str]] = {
    True: ("yes", "rule"),
    False: ("no", "rule"),
    None: ("no", "rule_unknown"),
}


def in_law(activity: Activity, required: bool | None, terms: Terms, rule: Rule) -> tuple[InLaw, str]:  # noqa: FBT001 (a tri-state as logged)
    """Say whether the law counts an activity's minutes, and the code of the reason."""
    if activity in WORK:
        return "yes", "work"
    if activity in LEARNING:
        return LEARNED[required]
    if activity is Activity.WAITING:
        return WAITED[terms.waiting_required]
    if activity in BY_RULE:
        return RULED[rule.counts.get(activity.value)]
    return "no", "own_cause" if activity in OWN_CAUSE else "break"


def in_real_wage(activity: Activity) -> bool:
    """Say whether minutes are part of the time that the work took: all but breaks."""
    return activity is not Activity.BREAK


def minute_rows(entries: Iterable[TimeEntry], terms: Terms, rule: Rule) -> list[MinutesOut]:
    """Add up the minutes of each activity, with where they count."""
    sums: dict[tuple[Activity, bool | None], int] = {}
    for entry in entries:
        key = (entry.activity, entry.required)
        sums[key] = sums.get(key, 0) + entry.minutes
    rows = []
    for activity, required in sorted(sums, key=lambda key: (ORDER[key[0]], SAID_ORDER[key[1]])):
        counted, why = in_law(activity, required, terms, rule)
        rows.append(
            MinutesOut(
                activity=activity,
                required=required,
                minutes=sums[activity, required],
                in_real_wage=in_real_wage(activity),
                in_law=counted,
                why=why,
            )
        )
    return rows


def by_day(entries: Iterable[TimeEntry]) -> ByDay:
    """Add up minutes for each day."""
    days: ByDay = {}
    for entry in entries:
        days[entry.worked_on] = days.get(entry.worked_on, 0) + entry.minutes
    return days


def together(parts: Iterable[ByDay]) -> ByDay:
    """Add up several logs, day by day."""
    days: ByDay = {}
    for part in parts:
        for day, minutes in part.items():
            days[day] = days.get(day, 0) + minutes
    return days


def normal(days: ByDay, rule: Rule) -> ByDay:
    """Cut minutes to the normal hours of a day and an ISO week; a week's first minutes are the normal ones.

    China: 8 hours a day and 40 a week (State Council Decree 146, art. 3).
    """
    left: dict[date, int] = {}
    cut: ByDay = {}
    for day in sorted(days):
        minutes = days[day] if rule.day_minutes is None else min(days[day], rule.day_minutes)
        if rule.week_minutes is not None:
            monday = day - timedelta(days=day.weekday())
            minutes = min(minutes, left.setdefault(monday, rule.week_minutes))
            left[monday] -= minutes
        cut[day] = minutes
    return cut
