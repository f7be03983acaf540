"""The way in to the sums of pay."""

from fastapi import APIRouter

from api.problems import answers
from api.wages import service
from api.wages.schemas import EstimateIn, EstimateOut

router = APIRouter(prefix="/v1/wages", tags=["wages"])


@router.post(
    "/estimate", response_model=EstimateOut, responses=answers(service.CurrencyNotListed, service.TooManyDays)
)
def estimate_pay(asked: EstimateIn) -> EstimateOut:
    """Work out agreed pay, what came, the real wage and the legal check. Stores and logs nothing."""
    return service.estimate_pay(asked)
