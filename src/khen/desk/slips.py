"""The number on a form: what was sent twice is done once, and what was changed in between is refused and kept."""

import json
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property

from khen.atoms import clock
from khen.bodies.models import Person
from khen.desk.models import Slip
from khen.desk.pages import Page
from khen.desk.parts import NAMES, digests

SALT = "khen.desk.slips"
NOT_SAID = {"slip", "shown", "csrfmiddlewaretoken"}
BY_SCRIPT = "khen"  # desk/sending.js says so in X-Requested-With


class SlipPage(Page):
    """A page whose form carries a slip: sent twice, it does its act once."""

    @cached_property
    def slip(self) -> UUID:
        return slip_of(self.request.POST.get("slip", ""), self.person)

    @cached_property
    def said(self) -> str:
        return digest_of(self.request, self.slip)

    def first(self) -> Slip | None:
        """The first arrival of the form, where it has come before."""
        return Slip.objects.filter(key=self.slip, person=self.person).first()

    def use(self, place: str, key: UUID | None = None) -> Slip:
        """Use up the form's slip, or the one of a single row; in the transaction of its act."""
        told: dict[str, Any] = {"key": key or self.slip, "said": self.said, "place": place}
        return Slip.objects.create(person=self.person, used_at=clock.now(), **told)

    def leads(self, place: str) -> HttpResponseBase:
        """On to where the act led; the script that sends forms goes there by itself."""
        return JsonResponse({"place": place}) if self.by_script else redirect(place)

    @property
    def by_script(self) -> bool:
        return self.request.headers.get("X-Requested-With") == BY_SCRIPT

    def anew(self, place: str) -> dict[str, Any]:
        """What a page says that keeps what was typed under a used slip: where the first led, and a slip for one more press.

        The new slip follows from what was said: the same sent twice is refused twice, and still is one form."""
        files = bool(self.request.FILES) and not self.by_script  # which keeps the chosen files
        return {"earlier": place, "files_again": files, "slip": uuid5(self.slip, self.said)}


def digest_of(request: HttpRequest, key: UUID, *, but: frozenset[str] = frozenset()) -> str:
    """A digest of what was sent, and to which page: 64 hexadecimal digits, the same for the same answers in any order and for
    the same file whether it came along or in parts. Keyed with the house's secret and the slip: it tells equal from other, and
    nobody reads or guesses an answer out of it. No query."""
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in NOT_SAID | but and not name.endswith(NAMES)
        for value in values
    ]
    told = json.dumps([request.path, *sorted([*typed, *digests(request.POST, request.FILES)])])
    return salted_hmac(f"{SALT} {key}", told, algorithm="sha256").hexdigest()


def slip_of(given: str, person: Person) -> UUID:
    """The number on the form; a new one where it has none, or one that somebody else has used."""
    key = _uuid(given)
    return uuid4() if Slip.objects.filter(key=key).exclude(person=person).exists() else key


def slip_for(key: UUID, person: Person, row: int) -> UUID:
    """The number under which this person's form does its act to one row of several."""
    return uuid5(key, f"{person.pk} {row}")


def _uuid(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError:
        return uuid4()
