"""What the world lacks and a house holds: done at `own` by real acts, so that every table has a row that entries tell of."""

from datetime import timedelta
from typing import Any

import pyotp
from django.conf import settings

from khen.atoms import clock
from khen.atoms.tests.keys import HERE, Key, letters
from khen.bodies.terms import AreaKind, Role
from khen.bodies.tests.makers import a_person
from khen.domains.newsroom import acts as newsroom
from khen.domains.newsroom.models import Bulletin, FeeList, Variant
from khen.domains.newsroom.tests.makers import DAY
from khen.domains.organisation import acts as organisation
from khen.domains.organisation import rules
from khen.domains.organisation.rules.passkeys import to_create
from khen.domains.organisation.terms import Asked as AskedOfBrowser
from khen.domains.organisation.tests.makers import START, a_new_area, a_new_body
from khen.egress.run import work
from khen.facts.gather import gather
from khen.tidings.reading import follow
from tests.isolation.place import Place
from tests.isolation.world import World

LATER = DAY + timedelta(days=60)
PASSWORD = "Mật khẩu rất dài 2020"


def lived_in(world: World) -> None:
    opened(world)
    texts(world.own)
    a_passkey(world.own)
    follow()
    while work():
        pass
    gather()


def opened(world: World) -> None:
    """An area, a body and an outlet, which makers otherwise lay down."""
    body, by = world.own.body, world.watcher
    assert body.area
    organisation.open_areas([a_new_area("09990", AreaKind.COMMUNE, "Mới", body.area.code)], body=body, by=by, on=START)
    (made,) = organisation.open_bodies([a_new_body("ubnd-09990", "UBND xã Mới", body.key, "09990")], by=by, on=START)
    organisation.open_outlet(body=made, key="trang-moi", kind="facebook", name="Trang mới", since=START, by=by, on=START)


def a_passkey(place: Place) -> None:
    """Of somebody who was registered and given a post, and has a second step."""
    told: dict[str, Any] = {"body": place.body, "by": place.officer, "on": DAY}
    person = organisation.register_person(username="khoa-moi", full_name="Người giữ khóa", **told)
    organisation.give_post(person=person, role=Role.VIEWER, since=DAY, **told)
    person.set_password(PASSWORD)
    person.save(update_fields=["password"])
    secret, now = pyotp.random_base32(), clock.now()
    kept = rules.sealed(settings.SECRET_KEY, secret)
    organisation.enrol_factor(person, sealed=kept, code=pyotp.TOTP(secret).at(now), by=person, on=clock.today(), at=now)
    later = now + timedelta(minutes=5)
    asked = AskedOfBrowser(host="testserver", origin=HERE, challenge=letters(b"m" * 32))
    answer = Key().made(to_create(asked, handle=b"1", username=person.username, full_name=person.full_name, known=[]))
    shown: dict[str, Any] = {"password": PASSWORD, "code": pyotp.TOTP(secret).at(later), "answer": answer, "asked": asked}
    organisation.add_passkey(person, name="Khóa", **shown, by=person, on=clock.today(), at=later)


def texts(place: Place) -> None:
    """A planned day and words of a channel, a published rendering, a closed list of fees, a remark that was settled."""
    leader, editor, author = (
        a_person(role, body=place.body, name="Cán bộ") for role in (Role.LEADER, Role.PUBLISHER, Role.AUTHOR)
    )
    draft = Bulletin.objects.filter(body=place.body, standing="draft")[0]
    newsroom.plan(draft, by=draft.author, on=DAY, day=DAY + timedelta(days=9))
    newsroom.word_for(draft, by=draft.author, on=DAY, carrier="popup", title="Nhan đề riêng", text="Lời riêng")
    variant = Variant.objects.filter(bulletin__body=place.body, standing="confirmed")[0]
    newsroom.publish_rendering(variant, by=editor, on=DAY)
    newsroom.close_fees(FeeList.objects.get(body=place.body, period="2020-03"), by=leader, on=LATER)
