"""What the offer check finds in whole adverts; docs/reference.md gives the honest figures."""

import pytest
import yaml

from api.offers.check import check
from api.offers.service import patterns
from tests.offers.adverts import FILES, FOLDER, Advert, adverts, verdicts


def test_there_are_enough_adverts_and_half_of_the_first_were_kept_apart() -> None:
    blind = adverts("blind")

    assert len(adverts(*FILES)) >= 60
    assert sum(advert.part == "held" for advert in blind) >= len(blind) // 4
    assert len({advert.text for advert in adverts(*FILES)}) == len(adverts(*FILES))


@pytest.mark.parametrize("advert", [a for a in adverts(*FILES) if a.truth == "honest"], ids=lambda a: a.id)
def test_an_honest_advert_raises_no_alarm(advert: Advert) -> None:
    assert check(advert.text, patterns()).level == "info"


def test_at_most_one_scam_in_ten_is_missed_and_half_are_called_dangerous() -> None:
    scams = [advert for advert in adverts(*FILES) if advert.truth == "scam"]
    levels = {advert.id: check(advert.text, patterns()).level for advert in scams}

    missed = [name for name, level in levels.items() if level == "info"]
    grave = [name for name, level in levels.items() if level in {"danger", "stop"}]
    assert len(missed) <= len(scams) // 10, missed
    assert len(grave) >= len(scams) // 2


def test_what_the_phone_is_held_to_is_what_the_service_says() -> None:
    kept = yaml.safe_load((FOLDER / "verdicts.yaml").read_text("utf-8"))

    assert kept == verdicts(), "run `python -m tests.offers.adverts` and look at what changed"
