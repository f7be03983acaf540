"""The way in to the offer check."""

from fastapi import APIRouter

from api.offers import service
from api.offers.check import Verdict
from api.offers.schemas import OfferIn

router = APIRouter(prefix="/v1/offers", tags=["offers"])


@router.post("/check", response_model=Verdict)
def check_offer(offer: OfferIn) -> Verdict:
    """Look for signs of a scam in an advert. `info` never means safe. Stores and logs nothing."""
    return service.check_offer(offer)
