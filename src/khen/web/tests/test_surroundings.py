"""Where readers see the house: by default at its own port, behind a proxy at the address that is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khen.settings import env
from khen.settings.env import Env

HOSTILE = (
    "tinh.example",
    "ftp://tinh.example",
    "https://",
    "https://tinh.example/quan-tri/",
    "https://tinh.example?x",
    "https://tinh.example#x",
    "https://ai:matkhau@tinh.example",
    "https://tinh.example:0",
    "https://tinh.example:65536",
    "https://tinh.example:٨٠",
    "https://tinh.example:",
    "https://tinh.example\nx",
    "https://-tinh.example",
    "https://[::1]",
    "javascript://tinh.example",
    "https://" + "a" * 5000,
    "\x1b[2Jhttps://tinh.example",
)


def seen(monkeypatch: pytest.MonkeyPatch, **given: str) -> Env:
    for name in ("KHEN_PUBLIC_URL", "KHEN_DOMAIN", "KHEN_PORT"):
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(f"KHEN_{name}", value)
    return env.read()


@pytest.mark.parametrize(
    ("port", "address"),
    [
        ("8000", "http://localhost:8000"),
        ("80", "http://localhost"),
        ("443", "https://localhost"),
        ("8443", "http://localhost:8443"),
    ],
)
def test_without_a_public_address_readers_see_the_port_itself(monkeypatch: pytest.MonkeyPatch, port: str, address: str) -> None:
    assert seen(monkeypatch, PORT=port).address == address


@pytest.mark.parametrize(
    ("url", "portal"),
    [
        ("https://tinh.example", "https://ocop.tinh.example"),
        ("https://tinh.example/", "https://ocop.tinh.example"),
        ("https://tinh.example:443", "https://ocop.tinh.example"),
        ("https://tinh.example:8443", "https://ocop.tinh.example:8443"),
        ("http://tinh.example:80", "http://ocop.tinh.example"),
        ("http://tinh.example:8080", "http://ocop.tinh.example:8080"),
        ("https://tinh.example:80", "https://ocop.tinh.example:80"),
    ],
)
def test_behind_a_proxy_readers_see_what_it_shows_whatever_the_port(
    monkeypatch: pytest.MonkeyPatch, url: str, portal: str
) -> None:
    house = seen(monkeypatch, PUBLIC_URL=url, PORT="8137")
    assert (house.domain, house.port) == ("tinh.example", 8137)
    assert house.address_of("ocop.tinh.example") == portal
    assert house.reached("http://ocop.tinh.example:8000/tin/1-a/?b=c") == f"{portal}/tin/1-a/?b=c"


@pytest.mark.parametrize("url", HOSTILE, ids=lambda url: repr(url)[:30])
def test_what_is_no_address_is_named_and_said_back_harmlessly(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    with pytest.raises(ValueError, match="KHEN_PUBLIC_URL") as refused:
        seen(monkeypatch, PUBLIC_URL=url)
    assert str(refused.value).isprintable() and len(str(refused.value)) < 250


def test_nobody_s_word_on_who_asks_is_taken_unless_they_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KHEN_PROXIES", raising=False)
    assert seen(monkeypatch).proxies == frozenset()
    assert seen(monkeypatch, PROXIES="127.0.0.1, ::0001").proxies == {"127.0.0.1", "::1"}


@pytest.mark.parametrize("given", ["localhost", "127.0.0.1/8", "127.0.0.1 10.0.0.1", "1.2.3", "\x1b[2J", "9" * 5000])
def test_what_is_no_proxy_s_address_is_named(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    with pytest.raises(ValueError, match="KHEN_PROXIES") as refused:
        seen(monkeypatch, PROXIES=given)
    assert str(refused.value).isprintable() and len(str(refused.value)) < 250


def test_two_domains_for_one_house_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="KHEN_DOMAIN"):
        seen(monkeypatch, PUBLIC_URL="https://tinh.example", DOMAIN="khac.example")
    assert seen(monkeypatch, PUBLIC_URL="https://tinh.example", DOMAIN="tinh.example").address == "https://tinh.example"


@given(given_url=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60))
def test_any_other_text_is_refused_in_words_or_taken_whole(given_url: str) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        try:
            house = seen(monkeypatch, PUBLIC_URL=given_url)
        except ValueError as refused:
            assert "KHEN_" in str(refused)
            return
    assert not given_url or house.address.startswith(("http://", "https://"))
