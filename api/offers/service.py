"""Judge an advert; nothing is stored."""

from functools import lru_cache

from api.offers.check import Patterns, Verdict, check
from api.offers.schemas import OfferIn
from api.reference.service import shipped


def check_offer(offer: OfferIn) -> Verdict:
    """Judge an advert by the published signs."""
    return check(offer.text, patterns())


@lru_cache(maxsize=1)
def patterns() -> Patterns:
    """Give the signs as both programs read them."""
    return Patterns.model_validate(shipped()["check"])
