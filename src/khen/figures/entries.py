"""An entry in words: what was done, to what, and each thing that its payload names."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from django.apps import apps
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khen.atoms.vietnamese import day_in_digits, number
from khen.bodies.terms import AreaKind, Basis, BodyKind, Change, OutletKind, Role
from khen.desk.periods import in_words
from khen.domains.newsroom.terms import Channel, Klass
from khen.domains.newsroom.terms.channels import Carrier
from khen.domains.newsroom.terms.counsel import Answer as Opinion
from khen.domains.newsroom.terms.fees import Work
from khen.domains.newsroom.terms.orders import Medium
from khen.domains.newsroom.terms.post_checks import Verdict
from khen.domains.newsroom.terms.regulations import Regulated
from khen.domains.organisation.terms import SAYINGS as ORGANISATION
from khen.domains.organisation.terms import Ended, Misuse
from khen.domains.portals.terms import SAYINGS as PORTALS
from khen.domains.portals.terms import Theme
from khen.domains.returns.terms import Answer
from khen.egress.terms import SAYINGS as EGRESS
from khen.figures.catalogue import FIGURES
from khen.figures.figure import Words
from khen.figures.naming import PORTAL, Names, named_by

WITHOUT_A_COUNTER: dict[str, Words] = {**ORGANISATION, **PORTALS, **EGRESS}
NO_NAMES: Names = {}
OF_PAPERS = frozenset({"number", "number_before"})  # written as on the paper: 1234/BC-STTTT
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
NAMES: dict[str, Words] = {
    "accepted": _("accepted"),
    "account": _("account under which they practise"),
    "address": _("address"),
    "address_hash": _("keyed hash of the address"),
    "answer": _("answer"),
    "area": _("area"),
    "area_kind": _("kind of area"),
    "article": _("article"),
    "article_sha256": _("SHA-256 of the article"),
    "at": _("moment"),
    "as_of": _("as of entry"),
    "asked": _("ordered of a body"),
    "base": _("base amount (đồng)"),
    "basis": _("succeeds by"),
    "before": _("reach before"),
    "block": _("part of the report"),
    "body": _("body"),
    "body_kind": _("kind of body"),
    "bulletin": _("bulletin"),
    "campaign": _("campaign"),
    "cancelled": _("letters not sent"),
    "carrier": _("channel"),
    "change": _("kind of change"),
    "check_due": _("to be checked by"),
    "channel": _("channel"),
    "code": _("code"),
    "completeness": _("SHA-256 of which sheets had come"),
    "day": _("day"),
    "days": _("working days"),
    "decimals": _("decimals"),
    "delivery": _("delivery"),
    "deputy": _("who looks after their work"),
    "derived": _("the house's own words again"),
    "device": _("device"),
    "dispatch": _("dispatch"),
    "document": _("document"),
    "due": _("due"),
    "edition": _("version"),
    "elsewhere": _("publication by hand"),
    "email": _("e-mail address"),
    "fee_list": _("monthly list of bulletins"),
    "figures": _("figures"),
    "fingerprint": _("fingerprint of the closed list"),
    "finding": _("warning"),
    "findings": _("warnings by their keys"),
    "failures": _("failed tries"),
    "first": _("the first one"),
    "folder": _("folder"),
    "files_sha256": _("SHA-256 of the files"),
    "form": _("form"),
    "highest": _("highest coefficient"),
    "host": _("host name"),
    "in_place_of": _("in the place of"),
    "invitation": _("invitation"),
    "identity": _("account at the identity provider"),
    "item": _("figure"),
    "former": _("whose it was"),
    "kept": _("times used, as kept here"),
    "key": _("key"),
    "klass": _("class"),
    "law": _("law"),
    "language": _("language"),
    "last": _("last day"),
    "late": _("late"),
    "leave": _("leave"),
    "left": _("recovery codes left"),
    "legal_basis": _("legal basis"),
    "lines": _("rows"),
    "link": _("link"),
    "lowest": _("lowest coefficient"),
    "mailing": _("mailing list"),
    "mailings": _("mailing lists"),
    "marks": _("choices of coefficients"),
    "medium": _("where it was published"),
    "missing": _("without an answer from"),
    "name": _("name"),
    "named": _("posts that are printed"),
    "name_before": _("name before"),
    "network": _("network"),
    "networks": _("networks"),
    "new": _("new one"),
    "number": _("number"),
    "of": _("tree"),
    "old": _("old one"),
    "opinion": _("opinion"),
    "order": _("order"),
    "out_of": _("out of"),
    "number_before": _("number before"),
    "outlet": _("outlet"),
    "outlet_kind": _("kind of outlet"),
    "outline": _("outline"),
    "paper": _("file behind the figure"),
    "papers": _("papers"),
    "parent": _("one above"),
    "passed": _("entries that let warnings pass"),
    "stood": _("warnings that stood at approval"),
    "passkey": _("passkey"),
    "texts": _("fingerprints of the texts"),
    "pattern": _("template"),
    "period": _("period"),
    "person": _("person"),
    "piece": _("returned piece"),
    "pieces": _("pieces of each body"),
    "pieces_before": _("pieces of each body before"),
    "due_before": _("last day before"),
    "reworded": _("worded otherwise"),
    "pieces_kept": _("pieces that stay counted"),
    "popups": _("systems with pop-ups"),
    "placement_sha256": _("SHA-256 of how it stands on the portal"),
    "portal": _("portal"),
    "post": _("post"),
    "posted_on": _("day of publication"),
    "proofs": _("SHA-256 of each figure"),
    "rate": _("rate"),
    "reach": _("reach"),
    "removed": _("area gone with it"),
    "succession": _("succession"),
    "reason": _("reason"),
    "quote": _("quoted words"),
    "record": _("record"),
    "refusals": _("refusals in a row"),
    "refused": _("refused"),
    "regulated": _("what is regulated"),
    "regulation": _("regulation"),
    "remark": _("remark"),
    "report": _("report"),
    "role": _("role"),
    "roll": _("list of people"),
    "row": _("row"),
    "sha256": _("SHA-256 of the file"),
    "text_sha256": _("SHA-256 of the text"),
    "rows_sha256": _("SHA-256 of the rows"),
    "key_sha256": _("SHA-256 of the key"),
    "sha256_before": _("SHA-256 of the file before"),
    "signed_before": _("day on the paper before"),
    "signed_on": _("day on the paper"),
    "signature": _("lines above the signature"),
    "signing": _("paper that lets them sign"),
    "signing_form": _("form of signing"),
    "since": _("since"),
    "site": _("site"),
    "sites": _("portals"),
    "size": _("size in bytes"),
    "source": _("source document"),
    "state": _("answer"),
    "subject": _("subject of the order"),
    "symbol": _("symbol"),
    "symbol_before": _("symbol before"),
    "text": _("text"),
    "theme": _("theme"),
    "thing": _("what was moved"),
    "tagline": _("line below the name"),
    "tickers": _("systems with tickers"),
    "title": _("title"),
    "told": _("times used, as the key says"),
    "title_before": _("title before"),
    "topic": _("topic"),
    "translator": _("translator"),
    "under": _("one above"),
    "unknown": _("unknown whether it arrived"),
    "until": _("until"),
    "username": _("user name"),
    "valid_from": _("valid from"),
    "value": _("value"),
    "variant": _("rendering"),
    "verdict": _("verdict"),
    "version": _("version"),
    "views": _("page views"),
    "warning": _("what the warning said"),
    "warnings": _("what the warnings said"),
    "why": _("why"),
    "words": _("words of single channels"),
    "work": _("sort of work"),
}
CHOICES: dict[str, Mapping[str, Any]] = {
    "klass": {str(one): one.label for one in Klass},
    "medium": {str(one): one.label for one in Medium},
    "carrier": {str(one): one.label for one in Carrier},
    "channel": {str(one): one.label for one in Channel},
    "area_kind": {str(one): one.label for one in AreaKind},
    "body_kind": {str(one): one.label for one in BodyKind},
    "outlet_kind": {str(one): one.label for one in OutletKind},
    "change": {str(one): one.label for one in Change},
    "basis": {str(one): one.label for one in Basis},
    "answer": {str(one): one.label for one in Opinion},
    "verdict": {str(one): one.label for one in Verdict},
    "regulated": {str(one): one.label for one in Regulated},
    "work": {str(one): one.label for one in Work},
    "role": {str(one): one.label for one in Role},
    "why": {str(one): one.label for one in (*Misuse, *Ended)},
    "state": {str(one): one.label for one in Answer},
    "theme": {str(one): one.label for one in Theme},
    "item": {key: figure.title for key, figure in FIGURES.items()},
}


def said(kind: str, payload: Mapping[str, Any], names: Names) -> Iterator[tuple[Words, str]]:
    """What a payload names, with its value in words; what is empty is left out, and the key of a site that is named. A name of
    old that nobody knows stays."""
    for name, value in payload.items():
        if value not in (None, "", [], {}) and not (name == "key" and (PORTAL, value) in names):
            yield capfirst(str(NAMES.get(name, name))), worded(name, value, named_by(name, kind, payload), names)


def worded(name: str, value: Any, label: str = "", names: Names = NO_NAMES) -> str:
    """Rows of the model `label` by their names ("number 195" where there is none), days as 30/06/2020, periods and choices in
    words, several things side by side."""
    if isinstance(value, list):
        return ", ".join(worded(name, one, label, names) for one in value)
    if isinstance(value, dict):
        return "; ".join(f"{CHOICES['item'].get(key, key)}: {worded('', one)}" for key, one in value.items())
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if label and isinstance(value, int):
        return names.get((label, value)) or gettext("number %(number)s") % {"number": number(value)}
    if isinstance(value, int) and name not in OF_PAPERS:
        return number(value)
    return names.get((label, str(value))) or _plainly(name, str(value))


def _plainly(name: str, text: str) -> str:
    if DAY.fullmatch(text):
        with suppress(ValueError):  # digits in the form of a day that no calendar has
            return day_in_digits(date.fromisoformat(text))
    return in_words(text) if name == "period" else str(CHOICES.get(name, {}).get(text, text))


def about(label: str, key: int | None) -> str:
    """ "Tin bài 12": the record that an entry is about; a model that is gone keeps its label."""
    with suppress(LookupError, ValueError):
        label = capfirst(str(apps.get_model(label)._meta.verbose_name))
    return f"{label} {number(key)}" if key else label
