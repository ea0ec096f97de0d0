"""Publications, subscribers and mail servers that behave badly, for tests."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from pytest_django import Settings

from khen.bodies.models import Outlet
from khen.bodies.terms import OutletKind
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.tests.makers import DAY, Newsroom
from khen.domains.portals.tests.makers import a_portal
from khen.egress import acts, rules
from khen.egress.models import Attempt, Dispatch, Subscriber
from khen.egress.terms import Outcome


class Desk(Newsroom):
    """A newsroom with a portal, a ticker, a pop-up and a mailing list."""

    def __init__(self) -> None:
        super().__init__()
        self.site = a_portal("so-tttt", body=self.body).outlet
        self.ticker = self.outlet(OutletKind.TICKER, key="dichvucong")
        self.popup = self.outlet(OutletKind.POPUP, key="vnptioffice")
        self.mailing = self.outlet(OutletKind.MAILING, key="ban-tin-tinh")

    def subscribers(self, number: int, *, outlet: Outlet | None = None) -> list[Subscriber]:
        mailing, publisher = outlet or self.mailing, self.publisher
        return [
            acts.subscribe(outlet=mailing, address=f"doc-gia-{n}@vidu.example", by=publisher, on=DAY)
            for n in range(1, number + 1)
        ]

    def everywhere(self, **content: Any) -> Bulletin:
        return self.published(self.site, self.ticker, self.popup, self.mailing, **content)

    def mailed(self, **content: Any) -> Bulletin:
        return self.published(self.mailing, **content)


class Server:
    """A real mail server on 127.0.0.1; `reply` and `to_rcpt` say what it answers, by recipient, `to_mail` to whoever sends,
    `to_data` before it hears a letter at all ("": go on).

    Bytes that are no UTF-8 are answered as they are (surrogateescape)."""

    def __init__(self) -> None:
        self.port = free_port()
        self.took: list[tuple[str, bytes]] = []
        self.reply: Callable[[str], str] = lambda address: "250 2.0.0 taken"
        self.to_rcpt: Callable[[str], str] = lambda address: "250 ok"
        self.to_mail: Callable[[], str] = lambda: "250 ok"
        self.to_data: Callable[[], str] = lambda: ""
        self.asked = 0  # letters that were begun, taken or not
        self.before_reply: Callable[[Any], Any] = lambda server: None
        self.connections = 0

    async def data(self, server: Any, session: Any, envelope: Any) -> bytes:
        reply = self.reply(envelope.rcpt_tos[0])
        if reply.startswith("2"):
            self.took.append((envelope.rcpt_tos[0], envelope.content))
        waits = self.before_reply(server)
        if waits:
            await asyncio.sleep(waits)
        return said(reply)

    async def rcpt(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> bytes:
        reply = self.to_rcpt(address)
        if reply.startswith("2"):
            envelope.rcpt_tos.append(address)
        return said(reply)

    async def mail(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> bytes:
        self.asked += 1
        reply = self.to_mail()
        if reply.startswith("2"):
            envelope.mail_from = address
        return said(reply)

    handle_DATA, handle_RCPT, handle_MAIL = data, rcpt, mail

    @property
    def addresses(self) -> list[str]:
        return [address for address, _ in self.took]

    def letter(self, number: int = 0) -> EmailMessage:
        message = message_from_bytes(self.took[number][1], policy=default)
        assert isinstance(message, EmailMessage)
        return message

    @contextmanager
    def up(self) -> Iterator["Server"]:
        controller = Post(self, hostname="127.0.0.1", port=self.port)
        controller.start()
        try:
            yield self
        finally:
            controller.stop()


class Post(Controller):
    def factory(self) -> SMTP:
        clerk = SMTP(self.handler, **self.SMTP_kwargs)
        usual = clerk.smtp_DATA

        async def data(arg: str) -> None:
            odd = self.handler.to_data()
            await (clerk.push(odd) if odd else usual(arg))

        clerk._smtp_methods["DATA"] = data
        return clerk


def tried_often(dispatch: Dispatch) -> None:
    """So often in vain that only the days are left to decide whether it is given up."""
    row = {"dispatch": dispatch, "began_at": dispatch.frozen_at, "outcome": Outcome.UNREACHABLE}
    Attempt.objects.bulk_create(Attempt(**row, token=f"{number:032x}") for number in range(rules.ENOUGH))


def said(reply: str) -> bytes:
    return reply.encode("utf-8", "surrogateescape")


def cut(server: SMTP) -> None:
    """End the connection after the letter was taken, before the reply is said."""
    assert isinstance(server.transport, asyncio.Transport)
    server.transport.abort()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def at(server: Server, settings: Settings) -> None:
    """Let the house send its letters to this server."""
    settings.ENV = replace(settings.ENV, smtp_host="127.0.0.1", smtp_port=server.port)


LATER = date(2020, 3, 5)
