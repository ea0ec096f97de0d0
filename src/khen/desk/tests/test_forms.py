"""What officers type: numbers as they write them, letters that can be read, pages that have grown old."""

from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from khen.bodies.models import Body, Person
from khen.bodies.tests.makers import a_person
from khen.desk.forms import NOT_OFFERED, ActForm, CountField, NumberField, PlainNumberField, RowsField

DAY = date(2020, 3, 2)


@pytest.mark.parametrize(("written", "meant"), [("0", 0), ("7", 7), ("1.234", 1234), (" 771.705 ", 771705), ("", None)])
def test_a_count_may_part_its_thousands_by_dots(written: str, meant: int | None) -> None:
    assert CountField(required=False).clean(written) == meant


@pytest.mark.parametrize("written", ["-1", "1,5", "1.23", "1e3", "abc", "12.34.567", "\x00", "٣", "9" * 500])
def test_what_is_no_count_is_refused(written: str) -> None:
    with pytest.raises(ValidationError):
        CountField(required=False).clean(written)


@pytest.mark.parametrize("written", ["٧", "７", "1.5", "bảy", ""])
def test_a_number_of_a_paper_is_written_in_the_digits_that_stand_on_it(written: str) -> None:
    with pytest.raises(ValidationError):
        PlainNumberField().clean(written)
    assert PlainNumberField().clean("07") == 7


def test_a_number_may_have_decimals() -> None:
    assert NumberField().clean("1.234,5") == Decimal("1234.5")


class Said(ActForm):
    title = forms.CharField()
    text = forms.CharField(required=False, widget=forms.Textarea)


@pytest.mark.parametrize(
    ("old", "said"),
    [
        ("ChØ thÞ vÒ viÖc phßng chèng dÞch bÖnh", "bảng mã cũ TCVN3"),
        ("Hoäi nghò tröïc tuyeán", "bảng mã cũ VNI"),
        ("ThÃ´ng bÃ¡o tuyá»ƒn dá»¥ng", "sai bảng mã"),
    ],
)
def test_text_in_an_old_code_page_is_refused_at_its_field_in_every_form(old: str, said: str) -> None:
    for name in ("title", "text"):
        form = Said({"title": "Tin", name: f"Tin\n{old}"}, person=Person(), day=DAY)
        assert not form.is_valid() and list(form.errors) == [name] and said in str(form.errors[name])


@pytest.mark.parametrize("foul", ["\ufffd\ufffd abcdef", "a\x07b", "Tin\x93 \x94", "\ufffe", "\ufdd0", "\U0001ffff"])
def test_letters_of_a_foreign_encoding_are_refused_in_words(foul: str) -> None:
    for name in ("title", "text"):
        form = Said({"title": "Tin", name: f"Tin {foul} mới"}, person=Person(), day=DAY)
        assert not form.is_valid() and "dán dạng chữ thường" in str(form.errors[name])


def test_letters_of_every_script_lines_and_marks_are_kept() -> None:
    kept = "Đồng Văn\r\n\tHmoob ꦲ 中文 phố 😀 1.234,5"
    form = Said({"title": "Tin", "text": kept}, person=Person(), day=DAY)
    assert form.is_valid() and form.cleaned_data["text"] == kept


class Aged(ActForm):
    seen = forms.IntegerField(widget=forms.HiddenInput())
    klass = forms.ChoiceField(choices=[("news", "Tin tức")])
    several = forms.MultipleChoiceField(choices=[("a", "A")], required=False)


@pytest.mark.parametrize("seen", ["", "abc", "1.5"])
def test_a_page_that_grew_old_says_what_to_do(seen: str) -> None:
    form = Aged({"seen": seen, "klass": "news"}, person=Person(), day=DAY)
    assert not form.is_valid() and "seen" not in form.errors
    assert form.non_field_errors() == ["Trang này đã cũ hoặc bị sửa; hãy mở lại."]


def test_a_choice_that_is_not_there_is_told_without_the_words_of_machines() -> None:
    form = Aged({"seen": "1", "klass": "xx", "several": ["12"]}, person=Person(), day=DAY)
    assert not form.is_valid()
    for name in ("klass", "several"):
        assert form.errors[name] == ["Lựa chọn này không còn trong danh sách; hãy mở lại trang rồi chọn lại."]


class Chosen(ActForm):
    bodies = RowsField(Body.objects.all())


@pytest.mark.django_db
@pytest.mark.parametrize("forged", ["9" * 21, "-1", "0", "1e3", "٣", "a" * 5000])
def test_no_forged_choice_of_several_gets_through(forged: str) -> None:
    form = Chosen(QueryDict(urlencode({"bodies": forged})), person=a_person(), day=DAY)
    assert not form.is_valid() and str(NOT_OFFERED) in str(form.errors["bodies"])


class TypedForm(ActForm):
    reason = forms.CharField()
    password = forms.CharField(widget=forms.PasswordInput)


@pytest.mark.django_db
def test_a_form_keeps_of_a_text_what_is_seen_and_of_a_password_every_sign() -> None:
    turned = "Zalo \u202e321\u202c bài; 1\u200b23 bài"
    form = TypedForm({"reason": turned, "password": turned}, person=a_person(), day=DAY)
    assert form.is_valid() and (form.cleaned_data["reason"], form.cleaned_data["password"]) == ("Zalo 321 bài; 123 bài", turned)


class LongForm(ActForm):
    text = forms.CharField(max_length=1_000_000)


def test_a_text_that_is_too_long_is_told_so_in_grouped_numbers() -> None:
    form = LongForm({"text": "a" * 1_000_007}, person=Person(), day=DAY)
    assert form.errors["text"] == ["Chỉ được có tối đa 1.000.000 ký tự (đang có 1.000.007)."]
    assert LongForm({"text": "a" * 1_000_000}, person=Person(), day=DAY).is_valid()
