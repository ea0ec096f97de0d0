"""People and their posts."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import IntegrityError, transaction

from khen.atoms.lineage import meet
from khen.atoms.refusal import refuse_if
from khen.atoms.text import called, fold, nfc
from khen.bodies import governing
from khen.bodies.models import Area, Body, Person, Post
from khen.bodies.terms import Role
from khen.bodies.trees import span_of
from khen.book import journal
from khen.book.journal import act, locked
from khen.domains.organisation import rules, terms
from khen.domains.organisation.acts.asking import ask_to_govern, refuse_unless
from khen.domains.organisation.acts.doings import last_done
from khen.domains.organisation.acts.links import end_links

ONE_ADDRESS = "an_open_account_has_an_address_of_its_own"  # what the database calls it


def is_borne(email: str, *, but: int = 0) -> bool:
    """Does an open account bear this e-mail address, in small letters or capitals?"""
    others = Person.objects.filter(is_active=True, email__iexact=email).exclude(pk=but)
    return email != "" and others.exists()


@contextmanager
def of_their_own(email: str) -> Iterator[None]:
    """Two acts at one instant: the database lets one of them have the address, the other is told as if it came later."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if ONE_ADDRESS in str(error):
            refuse_if(rules.reasons_about_email(email, borne=True))
        raise


@act
def register_person(*, username: str, full_name: str, body: Body, by: Person | None, on: date, email: str = "") -> Person:
    """Enter somebody in the register; they can sign in once they hold a post and a password."""
    ask_to_govern(by, on, body)
    username, full_name = nfc(username).strip().lower(), called(full_name)
    taken = username.isprintable() and Person.objects.filter(username=username).exists()
    borne = is_borne(email)
    refuse_if(rules.reasons_not_to_register(username=username, full_name=full_name, email=email, taken=taken, borne=borne))
    person = Person(username=username, full_name=full_name, folded=fold(full_name)[:120], email=email)
    person.set_unusable_password()
    with of_their_own(email):
        person.save()
    payload = terms.PersonRegistered(person=person.pk, username=username)
    journal.write(payload, by=by, body=body, on=on, about=person)
    return person


@act
def correct_person(person: Person, *, full_name: str, email: str, by: Person, on: date) -> Person:
    """Put right how somebody is called and where letters reach them; the user name stays for good."""
    person, full_name, posts = locked(person), called(full_name), list(governing.posts_to_come(person, on))
    refuse_if(rules.reasons_not_to_govern_person(posts=len(posts), within_reach=governing.governs_posts(by, posts, on)))
    named, moved = full_name != person.full_name, email != person.email
    borne = moved and person.is_active and is_borne(email, but=person.pk)
    refuse_if(rules.reasons_not_to_correct(full_name=full_name, email=email, changed=named or moved, borne=borne))
    person.full_name, person.folded, person.email = full_name, fold(full_name)[:120], email
    person.shares_address = person.shares_address and not moved
    with of_their_own(email):
        person.save(update_fields=["full_name", "folded", "email", "shares_address"])
    if moved:  # the link lies in a letter box that is not, or no longer, theirs
        end_links(person, terms.Ended.EMAIL, by=by, on=on)
    payload = terms.PersonCorrected(person=person.pk, name=named, email=moved)
    journal.write(payload, by=by, body=posts[0].body, on=on, about=person)
    return person


@act
def give_post(
    *,
    person: Person,
    body: Body,
    role: str,
    since: date,
    by: Person | None,
    on: date,
    area: Area | None = None,
    until: date | None = None,
) -> Post:
    """Give somebody a role at a body from a day on, reaching the body's own subtree or a whole area."""
    founding = by is None and governing.nobody_governs(on)
    person = locked(person)
    held = Post.objects.filter(for_post=None, person=person, body=body, role=role, area=area).values_list("since", "until")
    refuse_if(
        rules.reasons_not_to_give_post(
            role=role,
            own=person == by,
            within_reach=founding or (by is not None and governing.governs_all(by, body, area, on)),
            overlapping=any(meet((since, until), span) for span in held),
            body=span_of(body),
            since=since,
            until=until,
            active=person.is_active,
        )
    )
    post = Post.objects.create(person=person, body=body, role=Role(role), area=area, since=since, until=until)
    payload = terms.PostGiven(
        post=post.pk, person=person.pk, role=post.role, body=body.pk, area=post.area_id, since=since, until=until
    )
    journal.write(payload, by=by, body=body, on=on, about=post)
    return post


def _held(post: Post) -> Post:
    """The post as it stands now. Whoever governs is held together: when the last two end each other's, one stays."""
    if post.role in governing.GOVERNING:
        governing.hold_governors()
    return locked(post)


@act
def end_post(post: Post, *, until: date, by: Person | None, on: date) -> Post:
    """End a post: `until` is the first day on which it no longer counts. One given by mistake ends on its first day and counts on
    none: before that day, or on it while nothing was done by it. Nor does it end before the last day on which something was."""
    post = _held(post)
    until = rules.end_of_post(since=post.since, until=until, on=on)
    done = last_done(post, since=until, on=on)
    refuse_unless(by is not None and governing.governs_all(by, post.body, post.area, on))
    nobody = rules.ungoverned_from(*governing.lost_and_left([post], max(until, on)))
    refuse_if(rules.reasons_not_to_end_post(since=post.since, ended=post.until, until=until, on=on, done=done, ungoverned=nobody))
    post.until = until
    post.save(update_fields=["until"])
    if not governing.posts_to_come(post.person, on).exists():  # one that ends later is asked for when a link is used
        end_links(post.person, terms.Ended.POST, by=by, on=on)
    payload = terms.PostEnded(post=post.pk, person=post.person_id, role=post.role, body=post.body_id, until=until)
    journal.write(payload, by=by, body=post.body, on=on, about=post)
    return post
