"""Recordings and papers of a text: letters name them and say where they stand, feeds carry their addresses."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import etree

from khen.atoms import clock
from khen.atoms.tests.papers import a_pdf
from khen.atoms.tests.sounds import a_wav
from khen.book.comparing import differing
from khen.domains.newsroom import acts as newsroom
from khen.domains.newsroom.rules import mailed
from khen.domains.newsroom.terms import Upload
from khen.domains.newsroom.terms.channels import Carrier
from khen.domains.newsroom.tests.makers import DAY, a_picture, an_upload
from khen.domains.portals.models import Article
from khen.domains.portals.reads import ARTICLES
from khen.egress import kept, run
from khen.egress.tests.makers import Desk, Server

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
PLAN = Upload(name="Kế hoạch <12>.pdf", content=a_pdf())
SOUND = Upload(name="ban-tin.wav", content=a_wav(), caption="Bản tin tiếng Mông")
HOST = "so-tttt.localhost"
NINE, HOUR = datetime(DAY.year, DAY.month, DAY.day, 9, tzinfo=clock.VIETNAM), timedelta(hours=1)


def halves(server: Server) -> tuple[str, str]:
    letter = server.letter()
    text, html = letter.get_body(("plain",)), letter.get_body(("html",))
    assert text is not None and html is not None
    return text.get_content().replace("\r\n", "\n"), html.get_content()


def fed(form: str) -> Any:
    return etree.fromstring(Client(headers={"host": HOST}).get(f"/nguon-tin/so-tttt.{form}").content)


def test_a_letter_names_the_recordings_and_papers_and_leads_to_the_page_where_they_stand(server: Server) -> None:
    desk, client = Desk(), Client()
    desk.subscribers(1)
    bulletin = desk.everywhere(uploads=[an_upload(), SOUND, PLAN])
    run.work()
    text, html = halves(server)
    article = Article.objects.get()
    address = f"/tin/{article.pk}-{article.slug}/"
    assert "Kèm bài trên cổng:\n- Nghe: Bản tin tiếng Mông\n- Tải về: Kế hoạch" in text and f"{HOST}:8000{address}" in text
    assert "<li>Nghe: Bản tin tiếng Mông</li><li>Tải về: Kế hoạch" in html and "<12>" not in html
    assert f'{address}">Kèm bài trên cổng:</a>' in html and "anh.jpg" not in text
    client.force_login(desk.author)
    spoken = client.get(reverse("ban-tin:channels", args=[bulletin.pk])).context["spoken"]
    shown = next(one for one in spoken if one.carrier == Carrier.EMAIL)
    assert "\n".join([mailed.ALONG, *(f"- {one}" for one in shown.letter.files)]) in text and mailed.ALONG in shown.after


def test_a_letter_of_a_text_on_no_portal_names_nothing_that_its_reader_could_not_find(server: Server) -> None:
    desk = Desk()
    desk.subscribers(1)
    desk.mailed(uploads=[SOUND])
    run.work()
    assert all("Kèm bài" not in half and "tiếng Mông" not in half for half in halves(server))


def test_a_feed_carries_the_address_the_type_and_the_length_of_each_file() -> None:
    Desk().everywhere(uploads=[PLAN, an_upload(), SOUND])
    run.work()
    entry, item = fed("atom").find(f".//{ATOM}entry"), fed("rss").find(".//item")
    links = [dict(one.attrib) for one in entry.iter(f"{ATOM}link") if one.get("rel") == "enclosure"]
    assert [one["type"] for one in links] == ["application/pdf", "audio/wav"]
    assert [int(one["length"]) for one in links] == [len(a_pdf()), len(a_wav())]
    heard = item.findall("enclosure")
    assert [dict(one.attrib) for one in heard] == [{"url": links[1]["href"], "length": links[1]["length"], "type": "audio/wav"}]
    for one in links:
        path = one["href"].removeprefix(f"http://{HOST}:8000")
        answer: Any = Client(headers={"host": HOST}).get(path)
        assert answer.status_code == 200 and len(answer.getvalue()) == int(one["length"])


def test_a_feed_of_texts_without_files_says_nothing_of_them() -> None:
    Desk().everywhere(uploads=[an_upload()])
    run.work()
    assert fed("rss").find(".//enclosure") is None
    assert not [one for one in fed("atom").iter(f"{ATOM}link") if one.get("rel") == "enclosure"]


def test_a_correction_of_the_files_alone_reaches_the_article_the_feed_and_the_letters(server: Server) -> None:
    desk = Desk()
    desk.subscribers(1)
    with clock.held(NINE):
        bulletin = desk.everywhere(uploads=[an_upload(), PLAN])
        run.work()
    old = Article.objects.get()
    picture, paper = old.pictures.get().digest, f"/tin/{old.pk}/tep/{old.files[0]['digest']}-1"
    with clock.held(NINE + HOUR):
        uploads = [an_upload("chu.jpg", a_picture(50, 30)), SOUND]
        wrong = list(bulletin.attachments.all())
        newsroom.correct(bulletin, by=desk.publisher, on=DAY, reason="Nhầm tệp", uploads=uploads, attachments=wrong)
        run.work()
        article = Article.objects.get()
        assert [one["kind"] for one in article.files] == ["audio"] and article.pictures.get().digest != picture
        client: Any = Client(headers={"host": HOST})
        assert client.get(paper).status_code == 404 and client.get(f"/anh/{picture}-960.webp").status_code == 404
        page = client.get(f"/tin/{article.pk}-{article.slug}/").content.decode()
        assert "Nhầm tệp" in page and "Nghe: Bản tin tiếng Mông" in page and "Kế hoạch" not in page
        assert fed("rss").find(".//enclosure").get("type") == "audio/wav"
        assert not [*differing(ARTICLES), *kept.dispatches_differing(), *kept.wordings_differing()]
    body = server.letter(1).get_body(("plain",))
    assert body is not None and "- Nghe: Bản tin tiếng Mông" in body.get_content() and "Nhầm tệp" in body.get_content()
