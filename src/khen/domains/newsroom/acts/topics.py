"""Topics: opened, renamed, closed by whoever publishes for a body; the house's own by whoever publishes for a whole province."""

from datetime import date

from django.db.models import Q

from khen.atoms.refusal import refuse_if
from khen.bodies.governing import for_whole_province
from khen.bodies.models import Body, Person
from khen.bodies.terms import Action
from khen.book import journal
from khen.book.journal import act
from khen.domains.newsroom.acts import names
from khen.domains.newsroom.models import Topic
from khen.domains.newsroom.rules.names import reasons_about_last_of_all
from khen.domains.newsroom.terms import topics as terms


@act
def open_topic(*, by: Person, body: Body, on: date, name: str, since: date) -> Topic:
    """Mở chủ đề: from its first day texts, templates and orders of the body, and of all below it, may bear it."""
    opened = names.opened(Topic(body=body, since=since), name, by=by, body=body, on=on)
    journal.write(terms.TopicOpened(topic=opened.key, name=opened.name, since=since), by=by, body=body, on=on, about=opened)
    return opened


@act
def rename_topic(topic: Topic, *, by: Person, on: date, name: str) -> Topic:
    """Đổi tên chủ đề: what bears it goes along; what was published keeps the name that it bore."""
    topic, body = names.held(topic, _keeper(topic, by, on), by=by, on=on)
    before = names.renamed(topic, name)
    said = terms.TopicRenamed(topic=topic.key, name=topic.name, name_before=before)
    journal.write(said, by=by, body=body, on=on, about=topic)
    return topic


@act
def close_topic(topic: Topic, *, by: Person, on: date, last: date) -> Topic:
    """Đóng chủ đề: after its last day nobody chooses it any more; texts and figures keep it."""
    topic, body = names.held(topic, _keeper(topic, by, on), by=by, on=on)
    of_all = Topic.objects.filter(Q(until=None) | Q(until__gt=last + names.DAY), body=None).exclude(pk=topic.pk)
    refuse_if(reasons_about_last_of_all(others=topic.body_id is not None or of_all.exists()))
    names.ended(topic, last)
    journal.write(terms.TopicClosed(topic=topic.key, last=last), by=by, body=body, on=on, about=topic)
    return topic


def _keeper(topic: Topic, by: Person, on: date) -> Body | None:
    """For which body the person keeps it: those of the whole house are kept by whoever publishes for a whole province."""
    return topic.body or for_whole_province(by, Action.PUBLISH, on)
