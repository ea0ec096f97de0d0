"""Topics: opened, renamed, closed by whoever publishes for a body; the house's own by whoever publishes for a whole province."""

from datetime import date, timedelta

from django.db.models import Q

from khen.atoms.refusal import refuse_if
from khen.atoms.text import fold
from khen.bodies.governing import for_whole_province
from khen.bodies.models import Body, Person
from khen.bodies.reads import may, on_day, serving
from khen.bodies.terms import Action
from khen.book import journal
from khen.book.journal import act, locked
from khen.domains.newsroom.acts.campaigns import new_key
from khen.domains.newsroom.models import Topic
from khen.domains.newsroom.rules import line, reasons_about_post
from khen.domains.newsroom.rules import topics as rules
from khen.domains.newsroom.terms import topics as terms

DAY = timedelta(days=1)


@act
def open_topic(*, by: Person, body: Body, on: date, name: str, since: date) -> Topic:
    """Mở chủ đề: from its first day texts, templates and orders of the body, and of all below it, may bear it."""
    refuse_if(reasons_about_post(may=may(by, Action.PUBLISH, body, on)))
    locked(body)  # two at once would each find the name free
    opened = _named(Topic(body=body, since=since), line(name))
    opened.key = new_key(Topic, opened.name)
    opened.save()
    journal.write(terms.TopicOpened(topic=opened.key, name=opened.name, since=since), by=by, body=body, on=on, about=opened)
    return opened


@act
def rename_topic(topic: Topic, *, by: Person, on: date, name: str) -> Topic:
    """Đổi tên chủ đề: what bears it goes along; what was published keeps the name that it bore."""
    topic, body = _standing(topic, by=by, on=on)
    before = topic.name
    refuse_if(rules.reasons_not_to_rename(before=before, name=line(name)))
    _named(topic, line(name)).save(update_fields=["name", "folded"])
    said = terms.TopicRenamed(topic=topic.key, name=topic.name, name_before=before)
    journal.write(said, by=by, body=body, on=on, about=topic)
    return topic


@act
def close_topic(topic: Topic, *, by: Person, on: date, last: date) -> Topic:
    """Đóng chủ đề: after its last day nobody chooses it any more; texts and figures keep it."""
    topic, body = _standing(topic, by=by, on=on)
    of_all = Topic.objects.filter(Q(until=None) | Q(until__gt=last + DAY), body=None).exclude(pk=topic.pk)
    others = topic.body_id is not None or of_all.exists()
    refuse_if(rules.reasons_not_to_close(since=topic.since, before=topic.last, last=last, others=others))
    topic.until = last + DAY
    topic.save(update_fields=["until"])
    journal.write(terms.TopicClosed(topic=topic.key, last=last), by=by, body=body, on=on, about=topic)
    return topic


def topic_for(body: Body, key: str, on: date, kept: int | None = None) -> Topic | None:
    """The topic of this key, if it stands on that day for the body; `kept` is the one that stays good when it was closed."""
    stands = on_day(on) & (Q(body=None) | serving(Body.objects.filter(pk=body.pk), on))
    return Topic.objects.filter(stands | Q(pk=kept), key=key).first()


def _standing(topic: Topic, *, by: Person, on: date) -> tuple[Topic, Body]:
    """The topic, held until the act ends, and for which body the person keeps it."""
    topic = locked(topic)
    body = topic.body or for_whole_province(by, Action.PUBLISH, on)
    refuse_if(reasons_about_post(may=body is not None and may(by, Action.PUBLISH, body, on)))
    refuse_if(rules.reasons_about_closed(last=topic.last, on=on))
    assert body is not None
    return topic, body


def _named(topic: Topic, name: str) -> Topic:
    same = Topic.objects.filter(Q(until=None) | Q(until__gt=topic.since), Q(body=None) | Q(body=topic.body), folded=fold(name))
    refuse_if(rules.reasons_about_name(name, again=same.exclude(pk=topic.pk).exists()))
    topic.name, topic.folded = name, fold(name)
    return topic
