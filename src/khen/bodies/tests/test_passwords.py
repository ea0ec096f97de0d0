"""What a password may not be, told in Vietnamese to its last word."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from khen.bodies.models import Person

PERSON = Person(username="dongvan-soantin", full_name="Vàng Thị Mai", email="hoadao.dongvan@example.vn")


@pytest.mark.parametrize("guessed", ["dongvan-soantin", "Dongvan-soantin 2020", "Vàng Thị Mai 20", "hoadao.dongvan1"])
def test_a_password_like_the_persons_names_is_refused_in_vietnamese(guessed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_password(guessed, PERSON)
    assert refused.value.messages == ["Mật khẩu quá giống họ tên, tên đăng nhập hoặc thư điện tử của bạn."]


def test_another_password_is_taken() -> None:
    validate_password("Chợ phiên sáng chủ nhật", PERSON)
