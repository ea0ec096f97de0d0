"""Files in forms: the field speaks Vietnamese whatever the browser speaks."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from khen.desk.uploads import AnyFileField, PictureField


class Paper(forms.Form):
    paper = AnyFileField(label="Giấy tờ", accept="application/pdf")


def test_a_file_field_says_in_vietnamese_what_to_press_and_keeps_the_browsers_own_input() -> None:
    with translation.override("vi"):
        shown = str(Paper()["paper"])
    assert "Chọn tệp" in shown
    assert "Chưa chọn tệp nào" in shown
    assert '<input type="file" name="paper" accept="application/pdf" required id="id_paper">' in shown


def test_the_script_that_names_the_chosen_file_comes_with_the_form() -> None:
    assert "desk/files.js" in str(Paper().media)


@pytest.mark.parametrize("required", [True, False])
def test_an_empty_file_is_refused_by_its_name_and_no_file_is_no_empty_one(required: bool) -> None:
    for kind in (AnyFileField, PictureField):
        field = kind(label="Giấy tờ", accept="application/pdf", required=required)
        with translation.override("vi"), pytest.raises(forms.ValidationError, match=r"Tệp rong\.pdf trống \(0 byte\)"):
            field.clean(SimpleUploadedFile("rong.pdf", b""))
    assert AnyFileField(label="Giấy tờ", accept="application/pdf", required=False).clean(None) is None
