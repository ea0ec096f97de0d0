"""What a body that was asked answers: pieces that it published, one taken back, or that it cannot."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from khen.atoms.refusal import refuse_if
from khen.atoms.text import fold
from khen.bodies.models import Person
from khen.bodies.reads import may
from khen.bodies.terms import Action
from khen.book import journal
from khen.book.journal import act, locked
from khen.domains.newsroom.models import Asked, Bulletin, Piece
from khen.domains.newsroom.rules import in_order, line, reasons_about_order, reasons_about_post, reasons_about_reason
from khen.domains.newsroom.rules import orders as rules
from khen.domains.newsroom.rules.addresses import place_of
from khen.domains.newsroom.terms import orders as terms
from khen.domains.newsroom.terms.orders import Gone, Medium


@act
def return_bulletin(asked: Asked, *, by: Person, on: date, bulletin: Bulletin) -> Piece:
    """Trả tin đã đăng: a published bulletin of the body's own, with all its channels one piece."""
    bulletin = locked(bulletin)  # before the row of the body asked: whoever withdraws it holds them in this order
    asked = _held(asked, by=by, on=on)
    refuse_if(
        rules.reasons_about_bulletin(
            own=bulletin.body_id == asked.body_id,
            standing=bulletin.standing,
            published_on=bulletin.published_on,
            since=asked.order.on,
            again=_counting(asked).filter(bulletin=bulletin).exists(),
        )
    )
    assert bulletin.published_on is not None
    made = Piece(bulletin=bulletin, title=bulletin.title, medium=Medium.HOUSE, on=bulletin.published_on)
    return _returned(asked, made, by=by, on=on)


@act
def return_piece(asked: Asked, *, by: Person, on: date, title: str, medium: str, day: date, link: str = "") -> Piece:
    """Trả bài đăng nơi khác: what stands in a newspaper, on the radio or elsewhere outside the house."""
    asked, title, link = _held(asked, by=by, on=on), line(title), link.strip()
    again = _is_returned(asked, title=title, medium=medium, day=day, link=link)
    told: dict[str, Any] = {"title": title, "medium": medium, "link": link}
    refuse_if(rules.reasons_about_piece(**told, day=day, since=asked.order.on, on=on, again=again))
    return _returned(asked, Piece(**told, on=day), by=by, on=on)


def _is_returned(asked: Asked, *, title: str, medium: str, day: date, link: str) -> bool:
    """Does it count already, however its address or its title was written? One query."""
    if link:
        links = _counting(asked).exclude(link="").values_list("link", flat=True)
        return place_of(link) in map(place_of, links)
    titles = _counting(asked).filter(link="", medium=medium, on=day).values_list("title", flat=True)
    return fold(title) in map(fold, titles)


@act
def take_back(asked: Asked, *, by: Person, on: date, piece: Piece, reason: str) -> Piece:
    """Rút bài đã trả: it was returned by mistake; it stays readable and no longer counts."""
    (asked, on), piece, reason = _in_order(asked, by=by, on=on), locked(piece), line(reason)
    refuse_if(rules.reasons_not_to_take_back(counts=piece.asked_id == asked.pk and not piece.gone))
    refuse_if(reasons_about_reason(reason))
    said = terms.PieceTakenBack(order=asked.order_id, asked=asked.pk, piece=piece.pk, reason=reason)
    return _gone(piece, Gone.TAKEN_BACK, said, by=by, on=on)


@act
def decline(asked: Asked, *, by: Person, on: date, reason: str) -> Asked:
    """Không thực hiện được: with the reason; what was returned before stays counted."""
    asked, reason = _held(asked, by=by, on=on), line(reason)
    refuse_if(rules.reasons_not_to_decline(unable=_unable(asked), returned=asked.returned, pieces=asked.order.pieces))
    refuse_if(reasons_about_reason(reason))
    asked.unable_on, asked.unable_by, asked.reason = on, by, reason
    asked.save(update_fields=["unable_on", "unable_by", "reason"])
    said = terms.PiecesDeclined(order=asked.order_id, asked=asked.pk, reason=reason)
    journal.write(said, by=by, body=asked.body, on=on, about=asked)
    return asked


def withdrawn(bulletin: Bulletin, *, by: Person, on: date) -> None:
    """Its bulletin leaves every outlet: wherever it was returned it no longer counts, in orders that are closed as well."""
    for piece in Piece.objects.filter(bulletin=bulletin, gone="").select_related("asked").order_by("pk"):
        told = {"order": piece.asked.order_id, "asked": piece.asked_id, "piece": piece.pk}
        said = terms.PieceWithdrawn(**told, bulletin=bulletin.pk)
        piece.asked = locked(piece.asked)
        _gone(piece, Gone.WITHDRAWN, said, by=by, on=on)


def _held(asked: Asked, *, by: Person, on: date) -> Asked:
    asked, _day = _in_order(asked, by=by, on=on)
    refuse_if(reasons_about_order(on=on, after=asked.on))
    return asked


def _in_order(asked: Asked, *, by: Person, on: date) -> tuple[Asked, date]:
    """What was asked, and the day of an act by which something returned is taken back."""
    locked(asked.order)
    asked = locked(asked)
    refuse_if(reasons_about_post(may=may(by, Action.ADVISE, asked.body, on)))
    refuse_if(rules.reasons_about_part(out_on=asked.out_on))
    refuse_if(rules.reasons_about_run(standing=asked.order.standing))
    return asked, in_order(on, after=asked.on)


def _unable(asked: Asked) -> bool:
    return asked.unable_on is not None


def _counting(asked: Asked) -> QuerySet[Piece]:
    return Piece.objects.filter(asked=asked, gone="")


def _returned(asked: Asked, piece: Piece, *, by: Person, on: date) -> Piece:
    """It counts from now on; whoever had said that it cannot be done has done it after all."""
    piece.asked, piece.returned_on, piece.by, piece.late = asked, on, by, on > asked.order.due
    piece.save()
    asked.unable_on, asked.unable_by, asked.reason = None, None, ""
    asked.save(update_fields=["unable_on", "unable_by", "reason"])
    recount(asked)
    said = terms.PieceReturned(
        order=asked.order_id,
        asked=asked.pk,
        piece=piece.pk,
        bulletin=piece.bulletin_id,
        title=piece.title,
        medium=piece.medium,
        link=piece.link,
        day=piece.on,
        topic=asked.order.topic.key,
        late=piece.late,
    )
    journal.write(said, by=by, body=asked.body, on=on, about=piece)
    return piece


def _gone(piece: Piece, why: Gone, said: terms.AskedPayload, *, by: Person, on: date) -> Piece:
    piece.gone, piece.gone_on = why, on
    piece.save(update_fields=["gone", "gone_on"])
    recount(piece.asked)
    journal.write(said, by=by, body=piece.asked.body, on=on, about=piece)
    return piece


def recount(asked: Asked) -> None:
    """Keep with the row how many of its pieces count: lists of many thousands sort and filter by it."""
    asked.returned = _counting(asked).count()
    asked.save(update_fields=["returned"])
