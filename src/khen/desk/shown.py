"""What a page showed of its record, and what has changed since: told before anything is written over it.

A page carries where the journal stood, and a digest of each thing that its form changes and of how the record stood."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from zlib import crc32

from django import forms
from django.db import connection
from django.db.models import Manager, Model, QuerySet
from django.utils.translation import gettext

from khen.atoms.vietnamese import day_in_digits, moment_in_words
from khen.book.models import Entry
from khen.desk.forms import ActForm
from khen.desk.richtext import Formatted, without_marks

FIELD = "shown"  # in a form, what its page showed
COLUMNS = ("standing", "number", "edition", "until", "annulled")  # of whatever model: what so is called says how a row stands
VERSIONS = {"number", "edition"}  # which a form with a field `seen` looks after by itself
MOST = 5  # entries that are told
FIRST, MOST_DIGITS = 900_000_000_000, 20  # beyond every entry; what longer numbers say is beyond as well


@dataclass(frozen=True, slots=True)
class Since:
    """What was done since a page was opened, the newest first, and what stands by now in the fields that were changed."""

    done: list[str]
    values: list[tuple[str, str]]


def columns(record: Any) -> dict[str, Any]:
    """How a row stands, as far as its own columns say."""
    kept = {one.name for one in record._meta.concrete_fields}
    return {name: getattr(record, name) for name in COLUMNS if name in kept}


def mark(value: Any) -> str:
    """Eight signs, other ones for another value."""
    return hashlib.sha256(repr(_plain(value)).encode()).hexdigest()[:8]


def _plain(value: Any) -> Any:
    if isinstance(value, Manager | QuerySet | list | tuple | set):
        rows = value.all() if isinstance(value, Manager) else value
        return sorted(str(_plain(one)) for one in rows)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"  # 1.50 is 1.5
    if isinstance(value, Model):
        return value.pk
    return "" if value is None else "\n".join(str(value).splitlines())  # a browser sends \r\n for what was kept as \n


def marks(form: ActForm, record: Any, stands: Mapping[str, Any]) -> dict[str, str]:
    """A mark of each thing that is written over: what the form shows of the record, and how the record stands."""
    own = VERSIONS if "seen" in form.fields else set()
    row = {f"-{name}": value for name, value in columns(record).items() if name not in own}
    return {name: mark(value) for name, value in {**row, **stands}.items()}


def row_mark(record: Any) -> str:
    """How a row stands, in one mark."""
    return mark(sorted(columns(record).items(), key=str))


def packed(found: Mapping[str, str]) -> str:
    """What a page carries."""
    last = Entry.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
    return " ".join([str(last), *(f"{name}:{said}" for name, said in found.items())])


def changed(said: str, now: Mapping[str, str]) -> set[str]:
    """The names of what stands otherwise than on the page that said this; of one that says nothing, none."""
    before = _before(said)
    return {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}


def _before(said: str) -> dict[str, str]:
    return dict(one.rpartition(":")[::2] for one in said.split()[1:])


def untouched(form: ActForm, said: str, names: Collection[str]) -> list[str]:
    """Those of the fields that came as the page had shown them: what stands there by now is nobody's to write over."""
    before, came = _before(said), form.cleaned_data
    return [name for name in names if name in before and name in came and mark(came[name]) == before[name]]


def seq_of(said: str) -> int | None:
    """Where the journal stood when the page was made; None where it does not say."""
    first = said.partition(" ")[0]
    return min(int(first[:MOST_DIGITS]), FIRST) if first.isascii() and first.isdecimal() else None


def alone(record: Model) -> None:
    """From here to the end of the transaction no other page acts on this record. SQLite writes one at a time anyway."""
    if connection.vendor == "postgresql":
        model = crc32(str(record._meta.concrete_model).encode()) - 2**31
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [model, record.pk % 2**31])


def told(entries: QuerySet[Entry], saying: Any, *, after: int | None) -> list[str]:
    """What was done after that place in the journal; the last thing where none is known. One query."""
    since = entries.select_related("by").order_by("-seq")
    since = since[:1] if after is None else since.filter(seq__gt=after)[:MOST]
    return [in_words(one, saying(one)) for one in since]


def in_words(entry: Entry, what: object) -> str:
    """What was done, by whom and when."""
    said = {"what": what, "who": entry.by or gettext("the system"), "when": moment_in_words(entry.moment)}
    return gettext("%(what)s, by %(who)s, %(when)s") % said


def values(form: ActForm, stands: Mapping[str, Any], names: Collection[str]) -> list[tuple[str, str]]:
    """What stands by now in these of the form's fields, as people read it."""
    asked = [name for name in form.fields if name in names and not form.fields[name].widget.is_hidden]
    return [(str(form[name].label), readable(form.fields[name], stands.get(name)) or "-") for name in asked]


def otherwise(form: ActForm, stands: Mapping[str, Any]) -> set[str]:
    """The fields in which something else was sent than stands there by now."""
    told = {one.name: readable(form.fields[one.name], one.value()) for one in form.visible_fields()}
    now = {name: readable(form.fields[name], stands[name]) for name in told.keys() & stands.keys()}
    return {name for name, words in now.items() if words and words != told[name]}


def typed(form: ActForm) -> list[tuple[str, str]]:
    """What came in each field in sight, as people read it; empty ones left out."""
    fields = [(one, form.fields[one.name]) for one in form.visible_fields()]
    said = [(str(one.label), readable(field, one.value())) for one, field in fields]
    return [(label, words) for label, words in said if words]


def readable(field: forms.Field, value: Any) -> str:
    """A value of a field, stored or as it was sent, in words."""
    if isinstance(field, forms.BooleanField):
        return gettext("Yes") if value else ""
    if isinstance(field, forms.FileField):
        return str(getattr(value, "name", "") or "")
    if value is None or value == "":
        return ""
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        several = value if isinstance(value, list | tuple) else [value]
        return "; ".join(_chosen(field, several))
    if isinstance(field.widget, Formatted):
        return "\n\n".join(line.strip() for line in without_marks(str(value)).splitlines() if line.strip())
    if isinstance(field, forms.DateField):
        return _day(field, value)
    return str(field.prepare_value(value))


def _chosen(field: Any, several: Iterable[Any]) -> list[str]:
    asked = {str(_plain(one)) for one in several}
    pairs = [pair for key, words in field.choices for pair in (words if isinstance(words, list | tuple) else [(key, words)])]
    return [str(words) for key, words in pairs if str(key) in asked and str(key)]


def _day(field: forms.DateField, value: Any) -> str:
    try:
        day = field.to_python(value)
        return day_in_digits(day) if day else ""
    except forms.ValidationError:
        return str(value)
