"""When two handles are the same: the one place that says so, for the service and for `client/`."""

import unicodedata

SHORTEST, LONGEST = 2, 40  # characters of a folded handle
UNSEEN = (  # what shows nothing and is neither a space nor a format character
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0",
    "".join(map(chr, range(0xFE00, 0xFE10))),  # variation selectors
    "".join(map(chr, range(0xE0100, 0xE01F0))),
)
DROPPED = frozenset("".join(UNSEEN))


def folded(handle: str) -> str:
    """Fold a handle for comparison: NFKC, case, and without what cannot be seen.

    Once is not enough: what is dropped may have kept two marks from joining. So until nothing changes.

    >>> folded("Ａnn\u200b ﬁsher") == folded("ann FISHER") == "annfisher"
    True
    """
    while (again := once(handle)) != handle:
        handle = again
    return handle


def once(handle: str) -> str:
    """Fold one time."""
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", handle).casefold())
    return "".join(letter for letter in plain if is_seen(letter))


def is_seen(letter: str) -> bool:
    """Tell whether a character shows anything."""
    return not letter.isspace() and letter not in DROPPED and unicodedata.category(letter) != "Cf"


def fits(handle: str) -> bool:
    """Tell whether a handle has a length that we take, once it is folded."""
    return SHORTEST <= len(folded(handle)) <= LONGEST
