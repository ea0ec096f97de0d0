"""Forms whose fields become the arguments of one act."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khen.atoms import clock, vietnamese
from khen.atoms.codepages import strange
from khen.atoms.period import is_kept
from khen.atoms.text import as_seen, nfc, slug, unreadable
from khen.bodies.models import Area, Body, Person
from khen.bodies.reads import posts_of
from khen.bodies.terms import Action
from khen.desk.lengths import Longest
from khen.desk.places import Apart, Findable, Grouped, InOrder
from khen.desk.richtext import Formatted, left_out, without_marks
from khen.desk.scope import narrowed


class DayInput(forms.DateInput):
    """The browser's own calendar: good on a phone, no script."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day that a record may bear. One far off is refused here, at its own field, before anything is compared with it."""

    widget = DayInput

    def validate(self, value: Any) -> None:
        super().validate(value)
        if isinstance(value, date) and not is_kept(value):
            said = {"day": vietnamese.day_in_digits(value)}
            raise forms.ValidationError(_("%(day)s lies outside the years that are kept (1900-2199)."), params=said)


class PastDayField(DayField):
    """A day that has come: today at the latest."""

    def clean(self, value: Any) -> date | None:
        given: date | None = super().clean(value)
        if given and given > clock.today():
            raise forms.ValidationError(_("This day is still to come."))
        return given


class NumberField(forms.Field):
    """A number as officials write it: 1.234,5. Anything that could be read in two ways is refused with the reason."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}), **kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        text = str(value or "").strip()
        try:
            return vietnamese.read_number(text) if text else None
        except vietnamese.UnreadableError as unreadable:
            raise forms.ValidationError(gettext(unreadable.msgid) % unreadable.data) from unreadable

    def prepare_value(self, value: Any) -> Any:
        return vietnamese.trimmed(value, decimals=4) if isinstance(value, Decimal) else value


class CountField(NumberField):
    """How many there were: 1.234 is one thousand two hundred and thirty-four; no fraction, nothing below 0."""

    def to_python(self, value: Any) -> Any:
        number = super().to_python(value)
        if number is None:
            return None
        if number < 0 or number != int(number):
            raise forms.ValidationError(_("This must be a whole number, 0 or more; thousands may be parted by dots."))
        return int(number)


class PlainNumberField(forms.IntegerField):
    """A number that is copied as it stands: 0-9 alone, no digits of other scripts."""

    def to_python(self, value: Any) -> int | None:
        if value not in self.empty_values and not str(value).isascii():
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class KeyField(forms.CharField):
    """The key of something that has a name; the form's `keyed` makes one when none is given."""

    def __init__(self, **kwargs: Any) -> None:
        hint = _("Small letters a-z, digits and hyphens; it stays for good. Empty: made from the name.")
        super().__init__(label=_("Key"), max_length=40, required=False, help_text=hint, **kwargs)


class TextField(forms.CharField):
    """Formatted text, as HTML not yet cleaned."""

    widget = Formatted


class RowField(forms.ModelChoiceField):
    """One row out of those for which the person may do `action`. A forged key of another body is "not one of the choices"."""

    iterator: type[ModelChoiceIterator] = InOrder

    def __init__(self, queryset: QuerySet[Any], *, action: Action = Action.VIEW, **kwargs: Any) -> None:
        super().__init__(queryset, **{"empty_label": _("Not chosen"), **kwargs})
        self.action = action


class BodyField(RowField):
    """One body out of those for which the person may do `action`, by name, each told apart from every other."""

    iterator = Apart

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Body.objects.order_by("collated", "pk"), **kwargs)


class AreaField(RowField):
    """One area out of many, communes under their district; `coded` shows each with its official code."""

    iterator, widget = Grouped, Findable

    def __init__(self, *, coded: bool = False, **kwargs: Any) -> None:
        super().__init__(Area.objects.all(), **kwargs)
        self.coded = coded


class RowsField(forms.ModelMultipleChoiceField):
    """Some rows out of those for which the person may do `action`."""

    iterator: type[ModelChoiceIterator] = InOrder

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {"required": _("Tick at least one.")}

    def __init__(self, queryset: QuerySet[Any], *, action: Action = Action.VIEW, **kwargs: Any) -> None:
        super().__init__(queryset, **kwargs)
        self.action = action

    def clean(self, value: Any) -> Any:
        """Rows by their keys; a key too long for any database is "not one of the choices" as well."""
        try:
            return super().clean(value)
        except OverflowError as beyond:
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice") from beyond


def offer(field: Any, choices: Sequence[Any]) -> None:
    """Fill a dropdown, or its radio buttons, with what may be chosen."""
    field.choices = choices


def settle_body(field: Any, person: Person, day: date) -> None:
    """A choice of one body is no question and goes along unseen; of several, the person's own comes first."""
    bodies = list(field.queryset[:2])
    own = field.queryset.filter(posts__in=posts_of(person, day)).first()
    field.initial = bodies[0] if len(bodies) == 1 else own
    if len(bodies) == 1:
        field.widget = forms.HiddenInput()


OUTDATED = _("This page has grown old or was altered; open it again.")
NOTHING_TO_CHOOSE = _(
    "There is nothing to choose at “%(field)s” that you may do this with. If there should be, ask the administrator of your body."
)
NOT_OFFERED = _("This choice is no longer in the list; open the page again and choose anew.")
UNREADABLE = _("Some letters here cannot be read: they are not Unicode. Type them anew, or copy them from a Unicode text.")
NOT_THERE = {"invalid_choice", "invalid_pk_value"}


def refuse_old_letters(form: forms.Form) -> None:
    """Tell each typed text in an old code page at its field."""
    for name, field in form.fields.items():
        text = form.cleaned_data.get(name)
        if isinstance(text, str):
            typed = without_marks(text) if isinstance(field.widget, Formatted) else text
            if found := strange(nfc(typed)):
                form.add_error(name, gettext(found.msgid) % {"part": form[name].label, **found.data})


class ActForm(forms.Form):
    """A form knows who fills it in, on which day and about which record; its dropdowns show only what lies in reach."""

    further: Any = ""  # what a second button says, for an act that can go one step further
    overtaken = False  # the form says by itself that what it was opened over has another version by now, and shows that

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: MultiValueDict[str, Any] | None = None,
        *,
        person: Person,
        day: date,
        record: Model | None = None,
    ) -> None:
        self.person, self.day, self.record = person, day, record
        super().__init__(data, files, initial={**self.starting(), **self.standing()})
        for field in self.fields.values():
            field.error_messages.update(dict.fromkeys(NOT_THERE & field.error_messages.keys(), NOT_OFFERED))
            field.validators = [Longest.like(one) for one in field.validators]
            if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
                field.queryset = narrowed(field.queryset, person, getattr(field, "action", Action.VIEW), day=day)
        self.prepare()

    @property
    def goes_further(self) -> bool:
        """Whether the second button was pressed."""
        return bool(self.further) and self.data.get("then") == "further"

    def starting(self) -> dict[str, Any]:
        """What the fields show before anything is typed."""
        return {}

    def standing(self) -> dict[str, Any]:
        """What stands by now in the record where the act writes over it (khen.desk.shown); the fields begin with it."""
        return {}

    def rows(self, name: str) -> Any:
        """A field that offers rows, with its `queryset` open to be narrowed further."""
        return self.fields[name]

    def prepare(self) -> None:
        """Adjust fields to the person and the record (choices, labels)."""

    def lacking(self) -> tuple[str, ...]:
        """Why nobody could fill it in: where one must choose, nothing is there to choose. One query per such field."""
        chosen = [one for one in self.visible_fields() if one.field.required and isinstance(one.field, RowField | RowsField)]
        return tuple(NOTHING_TO_CHOOSE % {"field": one.label} for one in chosen if not self.rows(one.name).queryset.exists())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in [name for name, value in cleaned.items() if isinstance(value, str) and unreadable(value)]:
            self.add_error(name, UNREADABLE)
        refuse_old_letters(self)
        unseen = [name for name in self.errors if name in self.fields and self.fields[name].widget.is_hidden]
        if unseen:  # nobody typed that
            codes = {error.code for name in unseen for error in self.errors.pop(name).as_data()}
            self.add_error(None, forms.ValidationError(OUTDATED, code=next(iter(codes & NOT_THERE), "outdated")))
        return {name: self._kept(name, value) if isinstance(value, str) else value for name, value in cleaned.items()}

    def _kept(self, name: str, value: str) -> str:
        """A text as the act keeps it; a formatted one is cleaned by its act, and a password is nobody's to see."""
        widget = self.fields[name].widget if name in self.fields else None
        return nfc(value) if isinstance(widget, Formatted | forms.PasswordInput) else as_seen(value)

    @property
    def is_forged(self) -> bool:
        """Whether a row or a choice was named that was not offered; nobody types that."""
        return self.is_bound and any(one.code in NOT_THERE for told in self.errors.as_data().values() for one in told)

    def arguments(self) -> dict[str, Any]:
        """The act's keyword arguments besides `by` and `on`."""
        return dict(self.cleaned_data)

    def notes(self) -> list[object]:
        """What is said besides the answer once the act is done: what of the form could not be kept."""
        texts = [str(self.data.get(name, "")) for name, field in self.fields.items() if isinstance(field.widget, Formatted)]
        return [note for text in texts for note in left_out(text)]


class SinceForm(ActForm):
    """What holds from a day on, today unless another is named."""

    since = DayField(label=_("From which day"))

    def starting(self) -> dict[str, Any]:
        return {"since": self.day}

    def keyed(self) -> dict[str, Any]:
        """What was said, with a key made from the name where none was given."""
        told = self.cleaned_data
        return {**told, "key": told["key"] or slug(told["name"], longest=40)}


class SeenForm(ActForm):
    """Carries the version (`number`) that the person has before them: what was written since is not meant."""

    seen = forms.IntegerField(widget=forms.HiddenInput(), min_value=1, max_value=1_000_000)

    def starting(self) -> dict[str, Any]:
        record: Any = self.record
        return {**super().starting(), "seen": record.number}


class ReasonForm(ActForm):
    """For acts that ask nothing but why."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
