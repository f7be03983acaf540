"""A day's work in the town: minutes by what they went to, and tasks handed in."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from api.demo.rows import Begun, Row, draw, picked, row_id
from api.demo.work import Trouble
from api.worklog.kinds import Activity, Basis, Reason

WEEK = timedelta(weeks=1)
UNPAID = (
    (Activity.WAITING, 6),
    (Activity.REWORK, 4),
    (Activity.PAPERWORK, 2),
    (Activity.TRAVEL, 2),
    (Activity.APPEAL, 1),
    (Activity.CHASING_PAY, 1),
)
REASONS = (
    (Reason.NO_REASON, 5),
    (Reason.QUALITY, 4),
    (Reason.THRESHOLD, 3),
    (Reason.GUIDELINE_CHANGED, 3),
    (Reason.TIMED_OUT, 1),
    (Reason.DUPLICATE, 1),
    (Reason.CLIENT_CANCELLED, 1),
    (Reason.TECHNICAL, 1),
)
SOURCES = (("timer", 6), ("same_day", 5), ("later", 1))
TASKS = {"CNY": ("image_box", "框 boxes"), "BRL": ("text_rating", "answers")}
SPEED = {"CNY": 4.2, "BRL": 0.6}  # tasks a minute
NOTES = {  # the visitor's own, whom people read in either language
    Activity.WAITING: "没任务，坐着等 no tasks, sat waiting",
    Activity.TRAINING: "新规则培训，不给钱 training for new rules, unpaid",
    Activity.REWORK: "昨天那批返工 redid yesterday's batch",
    Activity.CHASING_PAY: "去办公室问工资 asked the office for my pay",
    Activity.TEST: "资格考试 qualification test",
    Activity.BROKEN_TOOL: "平台打不开 the tool was down",
}


def worked(begun: Begun, day: date) -> Iterator[Row]:
    """Go through what one day at one job leaves in the notebook."""
    dice = draw("day", begun.person, begun.job.firm, begun.job.typed, day)
    if day.weekday() == 6 or (day.weekday() == 5 and dice.random() < 0.6) or dice.random() < 0.03:
        return
    minute = 9 * 60 if not begun.job.evenings else 19 * 60 + 30
    total = dice.randrange(460, 560, 5) if not begun.job.evenings else dice.randrange(60, 115, 5)
    unpaid = round(total * begun.job.unpaid / 500) * 5
    for activity, minutes, required in spent(begun, day, dice, total - unpaid, unpaid):
        source = picked(dice, SOURCES)
        yield entry(begun, day, minute, (activity, minutes, required, source))
        minute += minutes
    if begun.job.pay.basis is Basis.PIECE or is_rejected(begun, day):
        yield batch(begun, day, minute, dice, total - unpaid)


def spent(
    begun: Begun, day: date, dice: Random, paid: int, unpaid: int
) -> Iterator[tuple[Activity, int, bool | None]]:
    """Part a day's minutes: work, what is paid beside it, and one or two things that are not paid."""
    aside = 0
    if begun.job.pay.basis is not Basis.PIECE and day.weekday() == 0:
        aside = 30
        yield Activity.MEETING, aside, None
    elif dice.random() < 0.04:
        aside = 20
        yield Activity.BROKEN_TOOL, aside, None
    yield Activity.PAID_WORK, paid - aside, None
    if begun.job.trouble is Trouble.MIXED:
        yield Activity.BREAK, 45, None
    if not unpaid:
        return
    learning = learnt(begun, day, unpaid)
    if learning:
        kind = Activity.TEST if dice.random() < 0.2 else Activity.TRAINING
        yield kind, learning, True
    if unpaid > learning:
        kind = Activity.REWORK if begun.job.evenings else picked(dice, UNPAID)
        yield kind, unpaid - learning, None


def learnt(begun: Begun, day: date, unpaid: int) -> int:
    """Say how much of the unpaid time was training or a test that the employer asked for."""
    if begun.trouble(day) is Trouble.TRAINING and day.weekday() in {0, 1, 3}:
        return unpaid if unpaid < 60 else unpaid - 20
    if begun.job.trouble is Trouble.MIXED and day.weekday() == 2 and day.day <= 14:
        return min(unpaid, 60)
    return 0


def entry(begun: Begun, day: date, minute: int, what: tuple[Activity, int, bool | None, str]) -> Row:
    """Write down minutes."""
    activity, minutes, required, source = what
    body = of(begun) | {
        "worked_on": day.isoformat(),
        "minutes": minutes,
        "activity": activity.value,
        "required": required,
        "source": source,
    }
    private: dict[str, Any] = {"zone": begun.job.place.zone, "starts_at_minute": minute}
    if begun.job.trouble is Trouble.MIXED and activity in NOTES:
        private["note"] = NOTES[activity]
    return Row(day, minute, "time_entry", row_id(day, minute, begun.id, "entry"), body, private)


def is_rejected(begun: Begun, day: date) -> bool:
    """Tell whether tasks of this day will be rejected."""
    return begun.trouble(day) is Trouble.REJECTED


def batch(begun: Begun, day: date, minute: int, dice: Random, paid: int) -> Row:
    """Write down tasks handed in. Who is paid by the hour has no price for them."""
    pay = begun.job.pay
    task, unit = TASKS.get(pay.currency, TASKS["BRL"])
    submitted = max(20, round(paid * SPEED.get(pay.currency, 0.6) * dice.uniform(0.85, 1.15)))
    rejected = round(submitted * dice.uniform(0.08, 0.34)) if is_rejected(begun, day) else 0
    returned = round(submitted * dice.uniform(0, 0.06))
    body = of(begun) | {
        "handed_in_on": day.isoformat(),
        "unit_price": pay.amount if pay.basis is Basis.PIECE else "0",
        "submitted": submitted,
        "accepted": submitted - rejected - returned,
        "rejected": rejected,
        "returned": returned,
        "reason": picked(dice, REASONS).value if rejected else None,
        "task_type": task,
        "approved_on": (day + timedelta(days=dice.randrange(1, 6))).isoformat(),
    }
    return Row(day, minute, "batch", row_id(day, minute, begun.id, "batch"), body, {"unit": unit})


def of(begun: Begun) -> dict[str, Any]:
    """Say of which job a row is."""
    return {"engagement_id": str(begun.id)}
