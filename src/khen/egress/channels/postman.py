"""Handing letters to a mail server over a few connections; no database is asked here."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import aiosmtplib
from django.conf import settings
from django.utils.translation import gettext_noop

from khen.egress import rules
from khen.egress.channels import smtp
from khen.egress.terms import Outcome, Result

LANES = 4  # connections
HOUSE = "khen"  # who signs in at the house's own mailbox
NOT_BEGUN = gettext_noop("the connection ended before this letter was begun")


class Unreachable(ConnectionError):
    """No connection to the mail server could be opened; nothing was sent."""

    outcome = Outcome.UNREACHABLE


class TurnedAway(Unreachable):
    """The mail server answers, and takes no letters of this house, whoever they are for."""

    outcome = Outcome.DEFERRED


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    recipient: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A mail server, who we say we are, and how long to wait for each of its replies, in seconds.

    With a password letters go only to a server that knows it: the house's own mailbox."""

    host: str
    port: int
    sender: str
    name: str
    patience: float
    password: str = ""

    @classmethod
    def of_the_house(cls, patience: float) -> Self:
        """The mail server that the surroundings name."""
        env = settings.ENV
        return cls(
            host=env.smtp_host,
            port=env.smtp_port,
            sender=env.mail_from,
            name=env.domain,
            patience=patience,
            password=env.mail_password,
        )


class Postman:
    """`with Postman(server) as postman:` - connections live between windows; each window is sent while no transaction is open.

    `turned_away` holds the server's words once it takes no letters of ours any more: then none is begun."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.runner = asyncio.Runner()
        self.clients: list[aiosmtplib.SMTP] = []
        self.turned_away = ""

    def __enter__(self) -> Self:
        self.runner.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.runner.run(self._leave())
        self.runner.__exit__(kind, error, trace)

    def reach(self, lanes: int) -> None:
        """Have between one and so many open connections to a server that takes our letters.

        Raises Unreachable with the server's or the system's words, TurnedAway where the server does not want us."""
        self.runner.run(self._reach(min(lanes, LANES)))

    def send(self, letters: Sequence[Letter], *, within: float) -> list[Result]:
        """One result for each letter, in order. A letter that could not be begun within so many seconds is deferred."""
        return self.runner.run(self._send(letters, within))

    async def _reach(self, lanes: int) -> None:
        self.clients = [one for one in self.clients if one.is_connected]
        while len(self.clients) < lanes:
            client = aiosmtplib.SMTP(
                hostname=self.server.host,
                port=self.server.port,
                local_hostname=self.server.name,
                timeout=self.server.patience,
            )
            try:
                await client.connect()
                if self.server.password:
                    await client.login(HOUSE, self.server.password)
                if not self.clients:
                    await smtp.introduce(client, self.server.sender)
            except (aiosmtplib.SMTPSenderRefused, aiosmtplib.SMTPAuthenticationError) as refused:
                client.close()
                raise TurnedAway(f"{refused.code} {refused.message}") from refused
            except smtp.Broken as broken:
                client.close()
                if self.clients:
                    return
                raise Unreachable(_words(broken)) from broken
            self.clients.append(client)

    async def _send(self, letters: Sequence[Letter], within: float) -> list[Result]:
        results: list[Result | None] = [None] * len(letters)
        until = asyncio.get_running_loop().time() + within
        waiting = list(enumerate(letters))
        waiting.reverse()

        async def lane(client: aiosmtplib.SMTP) -> None:
            while waiting and not self.turned_away and client.is_connected and asyncio.get_running_loop().time() < until:
                place, letter = waiting.pop()
                results[place] = await self._one(client, letter)

        await asyncio.gather(*(lane(client) for client in self.clients))
        put_off = Result(outcome=Outcome.DEFERRED, detail=self.turned_away or NOT_BEGUN)
        return [result or put_off for result in results]

    async def _one(self, client: aiosmtplib.SMTP, letter: Letter) -> Result:
        if refused := await self._addressed(client, letter):
            return refused
        try:
            reply = await smtp.handed_over(client, letter.content, self.server.patience)
        except smtp.Broken as broken:
            client.close()
            return Result(outcome=Outcome.UNKNOWN, detail=_words(broken))
        outcome = rules.outcome_of(reply.code)
        if outcome != Outcome.ACCEPTED:
            await smtp.reset(client)
        return Result(outcome=outcome, detail=f"{reply.code} {reply.message}")

    async def _addressed(self, client: aiosmtplib.SMTP, letter: Letter) -> Result | None:
        """MAIL, RCPT and DATA: until the server waits for the letter nothing can have been sent."""
        try:
            await smtp.taken(client.mail(self.server.sender))
            await smtp.taken(client.rcpt(letter.recipient))
            begun = await client.execute_command(b"DATA")
            if begun.code != smtp.WAITS_FOR_IT:
                return await self._answered(client, aiosmtplib.SMTPDataError(begun.code, begun.message))
        except aiosmtplib.SMTPRecipientRefused as error:
            return await self._answered(client, error, of_mailbox=True)
        except aiosmtplib.SMTPSenderRefused as error:  # about us, not about the recipient: no other letter is begun
            self.turned_away = f"{error.code} {error.message}"
            await smtp.reset(client)
            return Result(outcome=Outcome.DEFERRED, detail=self.turned_away)
        except smtp.Broken as broken:
            client.close()
            return Result(outcome=Outcome.DEFERRED, detail=_words(broken))
        return None

    async def _answered(
        self, client: aiosmtplib.SMTP, error: aiosmtplib.SMTPResponseException, *, of_mailbox: bool = False
    ) -> Result:
        await smtp.reset(client)
        said = f"{error.code} {error.message}"
        if rules.outcome_of(error.code) != Outcome.REFUSED:  # nothing was sent
            return Result(outcome=Outcome.DEFERRED, detail=said)
        return Result(outcome=Outcome.REFUSED, detail=said, bounced=of_mailbox and rules.is_bounce(error.code, error.message))

    async def _leave(self) -> None:
        for client in self.clients:
            try:
                await client.quit()
            except smtp.Broken:
                client.close()


def _words(broken: Exception) -> str:
    return f"{type(broken).__name__}: {broken}"
