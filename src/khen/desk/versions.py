"""Forms that carry in a field `seen` the version over which they were opened: whether another stands by now, and what one more
press would send."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Manager

from khen.desk.forms import ActForm

FIELD = "seen"


def overlooks(form: ActForm) -> bool:
    """Whether it was sent over another version than stands by now."""
    carried = FIELD in form.fields and form.add_prefix(FIELD) in form.data
    return carried and str(form[FIELD].value() or "") != _stands(form)


def look_again(form: ActForm, told: Mapping[str, Any]) -> None:
    """Sent once more, it is sent over what stands by now; `told` stands in the place of what nobody had typed over."""
    sent: Any = form.data
    again = sent.copy()
    for name, value in told.items():
        again.setlist(form.add_prefix(name), as_sent(form.fields[name], value))
    if FIELD in form.fields:
        again[form.add_prefix(FIELD)] = _stands(form)
    form.data = again


def _stands(form: ActForm) -> str:
    return str(form.initial.get(FIELD) or "")


def as_sent(field: forms.Field, value: Any) -> list[str]:
    """A value that stands, as a browser would send it from this field."""
    if isinstance(field, forms.BooleanField):
        return ["on"] if value else []
    widget: Any = field.widget
    shown = widget.format_value(field.prepare_value(list(value.all()) if isinstance(value, Manager) else value))
    several = shown if isinstance(shown, list | tuple) else [shown]
    return ["" if one is None else str(one) for one in several]
