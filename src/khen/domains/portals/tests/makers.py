"""Portals and texts made through real acts."""

from datetime import date
from io import BytesIO
from itertools import count
from typing import Any

from PIL import Image

from khen.atoms import clock
from khen.bodies.models import Body
from khen.bodies.tests.makers import a_body
from khen.domains.portals import acts
from khen.domains.portals.models import Article, Document, Portal
from khen.domains.portals.terms.words import Picture

DAY, LATER = date(2020, 3, 12), date(2020, 3, 20)
_numbers = count(1)


def a_portal(key: str = "", *, body: Body | None = None, **more: Any) -> Portal:
    key = key or f"trang-{next(_numbers)}"
    given = {"host": f"{key}.localhost", "name": f"Trang {key}", "by": None, "on": date(2020, 1, 2), **more}
    return acts.open_site(body=body or a_body(), key=key, **given)


def an_article(*portals: Portal, **more: Any) -> Article:
    given = {
        "bulletin": next(_numbers),
        "version": next(_numbers),
        "title": "Khai báo sức khỏe toàn dân",
        "summary": "Mỗi người dân chỉ mất vài phút.",
        "body_html": "<p>Khai báo giúp ngành y tế huyện Đồng Văn biết sớm.</p>",
        "topic": "covid-19",
        "topic_title": "Phòng chống dịch COVID-19",
        "klass": "news",
        "source": "Sở Y tế",
        "since": DAY,
        "until": None,
        "by": None,
        "on": DAY,
        **more,
    }
    return acts.place(portals=tuple(portal.key for portal in portals), **given)


def a_correction(article: Article, **more: Any) -> dict[str, Any]:
    words = {name: getattr(article, name) for name in ("title", "summary", "body_html", "topic", "klass", "source")}
    return {
        "bulletin": article.bulletin,
        "version": article.version + 100,
        **words,
        "reason": "Sai giờ",
        "by": None,
        "on": LATER,
        "at": clock.midnight(LATER),
        **more,
    }


def a_document(portal: Portal, **more: Any) -> Document:
    given = {
        "number": f"{next(_numbers):02d}",
        "symbol": "CT-UBND",
        "title": "Về việc tăng cường phòng, chống dịch bệnh",
        "issuer": "Ủy ban nhân dân tỉnh",
        "signed_on": date(2020, 3, 10),
        "kind": "directive",
        "by": None,
        "on": DAY,
        **more,
    }
    return acts.post_document(portal=portal.key, **given)


def a_document_put_right(document: Document, **more: Any) -> dict[str, Any]:
    names = ("number", "symbol", "title", "issuer", "signed_on", "kind", "abstract")
    return {**{name: getattr(document, name) for name in names}, "reason": "Sai số", "at": clock.midnight(LATER), **more}


def a_picture(alt: str = "Cán bộ hướng dẫn khai báo", *, width: int = 1200, height: int = 0, colour: str = "green") -> Picture:
    kept = BytesIO()
    Image.new("RGB", (width, height or width * 2 // 3), colour).save(kept, "JPEG")
    return Picture(content=kept.getvalue(), alt=alt)
