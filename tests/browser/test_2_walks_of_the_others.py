"""Those who write, approve, inspect and read follow every link: each sort of screen is looked at once, all is Vietnamese."""

import pytest

from tests import ready
from tests.browser.conftest import Window
from tests.browser.house import House
from tests.browser.tongue import DEPARTMENT, OTHERS, everything_is_fit_and_vietnamese


@pytest.mark.parametrize("username", sorted(OTHERS))
def test_whatever_a_link_leads_to_is_fit_for_everybody_and_said_in_vietnamese(desk: Window, username: str) -> None:
    everything_is_fit_and_vietnamese(desk().enter(username))


def test_nobody_of_the_sample_is_left_out(house: House) -> None:
    assert set(ready.issued(house.home)) == DEPARTMENT | OTHERS
