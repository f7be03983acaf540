"""The examples in the service's own docstrings run."""

import doctest
from types import ModuleType

import pytest

from api import boundary, problems


@pytest.mark.parametrize("module", [boundary, problems], ids=lambda module: module.__name__)
def test_the_examples_of_a_docstring_hold(module: ModuleType) -> None:
    result = doctest.testmod(module)

    assert result.attempted > 0
    assert result.failed == 0
