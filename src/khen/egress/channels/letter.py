"""A bulletin as a letter: text and HTML, in Vietnamese, with the headers by which a reader leaves the list at one click."""

import re
from base64 import b64encode
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from khen.atoms import clock
from khen.atoms.vietnamese import moment_in_words
from khen.domains.newsroom.rules import mailed, numbered
from khen.domains.newsroom.rules.channels import replacing
from khen.domains.newsroom.terms.channels import Carrier, Letter
from khen.egress import reads
from khen.egress.channels.speaking import WITHDRAWN, correction, said, spoken
from khen.egress.models import Delivery, Dispatch, Subscriber
from khen.egress.rules import line
from khen.egress.terms import Change

GONE = """THU HỒI. Bản tin dưới tên này đã được gỡ %(when)s; đề nghị không chuyển tiếp, không sử dụng.
Lý do: %(reason)s"""
WIDEST, FRAME = 75, "=?utf-8?b?%?="  # octets of one encoded word; what stands around its base64
ROOM = (WIDEST - len(FRAME) + 1) // 4 * 3  # octets of text that one encoded word holds


def message_id(dispatch: Dispatch, delivery: Delivery) -> str:
    """The same for every attempt of one delivery, so that a server may drop what it already has."""
    return f"<{dispatch.entry_id}.{delivery.pk}@{domain()}>"


def domain() -> str:
    """The domain that letters come from."""
    return settings.ENV.mail_from.rpartition("@")[2]


def compose(dispatch: Dispatch, delivery: Delivery, *, link: str, again: bool) -> bytes:
    """The letter as it goes over the wire (RFC 5322, RFC 2369, RFC 8058); `link` leads to the article, "" when there is none.

    Of a correction it tells whoever may have an earlier letter of this text (`again`)."""
    subscriber = delivery.subscriber
    assert subscriber is not None
    leave = f"{settings.ENV.address}/huy-nhan-tin/{reads.unsubscribe_token(subscriber.pk)}/"
    message = _headed(dispatch, delivery, subscriber)
    wording = dispatch.wording
    lead = spoken(wording, Carrier.EMAIL).text
    told = {"dispatch": dispatch, "wording": wording, "lead": lead, "outlet": subscriber.outlet, "link": link, "leave": leave}
    notice = replacing(correction(dispatch)) if again and dispatch.change == Change.CORRECTED else ""
    letter = _letter(dispatch, subscriber, notice=notice, link=link, leave=leave)
    told |= {"when": moment_in_words(dispatch.entry.moment), "replacing": notice, "files": letter.files, "along": mailed.ALONG}
    message.set_content(mailed.whole(letter) + "\n\n", cte="quoted-printable")
    message.add_alternative(render_to_string("egress/letter.html", told), subtype="html", cte="quoted-printable")
    message.set_boundary(f"khen-{dispatch.entry_id}-{delivery.pk}")
    # As bytes: Python would fold or encode an address longer than a line, and servers would no longer see one.
    unsubscribe = f"List-Unsubscribe: <{leave}>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
    return (_spoken(dispatch, again=again) + unsubscribe).encode() + bytes(message)


def _letter(dispatch: Dispatch, subscriber: Subscriber, *, notice: str, link: str, leave: str) -> Letter:
    """Its words, as the newsroom's preview showed them; of a withdrawn bulletin only what became of it."""
    wording = dispatch.wording
    said: dict[str, Any] = {"sender": dispatch.body.name, "mailing": subscriber.outlet.name, "leave": leave}
    if dispatch.change == Change.WITHDRAWN:
        notice = GONE % {"when": moment_in_words(dispatch.entry.moment), "reason": dispatch.reason}
        return Letter(notice=notice, title=wording.title, text="", link="", **said)
    lead, text = spoken(wording, Carrier.EMAIL).text, numbered(wording.body_html)
    files = mailed.along((one["kind"], one["name"], one["caption"]) for one in wording.files)
    said |= {"title": wording.title, "lead": lead, "text": text, "source": wording.source, "files": files}
    return Letter(notice=notice, link=link, **said)


def _spoken(dispatch: Dispatch, *, again: bool) -> str:
    """Subject and sender in encoded words that hold every space: the message's own folding loses those between two words."""
    withdrawn = WITHDRAWN if dispatch.change == Change.WITHDRAWN else ""
    subject = line(withdrawn + said(dispatch, Carrier.EMAIL, again=again).title)
    sender = encoded("From", line(dispatch.body.name))
    return f"{encoded('Subject', subject)}\r\n{sender}\r\n <{settings.ENV.mail_from}>\r\n"


def encoded(name: str, value: str) -> str:
    """A header of one line of text in encoded words (RFC 2047, section 2: 75 octets each, 76 a line), without its end.

    Python's own `Header` cuts inside a word, and programs that join encoded words with a space would show one there."""
    first = (WIDEST + 2 - len(f"{name}: ") - len(FRAME)) // 4 * 3
    words = (FRAME.replace("%", b64encode(piece.encode()).decode()) for piece in _cut(value, min(first, ROOM)))
    return f"{name}: " + "\r\n ".join(words)


def _cut(value: str, room: int) -> Iterator[str]:
    """Pieces of at most `room` octets for the first and ROOM for the others: cut after spaces, inside a word only where it is
    longer than a whole piece, and never inside a letter."""
    held = ""
    for word in re.findall(r"\S+\s*|\s+", value):
        if held and len((held + word).encode()) > room and len(word.encode()) <= ROOM:
            yield held
            held, room = "", ROOM
        for letter in word:
            if len((held + letter).encode()) > room:
                yield held
                held, room = "", ROOM
            held += letter
    if held:
        yield held


def _headed(dispatch: Dispatch, delivery: Delivery, subscriber: Subscriber) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["To"] = delivery.address
    message["Date"] = clock.now().astimezone(clock.VIETNAM)
    message["Message-ID"] = message_id(dispatch, delivery)
    message["List-Id"] = f"<{subscriber.outlet.key}.{domain()}>"
    message["Auto-Submitted"] = "auto-generated"
    return message
