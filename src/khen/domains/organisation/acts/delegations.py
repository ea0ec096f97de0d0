"""Acting in another's place, from a day to a day."""

from datetime import date

from khen.atoms.lineage import meet
from khen.atoms.refusal import refuse_if
from khen.atoms.text import as_seen
from khen.bodies import governing
from khen.bodies.models import Person, Post
from khen.book import journal
from khen.book.journal import act, locked
from khen.domains.organisation import rules, terms
from khen.domains.organisation.acts.doings import last_done
from khen.domains.organisation.acts.leaves import works_at
from khen.domains.organisation.acts.limits import limits_on


@act
def delegate(post: Post, *, to: Person, since: date, until: date, by: Person, on: date) -> Post:
    """Somebody acts in the place of the post's holder: a post of its own that ends by itself, and counts while the other does."""
    post, to = locked(post), locked(to)
    held = Post.objects.filter(for_post=post).values_list("since", "until")
    refuse_if(
        rules.reasons_not_to_delegate(
            own=post.person_id == by.pk,
            governed=governing.governs_all(by, post.body, post.area, on),
            governs=post.role in governing.GOVERNING,
            of_deputy=post.person_id == to.pk,
            delegated=post.for_post_id is not None,
            active=to.is_active and post.person.is_active,
            again=any(meet((since, until), span) for span in held),
            to_oneself=to == by,
        )
    )
    lasts = (post.since, post.until)
    refuse_if(rules.reasons_about_days(post=lasts, since=since, until=until, on=on, limits=limits_on(on)))
    refuse_if(rules.reasons_about_stand_in(of_body=works_at(to, post.body, (since, until))))
    made = Post.objects.create(person=to, body=post.body, role=post.role, area=post.area, since=since, until=until, for_post=post)
    payload = terms.PostDelegated(
        post=made.pk,
        person=to.pk,
        in_place_of=post.person_id,
        role=made.role,
        body=made.body_id,
        area=made.area_id,
        since=since,
        until=until,
    )
    journal.write(payload, by=by, body=made.body, on=on, about=made)
    return made


@act
def cancel_delegation(post: Post, *, reason: str, by: Person, on: date) -> Post:
    """Hủy: call it off before it begins; it then counts on no day."""
    post, reason = locked(post), as_seen(reason).strip()
    concerned = governing.concerns(post, by, on)
    refuse_if(rules.reasons_not_to_cancel_delegation(concerned=concerned, since=post.since, until=post.days[1], on=on))
    refuse_if(rules.reasons_about_reason(reason))
    payload = terms.DelegationCancelled(
        post=post.pk,
        person=post.person_id,
        in_place_of=post.for_post.person_id if post.for_post else post.person_id,
        since=post.since,
        until=post.until or post.since,
        reason=reason,
    )
    post.until = post.since
    post.save(update_fields=["until"])
    journal.write(payload, by=by, body=post.body, on=on, about=post)
    return post


@act
def end_delegation(post: Post, *, until: date, by: Person, on: date) -> Post:
    """End it before its day: `until` is the first day on which it no longer counts."""
    post = locked(post)
    holder = post.for_post.person_id if post.for_post else None
    concerned = governing.concerns(post, by, on)
    ended, done = post.days[1] or on, last_done(post, since=max(post.since, min(until, on)), on=on)
    reasons = rules.reasons_not_to_end_delegation(
        concerned=concerned, until=until, since=post.since, ended=ended, on=on, done=done
    )
    refuse_if(reasons)
    post.until = until
    post.save(update_fields=["until"])
    payload = terms.DelegationEnded(post=post.pk, person=post.person_id, in_place_of=holder or post.person_id, until=until)
    journal.write(payload, by=by, body=post.body, on=on, about=post)
    return post
