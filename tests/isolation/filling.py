"""What each body of the world holds, one function for each part of the house, all through real acts."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import uuid4

import pyotp
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.base import ContentFile
from django.test import RequestFactory

from khen.atoms import clock
from khen.atoms.period import closing_day, parse
from khen.atoms.tests.papers import a_pdf
from khen.atoms.tests.sounds import a_wav
from khen.bodies.models import Body, Person
from khen.bodies.terms import OutletKind, Role
from khen.bodies.tests.makers import a_person
from khen.domains.newsroom import acts as newsroom
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.terms import Upload
from khen.domains.newsroom.terms.fees import Mark
from khen.domains.newsroom.tests.makers import DAY, Newsroom, a_picture, an_upload
from khen.domains.organisation import acts as organisation
from khen.domains.organisation import rules
from khen.domains.organisation.jobs import enter_rolls
from khen.domains.organisation.models import Device
from khen.domains.organisation.terms import NewPerson
from khen.domains.organisation.terms.rebuffs import Refused
from khen.domains.portals import acts as portals
from khen.domains.portals.models import Portal
from khen.domains.portals.terms import Mode
from khen.domains.portals.tests.makers import a_document, a_document_put_right, a_portal, an_article
from khen.domains.returns import acts as declaring
from khen.domains.returns.models import Form, Item, Return
from khen.domains.returns.terms import Answer, Given
from khen.egress import acts as egress
from khen.reports import acts as reporting
from khen.reports.findings import open_findings
from khen.reports.models import Report
from khen.reports.outline import Outline, outline
from khen.web.rebuffs import note
from tests.isolation.place import Place

SUMMER = date(2020, 6, 10)
PRACTISED = "BIMATTAPHUAN"  # stands in a text that officers published when they practised
PRESSING = date(2099, 12, 31)  # the last day of what pops up whenever these tests run
TOMORROW = clock.today() + timedelta(days=1)
ROAD = ((1, "2019-H1"), (2, "2018-H2"), (4, "2017-H2"), (3, "2018-H1"))  # approved, numbered, renumbered once signed, signed
LATER = {"CANHNHAU": "2020-H2"}  # the report of a district names whoever is asked in that district: not this one, not then


def set_up_second_step(person: Person) -> None:
    """As with a phone: its secret, and a code of it."""
    secret, now = pyotp.random_base32(), clock.now()
    kept = rules.sealed(settings.SECRET_KEY, secret)
    organisation.enrol_factor(person, sealed=kept, code=pyotp.TOTP(secret).at(now), by=person, on=clock.today(), at=now)


def signed_in(person: Person, *, agent: str) -> None:
    """In a browser that calls itself so, and there still."""
    session, at = SessionStore(), clock.now()
    session.create()
    told: dict[str, Any] = {"digest": session.session_key, "agent": agent, "address": "127.0.0.1"}
    device = organisation.meet_device(person, **told, on=clock.today(), at=at)
    Device.objects.filter(pk=device.pk).update(session=session.session_key)


def people(place: Place) -> None:
    """Somebody whose account is closed; somebody who was invited, signs in by two steps and is in; a list of people of whom one
    was entered and one was passed over."""
    gone = a_person(Role.VIEWER, body=place.body, name=f"Cán bộ {place.named}")
    organisation.close_account(gone, reason=f"Nghỉ hưu {place.secret}", by=place.officer, on=DAY)
    address = f"{place.secret.lower()}@vidu.example"
    asked = a_person(Role.VIEWER, body=place.body, name=f"Cán bộ {place.named}")
    asked.email = address
    asked.save(update_fields=["email"])
    organisation.invite(asked, by=place.officer, on=DAY, at=clock.now())
    set_up_second_step(asked)
    signed_in(asked, agent=place.secret)
    organisation.tie_identity(asked, subject=f"tai-khoan-{asked.pk}", by=place.officer, on=DAY)
    resting = a_person(Role.VIEWER, body=place.body, name=f"Cán bộ {place.named}")
    own, today = place.officer.posts.get(role=Role.CLERK), clock.today()
    for since in (today, today + timedelta(days=20)):  # one that runs, one to come
        days: dict[str, Any] = {"since": since, "until": since + timedelta(days=9), "by": place.officer, "on": today}
        organisation.delegate(own, to=asked, **days)
        organisation.announce_leave(resting, body=place.body, deputy=asked, **days)
    common: dict[str, Any] = {"body": place.body.pk, "role": Role.VIEWER, "area": None, "since": DAY}
    names = [f"{place.key.lower()}-nhap", place.officer.username]
    called = {"full_name": f"Cán bộ {place.named}", **common}
    lines = [NewPerson(row=row, username=one, email=f"{row}.{address}", **called) for row, one in enumerate(names, 2)]
    file: dict[str, Any] = {"key": uuid4(), "name": f"{place.secret}.xlsx", "sha256": "0" * 64}
    organisation.begin_roll(**file, lines=lines, body=place.body, by=place.officer, on=DAY)
    enter_rolls()


def doors() -> None:
    """A wrong password for everybody's name, each from a place of its own: whoever governs them sees whose door was tried."""
    for number, person in enumerate(Person.objects.exclude(posts=None).distinct()):
        told = {"username": person.username, "password": "sai"}
        knock = RequestFactory(REMOTE_ADDR=f"10.26.{number}.7").post("/quan-tri/login/", told)
        assert authenticate(knock, **told) is None  # what the page says to it, nobody reads here


def rebuffs(place: Place) -> None:
    """Its officer tried what was not theirs; whoever inspects them sees that."""
    for act, kind in (("can-bo:sua", Refused.OUT_OF_REACH), ("ban-tin:duyet", Refused.NOT_OFFERED)):
        note(place.officer.pk, act, kind)


def networks(place: Place) -> None:
    """A list that ended, and one in force that names where the tests come from."""
    for _number in range(2):
        told = {"networks": "127.0.0.0/8 10.26.0.0/16", "reason": place.secret, "address": "127.0.0.1"}
        organisation.list_networks(body=place.body, **told, by=place.officer, on=clock.today())


def signings(place: Place) -> None:
    """One that was called off, one that holds from tomorrow: of people whose names nobody else may meet. Who signs today can."""
    days = {"GIÁM ĐỐC": clock.today()}
    for post in ("GIÁM ĐỐC", f"PHÓ GIÁM ĐỐC {place.secret}"):
        named = {"head": "GIÁM ĐỐC", "own": post}
        told: dict[str, Any] = {"form": "ky-thay", "named": named, "basis": f"Quyết định {place.secret}"}
        person = place.holder(Role.LEADER)
        row = organisation.enter_signing(
            body=place.body, person=person, **told, since=days.get(post, TOMORROW), by=place.officer, on=clock.today()
        )
        if post == "GIÁM ĐỐC":
            organisation.end_signing(row, until=row.since, reason=place.secret, by=place.officer, on=row.since)
    told |= {"form": "ky-thay", "named": {"head": "GIÁM ĐỐC", "own": "PHÓ GIÁM ĐỐC"}}
    organisation.enter_signing(
        body=place.body, person=place.officer, **told, since=clock.today(), by=place.holder(Role.ADMINISTRATOR), on=clock.today()
    )


def documents(place: Place, portal: Portal, by: Person) -> None:
    """One that was corrected, one that was taken down; what no longer stands is for the counter alone."""
    standing = a_document(portal, title=f"Chỉ thị {place.secret}", file=a_pdf(place.secret))
    right = a_document_put_right(standing, title=f"Chỉ thị {place.told}", reason=f"Sửa {place.told}")
    portals.correct_document(standing, **right, file=a_pdf(place.told), by=by, on=clock.today())
    gone = a_document(portal, title=f"Kế hoạch {place.secret}", file=a_pdf(place.secret))
    portals.withdraw_document(gone, by=by, on=clock.today(), reason=f"Gỡ {place.told}")


def bulletins(place: Place) -> None:
    """Bulletins at every step of their road with files, a portal with a document, subscribers, publications by hand."""
    desk = Newsroom(body=place.body)
    for person in desk.people:
        person.full_name = f"Cán bộ {place.named}"
        person.save(update_fields=["full_name"])
    site = a_portal(place.site, body=place.body, name=f"Trang {place.named}").outlet
    documents(place, place.body.portals.get(), desk.publisher)
    unlike_ours = 900_000_000 + place.body.pk  # no bulletin of the newsroom bears this number
    text = {
        "title": f"Tin {place.secret}",
        "body_html": f"<p>{place.secret}.</p>",
        "bulletin": unlike_ours,
        "topic": "dich-vu-cong",
    }
    an_article(place.body.portals.get(), mode=Mode.SUGGESTED, **text)
    fed = [desk.outlet(kind, f"{kind}-{place.key.lower()}") for kind in (OutletKind.TICKER, OutletKind.POPUP, OutletKind.MAILING)]
    page = desk.outlet(OutletKind.FACEBOOK, f"fanpage-{place.key.lower()}")
    for name in ("mot", "hai"):
        egress.subscribe(outlet=fed[-1], address=f"{place.secret}-{name}@vidu.example", by=desk.publisher, on=DAY)
    for step in (desk.draft, desk.submitted, desk.submitted, desk.approved):
        remarked(place, step(**words(place.secret), uploads=[picture(place, place.secret)]), desk.approver)
    published = desk.published(site, *fed[:2], **words(place.told), until=PRESSING, uploads=sent(place, place.told, 20))
    link = f"https://facebook.example/{place.secret}"
    newsroom.post_elsewhere(published, by=desk.publisher, on=DAY, outlet=page, link=link, reach=place.number)
    desk.published(site, *fed[:2], **words(place.secret), until=PRESSING, uploads=sent(place, place.secret, 30))
    remarked(place, desk.published(fed[-1], **words(place.told)), desk.approver)


def counsel(place: Place) -> None:
    """An opinion asked for and one said; a text that went out before approval; from now on others are initialled, one is."""
    roles = (Role.LEADER, Role.APPROVER, Role.PUBLISHER)
    leader, approver, editor = (a_person(role, body=place.body, name=f"Cán bộ {place.named}") for role in roles)
    draft = Bulletin.objects.filter(body=place.body, standing="draft")[0]
    ask = partial(newsroom.ask_opinions, draft, by=approver, on=DAY, bodies=[place.body], until=DAY)
    said = ask(question=f"Đã rõ chưa {place.secret}").opinions.get()
    newsroom.say_opinion(said, by=leader, on=DAY, answer="notes", text=f"Nên thêm {place.secret}")
    ask(question=f"Hỏi lại {place.secret}")
    regulate = partial(newsroom.regulate, by=leader, body=place.body, on=DAY, since=DAY, until=TOMORROW)
    regulate(regulated="post_check", author=draft.author, days=2, legal_basis=f"Quyết định {place.secret}")
    mailing = place.body.outlets.filter(kind="mailing")
    newsroom.publish_unapproved(let_out(place, draft.author), by=editor, on=DAY, outlets=mailing)
    regulate(regulated="initials", legal_basis=f"Quyết định {place.secret}")
    first = Bulletin.objects.filter(body=place.body, standing="submitted").order_by("pk")[0]
    newsroom.initial(first, by=leader, on=DAY)


def asked_by(place: Place, other: Body) -> None:
    """Another body is asked about a text that says since then what that body may not know."""
    author = a_person(Role.AUTHOR, body=place.body, name="Cán bộ hỏi ý kiến")
    text: dict[str, Any] = {"title": "Bản hỏi ý kiến nơi khác", "summary": "", "body_html": "<p>Bản hỏi ý kiến.</p>"}
    draft = newsroom.write(by=author, body=place.body, on=DAY, topic="khac", **text)
    newsroom.ask_opinions(draft, by=author, on=DAY, bodies=[other], until=PRESSING)
    later: dict[str, Any] = {**words(place.secret)}
    newsroom.change(draft, by=author, on=DAY, **later)


def orders(place: Place) -> None:
    """Ordered of itself: one that runs, with a returned piece; one that is long overdue; one closed; one it was taken out of."""
    editor, writer = (a_person(role, body=place.body, name=f"Cán bộ {place.named}") for role in (Role.PUBLISHER, Role.AUTHOR))
    wanted: dict[str, Any] = {"wanted": f"Hai tin {place.secret}", "topic": "khac", "campaign": "", "pieces": 2}
    make = partial(newsroom.order, by=editor, body=place.body, on=DAY, bodies=[place.body], **wanted)
    kinds = {"Đang chạy": PRESSING, "Quá hạn": DAY, "Đã xong": DAY}
    running, overdue, closed = (make(subject=f"{name} {place.named}", due=due) for name, due in kinds.items())
    told = {"title": f"Bài {place.secret}", "medium": "online", "link": f"https://bao.example/{place.secret}"}
    newsroom.return_piece(running.asked.get(), by=writer, on=DAY, day=DAY, **told)
    bulletin = Bulletin.objects.filter(body=place.body, standing="published", title__contains=place.told).latest("pk")
    newsroom.return_bulletin(overdue.asked.get(), by=writer, on=DAY, bulletin=bulletin)
    newsroom.decline(closed.asked.get(), by=writer, on=DAY, reason=f"Không làm được {place.secret}")
    newsroom.close_order(closed, by=editor, on=DAY)
    left = make(subject=f"Đã bỏ {place.named}", due=PRESSING)
    newsroom.take_out(left, by=editor, on=DAY, asked=left.asked.get(), reason=f"Đã bỏ {place.secret}")


def campaigns(place: Place) -> None:
    """Campaigns may be chosen by all below, so they bear the name that those may read."""
    editor = a_person(Role.PUBLISHER, body=place.body, name=f"Cán bộ {place.named}")
    newsroom.open_campaign(by=editor, body=place.body, on=DAY, since=DAY, name=f"Cao điểm {place.named}")


def topics(place: Place) -> None:
    """Chosen by all below, as campaigns are."""
    editor = a_person(Role.PUBLISHER, body=place.body, name=f"Cán bộ {place.named}")
    newsroom.open_topic(by=editor, body=place.body, on=DAY, since=DAY, name=f"Chủ đề {place.named}")


def fees(place: Place) -> None:
    """A rate that ended and one in force, an open list with a coefficient chosen, and one that is closed."""
    leader, editor = (a_person(role, body=place.body, name=f"Cán bộ {place.named}") for role in (Role.LEADER, Role.PUBLISHER))
    frame: dict[str, Any] = {"base": place.number, "lowest": Decimal(0), "highest": Decimal(100)}
    enter = partial(newsroom.enter_rate, by=leader, body=place.body, on=DAY, legal_basis=f"Quyết định {place.secret}", **frame)
    enter(work="news", since=DAY, until=date(2020, 4, 1))
    enter(work="video", since=DAY)
    draw_up = partial(newsroom.draw_up, by=editor, body=place.body, on=DAY)
    newsroom.close_fees(draw_up(period="2020-02"), by=leader, on=DAY)
    first = Bulletin.objects.filter(body=place.body, standing="published").earliest("pk")
    mark = Mark(work="news", coefficient=Decimal(1))
    newsroom.mark_fees(draw_up(period="2020-03"), by=editor, on=DAY, marks={first.pk: mark})


def patterns(place: Place) -> None:
    """Templates are shown to all below, so what they say bears the name that those may read."""
    approver = a_person(Role.APPROVER, body=place.body, name=f"Cán bộ {place.named}")
    make = partial(newsroom.make_pattern, by=approver, body=place.body, on=DAY, summary="", topic="khac", klass="news")
    text = f"<p>Từ [.. ngày ..] tại {place.named}.</p>"
    make(name=f"Lịch cắt điện {place.named}", title=f"Cắt điện {place.named}", body_html=text)


def let_out(place: Place, author: Person) -> Bulletin:
    """Ordinary news of the author whom the regulation names."""
    text = {"title": f"Tin {place.told}", "body_html": f"<p>Nội dung {place.told}.</p>"}
    made = newsroom.write(by=author, body=place.body, on=DAY, topic="khac", title=text["title"], body_html=text["body_html"])
    return newsroom.submit(made, by=author, on=DAY)


def remarked(place: Place, bulletin: Bulletin, by: Person) -> None:
    """What officers say among themselves about a text, published or not."""
    made = newsroom.remark(bulletin, by=by, on=DAY, text=f"Xem lại câu này {place.secret}")
    newsroom.answer_remark(bulletin, by=by, on=DAY, remark=made, text=f"Đã xem {place.secret}")


def renderings(place: Place) -> None:
    """Texts in other languages: one that waits, and one confirmed and one published whose Vietnamese text stands on a portal."""
    author, listener = (a_person(Role.AUTHOR, body=place.body, name=f"Cán bộ {place.named}") for _ in range(2))
    told: dict[str, Any] = {
        "title": f"Bản dịch {place.secret}",
        "gist": f"Tóm ý {place.secret}",
        "translator": f"Người dịch {place.secret}",
    }
    sound = Upload(name=f"{place.secret}.wav", content=a_wav(place.secret))
    texts = Bulletin.objects.filter(body=place.body)
    waits = partial(newsroom.render, by=author, on=DAY, language="mong", body_html=f"<p>{place.secret}</p>", recording=sound)
    waits(texts.filter(standing="submitted").earliest("pk"), **told)
    standing = texts.filter(standing="published", placed__outlet__kind=OutletKind.SITE, title__contains=place.told).first()
    assert standing is not None
    newsroom.confirm_rendering(waits(standing, **told), by=listener, on=DAY, understands=True)
    said = {name: words.replace(place.secret, place.told) for name, words in told.items()}
    out = newsroom.render(standing, by=author, on=DAY, language="tay", body_html=f"<p>{place.told}</p>", **said)
    newsroom.confirm_rendering(out, by=listener, on=DAY, understands=True)
    newsroom.publish_rendering(out, by=a_person(Role.PUBLISHER, body=place.body), on=DAY)


def withdrawn(place: Place) -> None:
    """The published secret goes; what stays published carries the other mark."""
    publisher = a_person(Role.PUBLISHER, body=place.body)
    for bulletin in Bulletin.objects.filter(body=place.body, standing="published", title__contains=place.secret):
        newsroom.withdraw(bulletin, by=publisher, on=DAY, reason=f"Nhầm {place.secret}")


def words(mark: str) -> dict[str, str]:
    return {"title": f"Tin {mark}", "summary": f"Tóm tắt {mark}", "body_html": f"<p>Nội dung {mark}.</p>"}


def sent(place: Place, mark: str, more: int) -> list[Any]:
    """A picture, and a paper that says the mark as well."""
    return [picture(place, mark, more), an_upload(f"{mark}.pdf", a_pdf(mark), alt="")]


def picture(place: Place, mark: str, more: int = 0) -> Any:
    """Of a width of its own: no two pictures are the same file."""
    width = 40 + more + place.number % 9
    return an_upload(f"{mark}.jpg", a_picture(width, 30 + place.number % 7), alt=f"Ảnh {mark}")


def returns(place: Place) -> None:
    """Asked for a sheet; a return of it at every step, each with its document."""
    period = LATER.get(place.key, "2020-H1")
    clerk, leader = (a_person(role, body=place.body, name=f"Cán bộ {place.named}") for role in (Role.CLERK, Role.LEADER))
    form = Form.objects.get(key="infrastructure")
    declaring.ask(form, by=leader, body=place.body, on=SUMMER, period=period, due=date(2020, 6, 12))
    declaring.ask(form, by=leader, body=place.body, on=SUMMER, period="2020-H2", due=date(2021, 1, 12))
    records = [entered(place, item, clerk, period) for item in form.items.order_by("position")[:5]]
    for record in records[1:]:
        declaring.submit(record, by=clerk, on=SUMMER)
    declaring.accept(records[2], by=leader, on=max(SUMMER, closing_day(parse(period))))
    declaring.send_back(records[3], by=leader, on=SUMMER, reason=f"Xem lại {place.secret}")
    declaring.withdraw(records[4], by=clerk, on=SUMMER, reason=f"Nhầm {place.secret}")


def entered(place: Place, item: Item, clerk: Any, period: str) -> Return:
    has_such = place.body.area is not None and place.body.area.kind in item.levels
    source = f"Báo cáo {place.secret}"
    said = Given(Answer.VALUE, share_of(place), source) if has_such else Given(Answer.NOT_APPLICABLE, None, source)
    paper = ContentFile(a_pdf(place.secret), name=f"{place.secret}.pdf")
    return declaring.enter(by=clerk, body=place.body, on=SUMMER, item=item, period=period, given=said, paper=paper)


def share_of(place: Place) -> Decimal:
    """A share that no other place has."""
    return Decimal(place.number % 1000).scaleb(-2) + 50


def reports(place: Place) -> None:
    """A report with a warning, one to approve, one approved, one signed; at one's own body one numbered, where verbs are open."""
    clerk, leader = (a_person(role, body=place.body, name=f"Cán bộ {place.named}") for role in (Role.CLERK, Role.LEADER))
    make = partial(opened, place, clerk)
    warned = make("2020-H1", "Đã làm 17 việc.")
    typed = next(one.key for one in open_findings(warned) if one.warns and one.key.startswith("narrative"))
    reporting.pass_warnings(warned, by=leader, on=SUMMER, findings=[typed], reason=f"Đã biết {place.secret}")
    let_pass(make("2019-H2"), leader, place)
    for steps, period in ROAD if place.key == "DONGVAN" else (ROAD[0], ROAD[-1]):
        report = reporting.approve(let_pass(make(period), leader, place), by=leader, on=SUMMER)
        if steps > 1:
            reporting.number(report, by=clerk, number=steps, signed_on=SUMMER, on=SUMMER)
        if steps > 2:
            reporting.enter_scan(report, by=clerk, data=a_pdf(place.secret), on=SUMMER)
        if steps > 3:
            reporting.correct_number(report, by=clerk, number=9, signed_on=SUMMER, reason=f"Nhầm {place.secret}", on=SUMMER)


def let_pass(report: Report, leader: Any, place: Place) -> Report:
    """With every warning let pass, so that nothing stands between the report and its approval."""
    for one in (one for one in open_findings(report) if one.warns):
        reporting.pass_warnings(report, by=leader, on=SUMMER, findings=[one.key], reason=f"Đã biết {place.secret}")
    return report


def opened(place: Place, clerk: Any, period: str, more: str = "") -> Report:
    due, body = date(2020, 6, 12), place.body
    report = reporting.open_report(by=clerk, body=body, period=period, outline=written_by(place), due=due, on=SUMMER)
    for block in report.blocks.all():
        text = f"Phần {place.secret} đạt {{facebook.reach}} lượt. {more}"
        reporting.edit_block(block, by=clerk, text=text, on=SUMMER)
        if not more:
            reporting.confirm_block(block, by=clerk, on=SUMMER)
    return report


def written_by(place: Place) -> Outline:
    """The department's outline, its first two parts alone, written by the body itself."""
    whole = outline("half-year-department")
    return replace(whole, parts=tuple(replace(part, division=place.body.key) for part in whole.parts[:2]))


def training(above: Place, own: Place) -> None:
    """A round of training: the officers of two bodies practise a bulletin from draft to published."""
    province, today = above.body.area, clock.today()
    body = organisation.open_training(by=a_person(Role.ADMINISTRATOR, body=above.body, area=province), on=today)
    author, approver = (organisation.join_training(by=place.officer, on=today).account for place in (above, own))
    title, html = f"Tập soạn {PRACTISED}", f"<p>{PRACTISED}</p>"
    bulletin = newsroom.write(by=author, body=body, on=today, hand_in=True, title=title, body_html=html, topic="khac")
    newsroom.approve(bulletin, by=approver, on=today)
    fed = body.outlets.exclude(kind=OutletKind.FACEBOOK)
    newsroom.publish(bulletin, by=approver, on=today, outlets=list(fed))
