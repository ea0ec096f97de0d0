"""Rounds of training: a body is opened in which officers practise, they join it, it is ended (docs/decisions/0015)."""

from collections.abc import Collection
from datetime import date, timedelta
from itertools import count

from khen.atoms.refusal import refuse_if
from khen.atoms.text import as_seen, fold
from khen.bodies import governing, trees
from khen.bodies.models import Body, Outlet, Person, Post, Trainee
from khen.bodies.reads import posts_of
from khen.bodies.terms import Action, BodyKind, OutletKind, Role
from khen.bodies.training import open_for_training, trainee_of
from khen.book import journal
from khen.book.journal import act, locked
from khen.domains.organisation import terms
from khen.domains.organisation.rules import training as rules
from khen.domains.organisation.terms import training

ROLES = (Role.AUTHOR, Role.APPROVER, Role.PUBLISHER, Role.CLERK, Role.LEADER)  # what is practised
TUTOR = (Role.AUTHOR, Role.CLERK)
OUTLETS = (
    (OutletKind.SITE, "trang", "Trang thông tin tập huấn"),
    (OutletKind.TICKER, "dong-chu", "Dòng chữ chạy tập huấn"),
    (OutletKind.POPUP, "pop-up", "Bản tin pop-up tập huấn"),
    (OutletKind.MAILING, "thu", "Danh sách thư tập huấn"),
    (OutletKind.FACEBOOK, "facebook", "Trang Facebook tập huấn"),
)


@act
def open_training(*, by: Person, on: date) -> Body:
    """Mở đợt tập huấn: a body of its own at the top of the tree, where it speaks, and the author of its exercises."""
    keeper = _keeper(by, on)
    refuse_if(rules.reasons_not_to_open_training(opened=open_for_training() is not None))
    round_ = next(number for number in count(1) if _is_free(training.key_of(number)))
    name = training.name_of(round_)
    body = Body(key=training.key_of(round_), kind=BodyKind.TRAINING, name=name, folded=fold(name), valid_from=on)
    trees.plant(trees.BODIES, [body], [])
    said = terms.BodyOpened(body=body.pk, key=body.key, body_kind=body.kind, name=name, parent=None, area=None, valid_from=on)
    journal.write(said, by=by, body=body, on=on, about=body)
    for kind, key, called in OUTLETS:
        _outlet(body, kind=kind, key=f"{body.key}-{key}", name=called, by=by, on=on)
    _account(body, "bai-tap", training.TUTOR, TUTOR, by=by, on=on)
    journal.write(training.TrainingOpened(body=body.pk, name=name), by=by, body=keeper, on=on, about=body)
    return body


@act
def join_training(*, by: Person, on: date) -> Trainee:
    """Vào tập huấn: the officer gets an account in it with every post that is practised; nobody signs in with it."""
    person, body = locked(by), open_for_training()
    officer = posts_of(person, on).exists() and not Trainee.objects.filter(account=person).exists()
    joined = trainee_of(person) is not None
    refuse_if(rules.reasons_not_to_join(opened=body is not None, joined=joined, officer=officer))
    assert body is not None  # refused above
    account = _account(body, str(person.pk), training.account_of(person.full_name), ROLES, by=by, on=on)
    trainee = Trainee.objects.create(body=body, person=person, account=account)
    said = training.TrainingJoined(person=person.pk, account=account.pk)
    journal.write(said, by=by, body=body, on=on, about=account)
    return trainee


@act
def end_training(*, by: Person, on: date, reason: str) -> Body:
    """Kết thúc đợt tập huấn: the body ends with all that was practised in it; nothing is deleted, and nobody meets it again."""
    keeper, body, reason = _keeper(by, on), open_for_training(), " ".join(as_seen(reason).split())
    refuse_if(rules.reasons_not_to_end_training(opened=body is not None, reason=reason))
    assert body is not None  # refused above
    body.valid_to = max(on, body.valid_from + timedelta(days=1))
    body.save(update_fields=["valid_to"])
    trees.multiply_out(trees.BODIES, {body.pk})
    said = training.TrainingEnded(body=body.pk, name=body.name, reason=reason)
    journal.write(said, by=by, body=keeper, on=on, about=body)
    return body


def _keeper(by: Person, on: date) -> Body:
    """The body for which whoever governs the whole province writes; administrators are held until the act ends."""
    governing.hold_governors()
    keeper = governing.for_whole_province(by, Action.GOVERN, on)
    refuse_if(rules.reasons_about_whole_province(governs=keeper is not None))
    assert keeper is not None  # refused above
    return keeper


def _is_free(key: str) -> bool:
    """Whether neither a body nor one of the outlets that would be opened with it bears the key already."""
    outlets = [f"{key}-{name}" for _kind, name, _called in OUTLETS]
    return not (Body.objects.filter(key=key).exists() or Outlet.objects.filter(key__in=outlets).exists())


def _outlet(body: Body, *, kind: OutletKind, key: str, name: str, by: Person, on: date) -> None:
    outlet = Outlet.objects.create(body=body, key=key, kind=kind, name=name, since=on)
    said = terms.OutletOpened(outlet=outlet.pk, key=key, outlet_kind=kind, name=name, address="", body=body.pk, since=on)
    journal.write(said, by=by, body=body, on=on, about=outlet)


def _account(body: Body, tail: str, full_name: str, roles: Collection[Role], *, by: Person, on: date) -> Person:
    """Somebody who holds these posts at the body for training and none elsewhere, with no password and no e-mail address."""
    names = (f"{body.key}.{tail}" + (f"-{number}" if number > 1 else "") for number in count(1))
    username = next(name for name in names if not Person.objects.filter(username=name).exists())
    person = Person(username=username, full_name=full_name, folded=fold(full_name)[:120])
    person.set_unusable_password()
    person.save()
    said = terms.PersonRegistered(person=person.pk, username=person.username)
    journal.write(said, by=by, body=body, on=on, about=person)
    for role in roles:
        post = Post.objects.create(person=person, body=body, role=role, since=on)
        given = terms.PostGiven(post=post.pk, person=person.pk, role=role, body=body.pk, area=None, since=on, until=None)
        journal.write(given, by=by, body=body, on=on, about=post)
    return person
