"""What an advert is sent in."""

from pydantic import Field

from api.schema import Input


class OfferIn(Input):
    """The text of an advert, in any language; signs are known in Chinese and English."""

    text: str = Field(min_length=1, max_length=4000)
