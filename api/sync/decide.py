"""What becomes of an operation, given what is stored: pure rules."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Stored:
    """The latest revision of a row. A removed one still counts."""

    kind: str
    revision: int
    removed: bool


def next_revision(stored: Stored | None, base: int, *, delete: bool, added_only: bool = False) -> int | None:
    """Give the revision that a change is stored as, or None: another edit came first.

    A delete wins over an edit, whatever its base, and a removed row takes no further put. A row that the
    server does not have takes any put: its base is from before a backup or a withdrawn copy.

    >>> next_revision(None, 4, delete=False)
    5
    >>> next_revision(Stored("time_entry", 3, False), 2, delete=False) is None
    True
    >>> next_revision(Stored("time_entry", 3, False), 2, delete=True)
    4
    """
    if stored is None:
        return base + 1
    if delete:
        return max(stored.revision, base) + 1
    if added_only or stored.removed or base != stored.revision:
        return None
    return base + 1


class Child(Protocol):
    """A change of a row that belongs to others."""

    @property
    def id(self) -> UUID:
        """Name the row."""

    @property
    def parents(self) -> Sequence[UUID]:
        """Name the rows that must be there first."""


def first_missing(child: Child, there: Mapping[UUID, object] | Collection[UUID]) -> UUID | None:
    """Name the first parent that has not come. A row that names itself waits for nobody."""
    return next((parent for parent in child.parents if parent not in there and parent != child.id), None)


C = TypeVar("C", bound=Child)


def ripe(waiting: Iterable[C], there: Mapping[UUID, object]) -> list[C]:
    """List which of the waiting may be stored now: as many as possible, in their order.

    Their parents are there or are among those that are listed. So a chain goes in at once, and so do rows
    that name one another in a ring, which would wait for ever one by one.
    """
    left = list(waiting)
    coming = Counter(child.id for child in left)
    naming: dict[UUID, list[int]] = {}  # who names a row that is not there, by place
    for place, child in enumerate(left):
        for parent in child.parents:
            if parent not in there and parent != child.id:
                naming.setdefault(parent, []).append(place)
    lost = [parent for parent in naming if not coming[parent]]
    unfit: set[int] = set()
    while lost:  # each child falls once: the work grows with the number of links, not with its square
        for place in naming.get(lost.pop(), ()):
            if place not in unfit:
                unfit.add(place)
                coming[left[place].id] -= 1
                if not coming[left[place].id]:
                    lost.append(left[place].id)
    return [child for place, child in enumerate(left) if place not in unfit]
