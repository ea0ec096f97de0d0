"""What stands on the page of a person about their letters, for whoever can put their address right."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khen.atoms import clock
from khen.atoms.vietnamese import moment_in_digits
from khen.bodies.models import Person, Post
from khen.bodies.reads import within
from khen.bodies.terms import Action
from khen.book.models import Entry
from khen.desk.beside import Alarm, Line, Panel
from khen.domains.organisation.terms import PersonCorrected
from khen.egress import watch
from khen.egress.terms import State
from khen.tidings.models import Parcel
from khen.tidings.terms import Road

TELLING = (State.ACCEPTED, State.REFUSED)  # what became of a letter, where it says whether the address is right


def refused_letter(person: Person) -> Parcel | None:
    """The last letter that was taken or refused, where it was refused and the address is still the same. At most two queries."""
    letters = Parcel.objects.filter(person=person, road=Road.MAIL, state__in=TELLING)
    last = letters.order_by("-pk").first() if person.email and person.is_active else None
    if last is None or last.state != State.REFUSED or last.moved_at is None:
        return None
    since = Entry.objects.filter(about=Person._meta.label_lower, about_id=person.pk, written_at__gt=last.moved_at)
    return None if any(one.payload["email"] for one in since.filter(kind=PersonCorrected.kind)) else last


def of_letters(record: Person, person: Person) -> Panel | None:
    """The panel beside a person whose letters are refused, for whoever governs a body at which they hold a post."""
    letter = refused_letter(record)
    posts = Post.objects.filter(person=record)
    if letter is None or not within(posts, person, Action.GOVERN, day=clock.today()).exists():
        return None
    alarm = Alarm(
        said=gettext("Letters to this person are refused: %(email)s.") % {"email": record.email},
        why=gettext("Why: %(why)s") % {"why": watch.reply(letter.detail)},
        todo=_(
            "What to do: ask them for the right address and correct it. If it is right already, tell whoever runs the system."
        ),
        more=_("Put the name or e-mail right"),
        url=reverse("can-bo:sua", args=[record.pk]),
    )
    when = moment_in_digits(letter.moved_at or letter.made_at)
    line = Line(label=when, url="", chip=letter.get_state_display(), mood=watch.MOODS[State.REFUSED])
    return Panel(title=_("Letters to this person"), lines=[line], alarms=[alarm])
