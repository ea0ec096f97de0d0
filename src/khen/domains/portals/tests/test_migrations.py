"""What older versions kept is carried over."""

from datetime import date, datetime
from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from khen.atoms import clock
from khen.domains.portals import acts
from khen.domains.portals.models import Article
from khen.domains.portals.tests.makers import a_correction, a_portal, an_article

pytestmark = pytest.mark.django_db
MOMENTS = import_module("khen.domains.portals.migrations.0007_every_correction_has_its_moment")
DAY = date(2020, 4, 2)
MOMENT = datetime(2020, 4, 2, 14, 5, tzinfo=clock.VIETNAM)
KEPT = {  # what stood there -> what readers are told
    "the day alone, its entry of the same day": ((DAY, None), MOMENT),
    "the day alone, its entry of a later day": ((date(2020, 4, 1), None), clock.midnight(date(2020, 4, 1))),
    "the moment too": ((DAY, MOMENT.replace(hour=9)), MOMENT.replace(hour=9)),
    "a moment of another day": ((DAY, MOMENT.replace(day=7)), clock.midnight(DAY)),
}


@pytest.mark.parametrize(("kept", "told"), KEPT.values(), ids=KEPT)
def test_a_correction_of_which_only_the_day_was_kept_has_the_time_of_its_entry(
    kept: tuple[date, datetime | None], told: datetime
) -> None:
    article, other = an_article(a_portal()), an_article(a_portal())
    with clock.held(MOMENT):
        acts.correct(**a_correction(article, on=kept[0], at=MOMENT))
    connection.check_constraints()  # PostgreSQL alters no table of which it still has something to check
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE portals_article ADD COLUMN corrected_on date NULL")
    state = MigrationExecutor(connection).loader.project_state(("portals", "0007_every_correction_has_its_moment"))
    older = state.apps.get_model("portals", "Article").objects
    older.filter(pk=article.pk).update(corrected_on=kept[0], corrected_at=kept[1])
    MOMENTS.tell_the_moment(state.apps, connection.schema_editor())
    assert Article.objects.get(pk=article.pk).corrected_at == told
    assert Article.objects.get(pk=other.pk).corrected_at is None
