"""A figure that is declared is called in the catalogue, in reports and in the forms by the same words."""

import pytest
from django.utils import translation

from khen.domains.returns.models import Item
from khen.figures.catalogue import FIGURES

WITHOUT_FIGURE = {"district.half_year_return"}  # asked for completeness alone


def test_what_goes_on_air_is_counted_as_radio_news() -> None:
    with translation.override("vi"):
        assert str(FIGURES["radio.bulletins"].unit) == "bản tin"


@pytest.mark.django_db
def test_every_item_of_the_forms_is_worded_as_its_figure() -> None:
    with translation.override("vi"):
        called = {key: (str(one.title), str(one.unit)) for key, one in FIGURES.items()}
    items = {one.key: (one.title, one.unit) for one in Item.objects.exclude(key__in=WITHOUT_FIGURE)}
    assert items
    assert items == {key: called[key] for key in items}
