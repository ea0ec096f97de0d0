"""Whom each kind of entry concerns, and to which thing it leads them: the one list of what people are told of."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial

from khen.atoms import clock
from khen.bodies.models import Body
from khen.bodies.reads import posts_allowing
from khen.bodies.terms import Action
from khen.book.models import Entry
from khen.domains.newsroom.models import Asked, Bulletin, Opinion, Remark
from khen.domains.newsroom.terms import counsel, orders, post_checks, remarks, texts
from khen.domains.organisation import terms as accounts
from khen.domains.organisation.models import Delegation
from khen.domains.organisation.terms import delegations, leaves
from khen.domains.organisation.terms.devices import DeviceMet
from khen.domains.returns import terms as returns
from khen.reports import terms as reports
from khen.reports.models import Block
from khen.tidings import turns
from khen.tidings.notices import Message
from khen.tidings.terms import Told

Messages = Iterable[Message]
Whom = Callable[[Entry], Iterable[int]]


def may(action: Action, body: Body, *, at_home: bool = False) -> set[int]:
    """Whoever may do this for the body today; `at_home`: only by a post at this very body, where somebody has one."""
    posts = posts_allowing(action, body, clock.today())
    here = set(posts.filter(body=body).values_list("person", flat=True)) if at_home else set()
    return here or set(posts.values_list("person", flat=True))


def author(entry: Entry) -> Iterable[int]:
    return Bulletin.objects.filter(pk=entry.about_id).values_list("author", flat=True)


def allowed(action: Action) -> Whom:
    return lambda entry: may(action, entry.body)


def sender(entry: Entry) -> Iterable[int]:
    """Who sent the figure last before that."""
    sent = Entry.objects.filter(about=entry.about, about_id=entry.about_id, kind=returns.Submitted.kind, seq__lt=entry.seq)
    return [pk for pk in sent.order_by("-seq").values_list("by", flat=True)[:1] if pk]


def owner(entry: Entry) -> Iterable[int]:
    """Whose account it is; of the first device that is ever seen nobody is told."""
    return [] if entry.payload["first"] else [entry.payload["person"]]


def owner_always(entry: Entry) -> Iterable[int]:
    """Whose account it is, whoever did it: they themself, an administrator, or somebody who got hold of it."""
    return [entry.payload["person"]]


def in_the_talk(entry: Entry) -> Iterable[int]:
    """Whose text was remarked on, and whose remark was answered."""
    remark = Remark.objects.filter(pk=entry.payload["remark"]).values_list("by", flat=True)
    return {*author(entry), *remark}


def asker(entry: Entry) -> Iterable[int]:
    """Who asked for the opinion, and whose text it is about."""
    return {*author(entry), *Opinion.objects.filter(pk=entry.payload["opinion"]).values_list("asked_by", flat=True)}


def hands(entry: Entry) -> Iterable[int]:
    """Whose text it is, and whoever submitted or published it before that."""
    done = Entry.objects.filter(about=entry.about, about_id=entry.about_id, kind__in=LET_GO, seq__lt=entry.seq)
    return {*author(entry), *(pk for pk in done.values_list("by", flat=True) if pk)}


def found_wanting(entry: Entry) -> Iterable[int]:
    """The same people where a check reminds or takes down; nobody where the text passed."""
    return [] if entry.payload["verdict"] == post_checks.Verdict.PASSED else hands(entry)


def simply(told: Told, whom: Whom) -> Callable[[Entry], Messages]:
    """These people are told, and led to what the entry is about."""
    return lambda entry: [Message(person, entry, told) for person in whom(entry)]


def of_submitted(entry: Entry) -> Iterator[Message]:
    """Whoever must initial the text where that is asked for, else whoever may approve it."""
    lacking = turns.lacked_initials(entry)
    whom, told = (turns.to_initial, Told.TO_INITIAL) if lacking else (turns.to_approve, Told.TO_APPROVE)
    yield from simply(told, whom)(entry)


def of_approved(entry: Entry) -> Iterator[Message]:
    """The author, and whoever may publish it now; the author once."""
    wrote = set(author(entry))
    yield from simply(Told.APPROVED, lambda _entry: wrote)(entry)
    yield from simply(Told.TO_PUBLISH, lambda _entry: turns.to_publish(entry) - wrote)(entry)


def of_corrected(entry: Entry) -> Iterator[Message]:
    """Whoever had a hand in the text, and whoever may check the correction, which nobody has approved."""
    yield from simply(Told.CORRECTED, hands)(entry)
    yield from simply(Told.TO_CHECK, turns.to_check)(entry)


def of_opinion(entry: Entry) -> Iterator[Message]:
    """Whoever was asked by name, else whoever says opinions for the body that was asked and has no hand in the text; led to what
    they may read."""
    said, body = entry.payload, Body.objects.get(pk=entry.payload["body"])
    people = {said["person"]} if said["person"] else may(Action.ADVISE, body, at_home=True) - set(author(entry))
    for person in people:
        yield Message(person, entry, Told.OPINION, (Opinion._meta.label_lower, said["opinion"]))


def of_called_off(entry: Entry) -> Iterator[Message]:
    """Whoever writes for a body that the order still asked, led to what was asked of it; nobody twice."""
    first: dict[int, Message] = {}
    for asked in Asked.objects.filter(order=entry.about_id, out_on=None).select_related("body").order_by("pk"):
        for person in may(Action.DRAFT, asked.body):
            first.setdefault(person, Message(person, entry, Told.ORDERED, (Asked._meta.label_lower, asked.pk)))
    yield from first.values()


def of_delegation(entry: Entry) -> Iterator[Message]:
    """Whoever acts in another's place, and that other, led to it."""
    said = entry.payload
    for person in (said["person"], said["in_place_of"]):
        yield Message(person, entry, Told.DEPUTY, (Delegation._meta.label_lower, said["post"]))


def looks_after(entry: Entry) -> Iterable[int]:
    """Whoever looks after the work of somebody away from now on, and whoever is away."""
    return [entry.payload["deputy"], entry.payload["person"]]


def of_parts(told: Told, entry: Entry, parts: Iterable[Block]) -> Iterator[Message]:
    """Whoever writes for a division that answers for one of these parts, led to the first of them."""
    first: dict[int, Message] = {}
    for division, part in {part.division: part for part in reversed(list(parts))}.items():
        for person in may(Action.COMPOSE, division, at_home=True):
            first[person] = Message(person, entry, told, (Block._meta.label_lower, part.pk))
    yield from first.values()


def written(report: int) -> list[Block]:
    """The report's parts in their order; those without any text are headings. One query."""
    return list(
        Block.objects.filter(report=report).exclude(text="").select_related("division", "report__body").order_by("position")
    )


def of_report(told: Told, entry: Entry, *, to: Action | None = None) -> Iterator[Message]:
    """Whoever has the next step with the report, and whoever writes a part of it."""
    next_ones = may(to, entry.body) if to else set()
    yield from simply(told, lambda _entry: next_ones)(entry)
    yield from (one for one in of_parts(told, entry, written(entry.about_id)) if one.person not in next_ones)


def whole(entry: Entry) -> Iterator[Message]:
    """The last part was confirmed: the report waits for whoever approves it."""
    parts = written(entry.about_id)
    if parts and all(part.confirmed_by_id for part in parts):
        yield from (Message(person, entry, Told.TO_SIGN) for person in may(Action.SIGN, parts[0].report.body))


def due_parts(day: date, until: date) -> Iterator[Message]:
    """Parts and reports that are due between these days inclusive and still open; one entry tells one person once."""
    near = Block.objects.filter(report__standing=reports.Standing.OPEN, confirmed_by=None, due__gte=day, due__lte=until)
    open_ones = near.exclude(text="").select_related("division", "report").order_by("report", "position")
    parts = list(open_ones)
    opened = Entry.objects.filter(kind=reports.ReportOpened.kind, about_id__in={part.report_id for part in parts})
    for entry in opened.select_related("body"):
        yield from of_parts(Told.PART_DUE, entry, [part for part in parts if part.report_id == entry.about_id])


LET_GO = (texts.Submitted.kind, texts.Published.kind, post_checks.PublishedUnapproved.kind)
WAYS_IN = (
    *(accounts.FactorEnrolled, accounts.FactorMoved, accounts.FactorTakenAway),
    *(accounts.PasskeyAdded, accounts.PasskeyRemoved, accounts.PasskeyDoubted),
    *(accounts.IdentityTied, accounts.IdentityUntied),
)
DELEGATED = (delegations.PostDelegated, delegations.DelegationEnded, delegations.DelegationCancelled)
PASSWORDS = (accounts.PasswordChanged, accounts.PasswordIssued, accounts.InvitationAccepted)
CONCERNS: dict[str, Callable[[Entry], Messages]] = {
    texts.Returned.kind: simply(Told.RETURNED, author),
    texts.Approved.kind: of_approved,
    texts.Published.kind: simply(Told.PUBLISHED, author),
    texts.Corrected.kind: of_corrected,
    texts.Withdrawn.kind: simply(Told.WITHDRAWN, hands),
    post_checks.PostChecked.kind: simply(Told.CHECKED, found_wanting),
    post_checks.PublishedUnapproved.kind: simply(Told.TO_CHECK, turns.to_check),
    texts.Submitted.kind: of_submitted,
    counsel.Initialled.kind: simply(Told.TO_APPROVE, turns.to_approve),
    remarks.Remarked.kind: simply(Told.REMARKED, author),
    remarks.RemarkAnswered.kind: simply(Told.REMARKED, in_the_talk),
    counsel.OpinionAsked.kind: of_opinion,
    counsel.OpinionSaid.kind: simply(Told.OPINION_SAID, asker),
    orders.PiecesAsked.kind: simply(Told.ORDERED, allowed(Action.DRAFT)),
    orders.PiecesChanged.kind: simply(Told.ORDERED, allowed(Action.DRAFT)),
    orders.BodyTakenOut.kind: simply(Told.ORDERED, allowed(Action.DRAFT)),
    orders.OrderCalledOff.kind: of_called_off,
    **{one.kind: of_delegation for one in DELEGATED},
    **{one.kind: simply(Told.DEPUTY, looks_after) for one in (leaves.LeaveAnnounced, leaves.DeputyChanged)},
    returns.Asked.kind: simply(Told.ASKED, allowed(Action.DECLARE)),
    returns.Submitted.kind: simply(Told.TO_ACCEPT, allowed(Action.ACCEPT)),
    returns.SentBack.kind: simply(Told.SENT_BACK, sender),
    returns.Accepted.kind: simply(Told.ACCEPTED, sender),
    reports.ReportOpened.kind: partial(of_report, Told.PART),
    reports.BlockConfirmed.kind: whole,
    reports.ReportApproved.kind: partial(of_report, Told.REPORTED, to=Action.NUMBER),
    reports.ReportCalledOff.kind: partial(of_report, Told.REPORT_OFF),
    DeviceMet.kind: simply(Told.DEVICE, owner),
    **{one.kind: simply(Told.WAY_IN, owner_always) for one in WAYS_IN},
    **{one.kind: simply(Told.RECOVERY, owner_always) for one in (accounts.RecoveryCodeUsed, accounts.RecoveryCodesRenewed)},
    **{one.kind: simply(Told.PASSWORD, owner_always) for one in PASSWORDS},
}
