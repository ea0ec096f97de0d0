"""Readers listen to an article's recordings and take its papers along, wherever it stands and as long as it does."""

import re
from datetime import timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import quote

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from khen.atoms import clock
from khen.atoms.tests.papers import a_pdf
from khen.atoms.tests.sounds import a_wav
from khen.domains.portals import acts
from khen.domains.portals.acts.keeping import keep
from khen.domains.portals.models import Article, Portal
from khen.domains.portals.terms.words import Attached
from khen.domains.portals.tests.makers import LATER, a_correction, a_portal, an_article

pytestmark = pytest.mark.django_db


def attached(content: bytes, name: str, kind: str, mime: str, caption: str = "") -> Attached:
    digest = sha256(content).hexdigest()
    keep(f"thu/{digest}", content)
    return Attached(path=f"thu/{digest}", digest=digest, kind=kind, name=name, caption=caption, mime=mime, size=len(content))


def a_recording() -> Attached:
    return attached(a_wav(), "ban-tin.wav", "audio", "audio/wav", "Bản tin tiếng Mông")


def a_plan() -> Attached:
    return attached(a_pdf(), "Kế hoạch 12.pdf", "file", "application/pdf")


def ask(portal: Portal, path: str, *, method: str = "get", **headers: str) -> Any:
    return getattr(Client(raise_request_exception=False), method)(path, headers={"host": portal.site.hostname, **headers})


def place(article: Article, file: Attached) -> str:
    return f"/tin/{article.pk}/tep/{file.digest}"


def test_a_recording_is_played_and_a_paper_taken_along() -> None:
    portal, sound, plan = a_portal(), a_recording(), a_plan()
    article = an_article(portal, files=(sound, plan))
    page = ask(portal, f"/tin/{article.pk}-{article.slug}/")
    said = page.content.decode()
    assert f'<audio controls preload="none" aria-label="Bản tin tiếng Mông" src="{place(article, sound)}-1">' in said
    assert f'<a href="{place(article, plan)}-2">Kế hoạch 12.pdf</a>' in said
    assert "media-src 'self'" in page["Content-Security-Policy"]
    heard, taken = ask(portal, place(article, sound)), ask(portal, place(article, plan))
    assert heard.getvalue() == a_wav() and taken.getvalue() == a_pdf()
    assert (heard["Content-Type"], taken["Content-Type"]) == ("audio/wav", "application/pdf")
    assert heard["Content-Disposition"].startswith("inline") and taken["Content-Disposition"].startswith("attachment")
    assert all(
        one["X-Content-Type-Options"] == "nosniff" and "sandbox" in one["Content-Security-Policy"] for one in (heard, taken)
    )


def test_each_of_two_papers_of_the_same_bytes_is_taken_along_under_its_own_name() -> None:
    portal, names = a_portal(), ("Mẫu đơn.pdf", "Mau don (khong dau).pdf")
    article = an_article(portal, files=tuple(attached(a_pdf(), name, "file", "application/pdf") for name in names))
    said = ask(portal, f"/tin/{article.pk}-{article.slug}/").content.decode()
    for name in names:
        found = re.search(rf'<a href="([^"]+)">{re.escape(name)}</a>', said)
        assert found
        answer = ask(portal, found[1])
        assert quote(name) in answer["Content-Disposition"] or name in answer["Content-Disposition"]
        assert answer.getvalue() == a_pdf()


def test_an_address_whose_place_another_file_has_by_now_leads_to_the_same_bytes_or_nowhere() -> None:
    portal, sound, plan = a_portal(), a_recording(), a_plan()
    article = an_article(portal, files=(sound, plan))
    for file in (sound, plan):
        for number in ("", "-0", "-1", "-2", "-999999999999999"):
            answer = ask(portal, f"{place(article, file)}{number}")
            assert answer.status_code == 200 and len(answer.getvalue()) == file.size
    assert ask(portal, f"/tin/{article.pk}/tep/{'0' * 64}-1").status_code == 404


def test_an_article_without_files_says_nothing_of_them() -> None:
    portal = a_portal()
    article = an_article(portal)
    said = ask(portal, f"/tin/{article.pk}-{article.slug}/").content.decode()
    assert "<audio" not in said and "Tệp kèm theo" not in said


@pytest.mark.parametrize(
    ("asked", "status", "part", "said"),
    [
        ("bytes=0-3", 206, slice(0, 4), "bytes 0-3/{size}"),
        ("bytes=40-", 206, slice(40, None), "bytes 40-{last}/{size}"),
        ("bytes=-8", 206, slice(-8, None), "bytes {eighth}-{last}/{size}"),
        ("bytes=9000000-", 416, slice(0, 0), "bytes */{size}"),
        ("bytes=0-1,4-5", 200, slice(None), None),
        ("mây", 200, slice(None), None),
    ],
)
def test_a_player_that_jumps_ahead_gets_the_part_it_asks_for(asked: str, status: int, part: slice, said: str | None) -> None:
    portal, sound = a_portal(), a_recording()
    answer = ask(portal, place(an_article(portal, files=(sound,)), sound), range=asked)
    assert (answer.status_code, answer.getvalue()) == (status, a_wav()[part])
    assert int(answer["Content-Length"]) == len(a_wav()[part]) and answer["Accept-Ranges"] == "bytes"
    numbers = {"size": sound.size, "last": sound.size - 1, "eighth": sound.size - 8}
    assert answer.get("Content-Range") == (said and said.format(**numbers))


@pytest.mark.parametrize("part", ["bytes=0-3", "bytes=999999999-"])
def test_who_asks_for_the_head_of_a_file_is_told_of_the_whole(part: str) -> None:
    portal, sound = a_portal(), a_recording()
    answer = ask(portal, place(an_article(portal, files=(sound,)), sound), method="head", range=part)
    assert answer.status_code == 200 and int(answer["Content-Length"]) == sound.size
    assert answer["Accept-Ranges"] == "bytes" and "Content-Range" not in answer


def test_a_part_of_a_file_that_may_be_another_by_now_is_not_given() -> None:
    portal, sound = a_portal(), a_recording()
    address = place(an_article(portal, files=(sound,)), sound)
    assert ask(portal, address, range="bytes=0-3", **{"if-range": '"x"'}).status_code == 200


def test_a_file_is_only_where_its_article_stands_and_as_long_as_it_does() -> None:
    portal, foreign, sound, plan = a_portal(), a_portal(), a_recording(), a_plan()
    article, other = an_article(portal, files=(sound,)), an_article(foreign, files=(plan,))
    assert ask(portal, place(article, sound)).status_code == 200
    for there, address in ((foreign, place(article, sound)), (portal, place(other, plan)), (portal, place(article, plan))):
        assert ask(there, address).status_code == 404
    acts.take_down(bulletin=article.bulletin, reason="Sai số liệu", by=None, on=LATER)
    assert ask(portal, place(article, sound)).status_code == 404


def test_a_file_is_not_there_before_the_day_of_its_article() -> None:
    portal, sound, tomorrow = a_portal(), a_recording(), clock.today() + timedelta(days=1)
    assert ask(portal, place(an_article(portal, files=(sound,), since=tomorrow), sound)).status_code == 404


def test_a_corrected_text_has_the_files_of_its_new_words() -> None:
    portal, sound, plan = a_portal(), a_recording(), a_plan()
    article = an_article(portal, files=(sound,))
    acts.correct(**a_correction(article, files=(plan,)))
    assert [ask(portal, place(article, one)).status_code for one in (sound, plan)] == [404, 200]


def test_a_file_whose_bytes_are_gone_is_not_there() -> None:
    portal, sound = a_portal(), a_recording()
    address = place(an_article(portal, files=(sound,)), sound)
    default_storage.delete(sound.path)
    assert ask(portal, address).status_code == 404


def test_what_is_told_of_an_article_tells_its_files_where_it_has_any() -> None:
    article = an_article(a_portal(), files=(a_recording(),))
    told = article.digest()
    article.files = []
    without = article.digest()
    article.files = [{**an_article(a_portal(), files=(a_plan(),)).files[0]}]
    assert len({told, without, article.digest()}) == 3
