"""Things that people are told of, and the moment at which letters leave."""

from datetime import datetime

from khen.atoms import clock
from khen.bodies.models import Person
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.tests.makers import Newsroom

MORNING = datetime(2026, 11, 26, 8, 0, tzinfo=clock.VIETNAM)  # a Thursday


def with_address(person: Person, address: str = "my@vidu.example") -> Person:
    person.email = address
    person.save(update_fields=["email"])
    return person


def returned(room: Newsroom, title: str = "Lịch tiêm chủng") -> Bulletin:
    """A text that the approver sends back: its author is told."""
    today = clock.today()
    made = acts.write(by=room.author, body=room.body, on=today, topic="khac", body_html="<p>Nội dung.</p>", title=title)
    acts.submit(made, by=room.author, on=today)
    return acts.send_back(made, by=room.approver, on=today, reason="Thiếu nguồn")
