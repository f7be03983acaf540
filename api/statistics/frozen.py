"""What a freeze results in, or why it must not be published."""

from dataclasses import dataclass
from typing import Literal

from api.statistics.counting import Key

Code = Literal["leaks", "plant_missed", "unfaithful"]


@dataclass(frozen=True)
class Frozen:
    """The figures of a release, and what is remembered of those that are hidden."""

    bases: dict[Key, int]  # what each figure that was ever shown is, or was when it last was; 5 or more
    shown: frozenset[Key]


class Unsafe(Exception):  # noqa: N818 (named by what went wrong)
    """A release would tell of somebody. The code says how; nothing else may be logged.

    `leaks`: a hidden figure can be worked out; `plant_missed`: the audit did not find what was planted for
    it; `unfaithful`: figures do not fit the counts.
    """

    def __init__(self, code: Code) -> None:
        super().__init__(code)
        self.code: Code = code
