"""What is said to a mail server; its answers are judged by their first digit (RFC 5321 section 4.3.2)."""

import re
from collections.abc import Awaitable

import aiosmtplib

from khen.egress import rules
from khen.egress.terms import Outcome

Broken = (aiosmtplib.SMTPException, OSError)
WAITS_FOR_IT = 354
LINE_END, BEGINS_WITH_A_DOT = re.compile(rb"\r\n|\r|\n"), re.compile(rb"^\.", re.MULTILINE)


async def taken(asked: Awaitable[aiosmtplib.SMTPResponse]) -> None:
    """Any 2yz is a yes, also one that this command is not known to be answered by."""
    try:
        await asked
    except aiosmtplib.SMTPResponseException as error:
        if rules.outcome_of(error.code) != Outcome.ACCEPTED:
            raise


async def introduce(client: aiosmtplib.SMTP, sender: str) -> None:
    """Ask, before any letter is begun, whether the server takes letters of this sender."""
    await taken(client.mail(sender))
    await taken(client.rset())


async def reset(client: aiosmtplib.SMTP) -> None:
    """Begin anew, or end the connection where that cannot be."""
    try:
        await taken(client.rset())
    except Broken:
        client.close()


async def handed_over(client: aiosmtplib.SMTP, content: bytes, patience: float) -> aiosmtplib.SMTPResponse:
    """Send a letter, up to the final dot, to a server that waits for it; what it answers."""
    if client.protocol is None:
        raise aiosmtplib.SMTPServerDisconnected("the server left when the letter was to be sent")
    lines = LINE_END.sub(b"\r\n", content).removesuffix(b"\r\n")
    client.protocol.write(BEGINS_WITH_A_DOT.sub(b"..", lines) + b"\r\n.\r\n")
    return await client.protocol.read_response(patience)
