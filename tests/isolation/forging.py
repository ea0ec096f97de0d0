"""Forms filled in as an honest officer would, and with another body's keys put in by hand."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model, QuerySet
from django.forms.models import ModelChoiceField

from khen.atoms.tests.papers import a_pdf
from khen.atoms.tests.sounds import a_wav
from khen.bodies.models import Body, Person
from khen.desk.forms import ActForm, CountField, NumberField
from khen.desk.scope import narrowed
from khen.desk.verbs import Verb
from khen.domains.newsroom.tests.makers import a_picture

SPECIMENS: dict[type[forms.Field], Any] = {
    CountField: "1.207",
    NumberField: "12,5",
    forms.URLField: "https://facebook.example/bai-viet",
    forms.EmailField: "thu@vidu.example",
    forms.DateField: "2020-03-02",
    forms.IntegerField: "7",
    forms.BooleanField: "on",
}
NAMED = {  # not any word will do
    "subject": "tai-khoan-moi",
    "quote": "Nội dung",
    "whom": "Ủy ban TENRIENGDONGVAN",
    "named": " ",  # the ticked ones are enough
    "username": "nguoi.moi",
    "number": "12",
    "symbol": "CT-UBND",
    "code": "09999",
    "key": "khoa-moi",
    "host": "trang-moi.vidu.example",
    "address": "vidu.example",
    "form": "ky-thay",
    "head": "GIÁM ĐỐC",
    "own": "PHÓ GIÁM ĐỐC",
    "networks": "127.0.0.0/8",
}
OTHERWISE = {  # a correction, or a new name, says something else than what stands; some periods are months alone
    "lap": {"period": "2020-05"},
    "sua-so": {"number": "77"},
    "doi-ten": {"name": "Tên mới"},
    **dict.fromkeys(("mo", "chuyen", "mo-ke-thua"), {"since": "2024-01-02"}),  # while communes stood below districts
}
THE_LAST = {"new", "parent"}  # the last choice rather than the first or none: a successor, something high in its tree
PERIOD = "2020-H2"  # nothing stands for it yet
MOST = 4  # foreign rows put into one field
WAV = a_wav()
PDF = a_pdf()


def form_of(verb: Verb, person: Person, day: date, record: Any = None) -> ActForm:
    return verb.form(person=person, day=day, record=record)


def filled(form: ActForm, body: Body) -> dict[str, Any]:
    """What an officer of the body would send: what stands in the form already, else the first choice or a word."""
    told = {name: _value(form, name, field) for name, field in form.fields.items()}
    if "body" in form.fields:
        told["body"] = body.pk
    return {name: value for name, value in told.items() if value not in (None, "", [])}


def _value(form: ActForm, name: str, field: forms.Field) -> Any:
    if isinstance(field, forms.FileField):
        return a_file(field)
    if name == "period":
        return PERIOD
    if isinstance(field, forms.ModelMultipleChoiceField):
        return [field.prepare_value(row) for row in offered(field)[:1]]
    standing = form[name].value()
    if standing not in (None, ""):
        return field.widget.format_value(field.prepare_value(standing)) if not isinstance(standing, list) else standing
    if isinstance(field, ModelChoiceField):
        row = offered(field).last() if name in THE_LAST else offered(field).first() if field.required else None
        return field.prepare_value(row) if row else ""
    if isinstance(field, forms.ChoiceField):
        return next((key for key, _label in _apart(form[name].field.widget.choices) if key), "")
    named = NAMED.get(name) if not isinstance(field, forms.EmailField) else None
    specimen = named or next((given for kind, given in SPECIMENS.items() if isinstance(field, kind)), "Lời nói có thật")
    return specimen if field.required or isinstance(field, forms.CharField | NumberField) else ""


def _apart(choices: Any) -> Iterator[tuple[Any, Any]]:
    """Choices without the groups in which some stand."""
    for key, label in choices:
        yield from label if isinstance(label, list) else [(key, label)]


def a_file(field: forms.FileField) -> SimpleUploadedFile:
    """A PDF or a recording where only that is accepted, else a picture."""
    if field.widget.attrs.get("accept", "").startswith("audio/"):
        return SimpleUploadedFile("ban-ghi.wav", WAV, "audio/wav")
    if field.widget.attrs.get("accept") == "application/pdf":
        return SimpleUploadedFile("ban-ky.pdf", PDF, "application/pdf")
    return SimpleUploadedFile("anh.jpg", a_picture(), "image/jpeg")


def forgeries(form: ActForm, person: Person, body: Body) -> Iterator[tuple[str, dict[str, Any]]]:
    """The same form, each field of rows in turn naming a row that the person does not reach: (field, what is sent)."""
    honest = filled(form, body)
    for name, field in form.fields.items():
        if isinstance(field, ModelChoiceField):
            many = isinstance(field, forms.ModelMultipleChoiceField)
            for row in out_of_reach(offered(field).model, person):
                key = field.prepare_value(row)
                yield name, {**honest, name: [key] if many else key}


def offered(field: ModelChoiceField[Any]) -> QuerySet[Any]:
    assert field.queryset is not None
    return field.queryset


def out_of_reach(model: type[Model], person: Person) -> list[Any]:
    """Some rows of a table, spread over it, that the person may not even look at; none where it belongs to everybody."""
    rows = model._default_manager.all()
    found = list(rows.exclude(pk__in=narrowed(rows, person).values("pk")).order_by("pk"))
    return found[:: max(1, len(found) // MOST)]
