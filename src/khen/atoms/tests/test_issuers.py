"""One public body has one name, however it is written; two bodies never do."""

import csv
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import khen
from khen.atoms.issuers import are_one, may_be_one, spelt

ONE = [
    ("Ủy ban nhân dân tỉnh", "Uỷ ban  nhân dân tỉnh"),
    ("Ủy ban nhân dân tỉnh", "UBND tỉnh"),
    ("Ủy ban nhân dân tỉnh", "U.B.N.D. TỈNH"),
    ("Ủy ban nhân dân tỉnh", "u\u0309y ban nhân dân ti\u0309nh"),
    ("Văn phòng UBND tỉnh", "VP Uỷ Ban Nhân Dân tỉnh"),
    ("Sở Thông tin và Truyền thông", "Sở TT&TT"),
    ("Sở Giáo dục và Đào tạo", "Sở GD-ĐT"),
    ("Sở Văn hóa, Thể thao và Du lịch", "Sở Văn hoá Thể thao & Du lịch"),
    ("Sở Văn hóa, Thể thao và Du lịch", "Sở VHTT&DL"),
    ("Sở Khoa học và Công nghệ", "Sở KH&CN"),
    ("HĐND thành phố Hà Giang", "Hội đồng nhân dân TP Hà Giang"),
    ("Thủ tướng Chính phủ", "TTg Chính phủ"),
    ("Cục Kỹ thuật", "Cục Kĩ thuật"),
]
APART = [
    ("Ủy ban nhân dân tỉnh", "Ủy ban nhân dân huyện Mèo Vạc"),
    ("UBND xã Tân Bình", "UBND xã Tân Bính"),
    ("UBND xã Sơn Vĩ", "UBND xã Sơn Vị"),
    ("UBND xã Đồng Văn", "UBND xã Đông Văn"),
    ("UBND tỉnh", "HĐND tỉnh"),
    ("Sở Y tế", "Sở Tài chính"),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_a_body_is_known_however_its_name_is_written(one: str, other: str) -> None:
    assert are_one(one, other) and may_be_one(one, other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_another_body_is_another(one: str, other: str) -> None:
    assert not are_one(one, other) and not may_be_one(one, other)


def test_a_name_that_says_less_may_be_the_same_body_and_is_not_said_to_be() -> None:
    assert may_be_one("UBND tỉnh", "Uỷ ban nhân dân tỉnh Hà Giang") and not are_one("UBND tỉnh", "UBND tỉnh Hà Giang")
    assert not may_be_one("", "UBND tỉnh")


def test_no_two_bodies_of_the_sample_are_one() -> None:
    with (Path(khen.__path__[0]) / "sample" / "data" / "bodies.csv").open(encoding="utf-8") as file:
        names = {row["name"] for row in csv.DictReader(file)}
    assert len(names) > 100 and not [pair for pair in combinations(sorted(names), 2) if are_one(*pair)]


@given(st.text(max_size=80))
def test_a_name_in_one_spelling_stays_as_it_is_in_other_sizes_and_spaces(name: str) -> None:
    assert spelt(f"  {name}  ") == spelt(name) == spelt(" ".join(name.split()))
