"""Holds the sums to the hand-derived vectors, which the phone's mirror is held to as well."""

import pytest

from api.wages.estimate import estimate
from tests.wages.vectors import Vector, spoken_of, vectors

VECTORS = vectors()


@pytest.mark.parametrize("vector", VECTORS, ids=[vector.id for vector in VECTORS])
def test_the_sums_are_those_worked_out_by_hand(vector: Vector) -> None:
    answer = estimate(vector.asked, vector.reference).model_dump(mode="json")

    assert spoken_of(answer, vector.expected) == vector.expected, vector.title


def test_every_vector_has_an_id_of_its_own() -> None:
    assert len({vector.id for vector in VECTORS}) == len(VECTORS) >= 40
