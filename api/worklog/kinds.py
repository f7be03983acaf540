"""The kinds of things that a worker logs: one word for one thing, stored and sent as text."""

from enum import StrEnum


class Activity(StrEnum):
    """What a time entry was spent on; docs/sums.md says which of them count."""

    PAID_WORK = "paid_work"
    REWORK = "rework"
    MEETING = "meeting"
    BROKEN_TOOL = "broken_tool"
    TRAINING = "training"
    TEST = "test"
    WAITING = "waiting"
    PAPERWORK = "paperwork"
    TRAVEL = "travel"
    APPEAL = "appeal"
    CHASING_PAY = "chasing_pay"
    BREAK = "break"


class Source(StrEnum):
    """How an entry came about; one typed on a later day is marked as such for ever."""

    TIMER = "timer"
    SAME_DAY = "same_day"
    LATER = "later"


class EmployerKind(StrEnum):
    """A party's place in the subcontract chain."""

    CENTRE = "centre"
    CONTRACTOR = "contractor"
    AGENT = "agent"
    SCHOOL = "school"
    TEAM_LEADER = "team_leader"
    PLATFORM = "platform"
    CLIENT = "client"


class Basis(StrEnum):
    """What a rate is paid for. Mixed pay is several rates."""

    HOUR = "hour"
    DAY = "day"
    MONTH = "month"
    PIECE = "piece"
    LUMP = "lump"


class ContractKind(StrEnum):
    """What the worker was told the job is."""

    FULL_TIME = "full_time"
    PART_TIME = "part_time"
    PLATFORM = "platform"
    NONE_KNOWN = "none_known"


class PeriodKind(StrEnum):
    """How pay periods follow one another; `whole` is one period for the whole job."""

    WEEK = "week"
    HALF_MONTH = "half_month"
    MONTH = "month"
    WHOLE = "whole"


class Reason(StrEnum):
    """Why a batch was rejected, in workers' words; that no reason was given is a choice of its own."""

    NO_REASON = "no_reason"
    QUALITY = "quality"
    THRESHOLD = "threshold"
    GUIDELINE_CHANGED = "guideline_changed"
    TIMED_OUT = "timed_out"
    TECHNICAL = "technical"
    DUPLICATE = "duplicate"
    CLIENT_CANCELLED = "client_cancelled"
    ACCOUNT_CLOSED = "account_closed"
    OTHER = "other"


class Channel(StrEnum):
    """How money came."""

    BANK = "bank"
    WECHAT = "wechat"
    ALIPAY = "alipay"
    MOBILE_MONEY = "mobile_money"
    PLATFORM_WALLET = "platform_wallet"
    CASH = "cash"
    OTHER = "other"


class DeductionKind(StrEnum):
    """What was withheld before the payment."""

    FINE = "fine"
    DEPOSIT = "deposit"
    FEE = "fee"
    DAMAGE = "damage"
    MEALS = "meals"
    DORMITORY = "dormitory"
    TAX = "tax"
    INSURANCE = "insurance"
    OTHER = "other"


class CostKind(StrEnum):
    """What the worker spent for the work."""

    EQUIPMENT = "equipment"
    TRAINING_FEE = "training_fee"
    DEPOSIT = "deposit"
    ACCOUNT = "account"
    DATA = "data"
    TRAVEL = "travel"
    CASH_FINE = "cash_fine"
    OTHER = "other"


class PaymentForm(StrEnum):
    """Wages and advances are money received; things in kind are listed apart, never counted as money."""

    WAGE = "wage"
    ADVANCE = "advance"
    IN_KIND = "in_kind"
