"""Those who manage, publish, lead and number follow every link: each sort of screen is looked at once, all is Vietnamese."""

import pytest

from tests.browser.conftest import Window
from tests.browser.tongue import DEPARTMENT, everything_is_fit_and_vietnamese


@pytest.mark.parametrize("username", sorted(DEPARTMENT))
def test_whatever_a_link_leads_to_is_fit_for_everybody_and_said_in_vietnamese(desk: Window, username: str) -> None:
    everything_is_fit_and_vietnamese(desk().enter(username))
