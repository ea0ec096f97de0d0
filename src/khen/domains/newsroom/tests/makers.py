"""Bulletins for tests, made through real acts."""

from datetime import date
from functools import cached_property
from io import BytesIO
from typing import Any

from PIL import Image

from khen.bodies.models import Body, Outlet, Person
from khen.bodies.terms import OutletKind, Role
from khen.bodies.tests.makers import LONG_AGO, a_body, a_person
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.terms import Upload

DAY = date(2020, 3, 2)


class Newsroom:
    """One body with an author, an approver and a publisher, and outlets of every kind."""

    def __init__(self, name: str = "Sở Thông tin và Truyền thông", body: Body | None = None) -> None:
        self.body = body or a_body(name)
        self.author = a_person(Role.AUTHOR, body=self.body)
        self.approver = a_person(Role.APPROVER, body=self.body)
        self.publisher = a_person(Role.PUBLISHER, body=self.body)

    @cached_property
    def leader(self) -> Person:
        return a_person(Role.LEADER, body=self.body)

    def outlet(self, kind: str = OutletKind.SITE, key: str = "") -> Outlet:
        key = key or f"{kind}-{Outlet.objects.count()}"
        return Outlet.objects.create(key=key, kind=kind, name=f"Kênh {key}", body=self.body, since=LONG_AGO)

    def draft(self, **content: Any) -> Bulletin:
        given = {
            "title": "Hướng dẫn nộp hồ sơ qua mạng",
            "body_html": "<p>Người dân nộp hồ sơ tại nhà.</p>",
            "topic": "dich-vu-cong",
        }
        return acts.write(by=self.author, body=self.body, on=DAY, **{**given, **content})

    def submitted(self, **content: Any) -> Bulletin:
        return acts.submit(self.draft(**content), by=self.author, on=DAY)

    def approved(self, **content: Any) -> Bulletin:
        return acts.approve(self.submitted(**content), by=self.approver, on=DAY)

    def published(self, *outlets: Outlet, **content: Any) -> Bulletin:
        return acts.publish(self.approved(**content), by=self.publisher, on=DAY, outlets=outlets or [self.outlet()])

    @property
    def people(self) -> tuple[Person, ...]:
        return self.author, self.approver, self.publisher


def a_picture(width: int = 40, height: int = 30, form: str = "JPEG", **saving: Any) -> bytes:
    written = BytesIO()
    Image.new("RGB", (width, height), "teal").save(written, form, **saving)
    return written.getvalue()


def an_upload(name: str = "anh.jpg", content: bytes = b"", alt: str = "Cán bộ hướng dẫn người dân") -> Upload:
    return Upload(name=name, content=content or a_picture(), alt=alt)
