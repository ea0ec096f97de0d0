"""The proof of a figure reads as Vietnamese, whatever an entry names."""

from dataclasses import fields

import pytest
from django.apps import apps
from django.db.models import Model
from django.utils import translation

from khen.atoms.payload import Payload
from khen.domains.newsroom import terms as newsroom
from khen.domains.organisation import terms as organisation
from khen.domains.portals import terms as portals
from khen.domains.returns import terms as returns
from khen.egress import terms as egress
from khen.figures.entries import NAMES, WITHOUT_A_COUNTER, about, said, worded

TERMS = (newsroom, organisation, portals, returns, egress)
PAYLOADS = [
    one
    for terms in TERMS
    for one in vars(terms).values()
    if isinstance(one, type) and issubclass(one, Payload) and one is not Payload
]
MODELS = [one for one in apps.get_models() if one.__module__.startswith("khen.")]
NAMED_FOR_PEOPLE = [one for one in MODELS if "verbose_name" in one._meta.original_attrs]  # the journal takes no other record
WRITTEN = [one for one in PAYLOADS if hasattr(one, "kind")]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_everything_that_an_entry_may_name_has_its_word(payload: type[Payload]) -> None:
    assert {field.name for field in fields(payload)} <= set(NAMES)


@pytest.mark.parametrize("payload", WRITTEN)
def test_what_was_done_is_told_in_words(payload: type[Payload]) -> None:
    assert payload.kind in {**WITHOUT_A_COUNTER, **newsroom.SAYINGS, **returns.SAYINGS}


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("on", "2020-06-30", "30/06/2020"),
        ("period", "2020-H1", "6 tháng đầu năm 2020"),
        ("role", "leader", "lãnh đạo"),
        ("klass", "notice", "Thông báo"),
        ("state", "nothing", "không phát sinh"),
        ("item", "licences.granted", "Giấy phép xuất bản tài liệu không kinh doanh đã cấp"),
        ("role", "không có", "không có"),
        ("sites", ["ocop", "so"], "ocop, so"),
        ("papers", {"pdf": "ab"}, "pdf: ab"),
        ("views", 1234, "1.234"),
        ("number", 1234, "1234"),
        ("email", True, "có"),
        ("name", False, "không"),
        ("figures", {"licences.granted": "3"}, "Giấy phép xuất bản tài liệu không kinh doanh đã cấp: 3"),
        ("on", "2020-13-45", "2020-13-45"),
    ],
)
def test_values_are_said_in_words(name: str, value: object, words: str) -> None:
    with translation.override("vi"):
        assert worded(name, value) == words


def test_what_is_empty_is_left_out_and_an_unknown_name_stays() -> None:
    with translation.override("vi"):
        told = list(said("tests.of_old", {"title": "Tin", "source": "", "sites": [], "of_old": 0}, {}))
    assert told == [("Tiêu đề", "Tin"), ("Of_old", "0")]


def test_the_record_is_named_by_its_kind() -> None:
    with translation.override("vi"):
        assert about("bodies.body", 195) == "Cơ quan 195"
        assert about("newsroom.bulletin", 12) == "Tin bài 12"
        assert about("newsroom.bulletin", 3455) == "Tin bài 3.455"
        assert worded("bulletin", 3455, "newsroom.bulletin") == "số 3.455"
        assert about("gone.model", 3) == "gone.model 3"
        assert about("", None) == ""


@pytest.mark.parametrize("model", NAMED_FOR_PEOPLE)
def test_every_record_that_an_entry_may_be_about_is_called_in_vietnamese(model: type[Model]) -> None:
    for name in (model._meta.verbose_name, model._meta.verbose_name_plural):
        assert in_language("vi", name) != in_language("en", name)


def in_language(code: str, name: object) -> str:
    with translation.override(code):
        return str(name)
