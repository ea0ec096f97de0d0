"""What an address asks: which place, period and topic, as of which entry; and the addresses that ask the same of another page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Max, Min
from django.utils.translation import gettext as _

from khen.atoms.glance import once
from khen.atoms.period import Period, administrative_half_year, half_year, parse
from khen.atoms.vietnamese import day_in_digits
from khen.bodies.models import Area, Body, Person
from khen.desk.periods import in_words, months, quarters
from khen.domains.newsroom.models import Topic
from khen.facts.models import StoredFact
from khen.figures.catalogue import FIGURES
from khen.figures.engine import Asked, asked_now
from khen.figures.moments import AS_OF, Moment, moment_of
from khen.figures.periods import half_of, name_of
from khen.figures.scope import Scope
from khen.figures.sight import OutOfSightError, Sight, key_of, sight_of

PLACE, PERIOD, TOPIC = "noi", "ky", "chu-de"
CHANGED = "doi"  # with a moment: only the facts that were added since then, or that fell away
LONGEST_TOPIC = 60
COUNTED = sorted({int(of.kind) for figure in FIGURES.values() for of in (figure.of, figure.per) if of})


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A place, what is asked about it, and what the person could have chosen instead. `complaint` tells of a wrong period or
    topic, `moment` of the earlier position of the journal at which it is asked."""

    sight: Sight
    scope: Scope
    asked: Asked
    complaint: str
    moment: Moment | None

    def address(self, *, place: Area | Body | None = None, period: Period | None = None, topic: str | None = None) -> str:
        """The same question with something else in one place, as the end of an address."""
        about = self._about(place or self.scope.place, period or self.asked.period, self.asked.topic if topic is None else topic)
        return "?" + urlencode(about | ({AS_OF: str(self.moment.seq)} if self.moment else {}))

    def today(self) -> str:
        """The same question asked of everything known now."""
        return "?" + urlencode(self._about(self.scope.place, self.asked.period, self.asked.topic))

    @staticmethod
    def _about(place: Area | Body, period: Period, topic: str) -> dict[str, str]:
        return {PLACE: key_of(place), PERIOD: period.key} | ({TOPIC: topic} if topic else {})


def question(given: Mapping[str, str], person: Person, *, today: date) -> Question:
    """Read an address. Raises OutOfSightError for a place that is not there or not the person's to see, NoSuchMomentError for
    a position that the journal has not reached. An area that was not known yet in the period is shown in the newest one."""
    period, complaint = _period(given.get(PERIOD, ""), today)
    sight, place = sight_of(person, today=today, day=period.last), given.get(PLACE, "")
    try:
        scope = sight.scope(place or _not_known_yet(person, period, today))
    except OutOfSightError:
        early, period = period, periods(today)[0]
        sight = sight_of(person, today=today, day=period.last)
        scope = sight.scope(place)
        complaint = _too_early(scope.place, early)
    topic, unknown = _topic(given.get(TOPIC, "")[:LONGEST_TOPIC].replace("\x00", ""))
    moment = moment_of(given.get(AS_OF, ""), person, today)
    asked = asked_now(period, topic=topic, as_of=moment.seq if moment else None, today=today)
    return Question(sight=sight, scope=scope, asked=asked, complaint=complaint or unknown, moment=moment)


def _not_known_yet(person: Person, period: Period, today: date) -> str:
    """The key of the area that is shown of the newest period where no place is named, if it was not known yet in an earlier one:
    then no other place takes its place unsaid. Empty where it was known. One query, six more of an earlier period."""
    newest = periods(today)[0]
    shown = sight_of(person, today=today, day=newest.last).areas[:1] if period.last < newest.first else ()
    return next((key_of(area) for area, _depth in shown if area.valid_from > period.last), "")


def _period(key: str, today: date) -> tuple[Period, str]:
    if not key:
        return periods(today)[0], ""
    try:
        return parse(key), ""
    except ValueError:
        said = _("This is not a period; write a year from 1900 to 2099 and a capital H or Q: 2020-H1, 2020-Q2, 2020-03, 2020.")
        return periods(today)[0], said


def _topic(key: str) -> tuple[str, str]:
    """The topic of this key, or none and what is said of a key that no topic has and no fact. Two queries at most."""
    if not key or Topic.objects.filter(key=key).exists() or StoredFact.objects.filter(topic=key).exists():
        return key, ""
    return "", _("There is no topic “%(topic)s”: what stands here is of all topics.") % {"topic": key}


def _too_early(place: Area | Body, period: Period) -> str:
    """What is said of a period in which the house did not know an area yet. Raises OutOfSightError where that is not why the
    area is not there: it has become another since."""
    if not isinstance(place, Area) or place.valid_from <= period.last:
        raise OutOfSightError(key_of(place))
    said = {"period": in_words(name_of(period)), "place": place, "day": day_in_digits(place.valid_from)}
    return _("In the period “%(period)s” there is no %(place)s here: it is known from %(day)s on. Choose a later period.") % said


@once
def periods(today: date) -> list[Period]:
    """The half-years in which any figure has facts, the newest first, up to this one; this one where none has. One query.

    Page views and accepted mails are facts of every day and of no figure: they open no half-year of their own."""
    span = StoredFact.objects.filter(kind__in=COUNTED).aggregate(first=Min("on"), last=Max("on"))
    newest, oldest = (half_of(min(day or today, today)) for day in (span["last"], span["first"]))
    years = range(newest.first.year, oldest.first.year - 1, -1)
    halves = [half_year(year, half) for year in years for half in (2, 1)]
    return [half for half in halves if oldest.first <= half.first <= newest.first]


def choices(today: date, chosen: Period) -> list[tuple[str, list[tuple[str, str]]]]:
    """Periods to choose from, by years: the half-years in which any figure has facts, by the calendar and by the regimes'
    cut-off day, the year itself, its quarters and months; and whatever is chosen now."""
    halves = periods(today)
    by_year = {half.first.year: _of_year(half.first.year, halves) for half in halves}
    if not any(chosen in offered for offered in by_year.values()):
        by_year.setdefault(chosen.last.year, []).append(chosen)
    return [(str(year), [(one.key, in_words(one.key)) for one in offered]) for year, offered in by_year.items()]


def _of_year(year: int, halves: Iterable[Period]) -> list[Period]:
    half_years = [half for half in halves if half.first.year == year]
    first, last = min(half.first for half in half_years), max(half.last for half in half_years)
    parts = [one for one in (*quarters(year), *months(year)) if first <= one.first and one.last <= last]
    both = [one for half in half_years for one in (half, administrative_half_year(year, int(half.key[-1])))]
    return [*both, parse(str(year)), *parts]


def unfinished(period: Period, today: date) -> str:
    """What is said of the figures of a period that is not over; "" of one that is."""
    if today > period.last:
        return ""
    if today < period.first:
        return _("This period has not begun.")
    return _("This period is not over: the figures count what was done up to %(day)s.") % {"day": day_in_digits(today)}


def called(period: Period) -> str:
    """ "6 tháng đầu năm 2020 (01/01/2020 - 30/06/2020)"."""
    return f"{in_words(name_of(period))} ({day_in_digits(period.first)} - {day_in_digits(period.last)})"


def short(period: Period) -> str:
    """A label below a column: "03/2020", "6T đầu 2020"; of a month that is cut by a cut-off day its own days: "15–31/12/2019"."""
    year, _dash, rest = period.key.partition("-")
    if rest.isdecimal() and period != parse(period.key):
        return f"{period.first.day}–{period.last.day}/{rest}/{year}"
    if rest.startswith("H"):
        return (_("1st half %(year)s") if rest[1] == "1" else _("2nd half %(year)s")) % {"year": year}
    if rest.startswith("Q"):
        return in_words(period.key)
    return f"{rest}/{year}" if rest else year
