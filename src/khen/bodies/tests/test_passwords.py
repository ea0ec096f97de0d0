"""What a password may not be, told in Vietnamese to its last word."""

import re

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.examples import share

from khen.atoms.password import random_password
from khen.atoms.text import fold
from khen.bodies import passwords
from khen.bodies.models import Person
from khen.bodies.tests.makers import an_area

pytestmark = pytest.mark.django_db
SEPARATE = settings(max_examples=share(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
INSPECTOR = Person(username="thanhtra", full_name="Giàng Mí Sính", email="")
PERSON = Person(username="dongvan-soantin", full_name="Vàng Thị Mai", email="hoadao.dongvan@example.vn")


@pytest.mark.parametrize("guessed", ["dongvan-soantin", "Dongvan-soantin 2020", "Vàng Thị Mai 20", "hoadao.dongvan1"])
def test_a_password_like_the_persons_names_is_refused_in_vietnamese(guessed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_password(guessed, PERSON)
    assert "Mật khẩu quá giống họ tên, tên đăng nhập hoặc thư điện tử của bạn." in refused.value.messages


def test_another_password_is_taken() -> None:
    validate_password("Chợ phiên sáng chủ nhật", PERSON)


def is_taken(password: str, person: Person = INSPECTOR) -> bool:
    try:
        validate_password(password, person)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(
    "guessed",
    [
        "thanhtra-thanhtra",
        "Thanh Tra 12345",
        "matkhau123",
        "Mật khẩu 2026!",
        "hagiang2020",
        "Hà Giang, 2020.",
        "2020hagiang2021",
        "Abc@123456",
        "khenkhenkhen",
        "Khèn Hà Giang",
        "aaaaaaaaab",
        "Giàng Mí Sính 1",
        "anhyeuem123",
        "khongbiet!!",
        "gianggiang",
    ],
)
def test_what_anybody_would_try_first_is_refused_in_words(guessed: str) -> None:
    an_area("Tỉnh Hà Giang")
    with pytest.raises(ValidationError) as refused:
        validate_password(guessed, INSPECTOR)
    assert any("dễ bị đoán" in said for said in refused.value.messages)


@pytest.mark.parametrize(
    "chosen", ["Cao nguyên đá 2021", "đường lên cột cờ Lũng Cú", "con trâu đi trước 7", "ruong-bac-thang-mua-lua"]
)
def test_words_that_do_not_belong_together_are_taken_also_from_somebody_called_nguyen(chosen: str) -> None:
    an_area("Tỉnh Hà Giang")
    assert is_taken(chosen)
    assert is_taken(chosen, Person(username="nguyen-van-thu", full_name="Nguyễn Văn Thư", email="thu.nguyen@example.vn"))


PIECES = ("Hà Giang", "hagiang", "THANHTRA", "thanhtra", "Mật khẩu", "khèn", "Giàng Mí Sính", "2020", "123", "-", "@", "!", " ")


@SEPARATE
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12))
def test_no_string_of_names_common_words_numbers_and_marks_is_taken(pieces: list[str]) -> None:
    an_area("Tỉnh Hà Giang")
    assert not is_taken("".join(pieces))


@SEPARATE
@given(st.integers())
def test_whatever_the_house_makes_up_could_be_chosen_as_well(_again: int) -> None:
    an_area("Tỉnh Hà Giang")
    assert is_taken(random_password())


def test_the_list_of_common_words_is_folded_and_has_no_doubles() -> None:
    lines = passwords.COMMON.read_text().splitlines()
    assert len(lines) == len(set(lines)) > 60
    assert all(line == fold(line) and re.fullmatch(r"[a-z]{3,}", line) for line in lines)
