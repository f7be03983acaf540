"""Runs the examples that stand in the docstrings of the rules."""

import doctest
from importlib import import_module

import pytest


@pytest.mark.parametrize("name", ["addresses", "delays", "ids", "signing", "targets", "turns"])
def test_the_examples_in_the_docstrings_hold(name: str) -> None:
    outcome = doctest.testmod(import_module(f"api.partners.{name}"))

    assert outcome.attempted > 0
    assert outcome.failed == 0
