"""Every public door under wrong methods, huge, foreign, doubled and hostile input: 4xx in words, nothing changed."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.signing import Signer
from django.db import connection, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khen.domains.portals.tests.makers import a_portal
from khen.egress import reads, run
from khen.egress.models import Subscriber
from khen.egress.terms import Standing
from khen.egress.tests.makers import Desk
from khen.web import outlets, portals
from khen.web.methods import READING, TAKES

pytestmark = pytest.mark.django_db
WORDS = {"number": "1", "slug": "ocop", "str": "1.forged"}
HUGE = 13 * 1024 * 1024  # bytes: more than a form may hold
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW")
VIETNAMESE = re.compile("[ăâđêôơưÀ-ỹ]")
SEPARATE = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def doors() -> list[tuple[str, str]]:
    """(name, an address) of everything that stands open to readers and to other systems."""
    found = []
    for one in (*outlets.urlpatterns, *portals.urlpatterns):
        found.append((one.name or "", "/" + re.sub(r"<(\w+):\w+>", lambda word: WORDS[word[1]], str(one.pattern))))
    return found


DOORS = doors()
ADDRESSES = [address for _, address in DOORS]


@pytest.fixture(scope="module", autouse=True)
def _portal(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A portal with one article, made once; nothing that a test does stays in it."""
    with django_db_blocker.unblock(), transaction.atomic():
        desk = Desk()
        desk.subscribers(1)
        desk.published(desk.site, desk.ticker, desk.popup, topic="ocop", title="Tin trên cổng")
        run.work()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def reader() -> Client:
    """A reader of the portal; a page that breaks is an answer, not an error of the test."""
    return Client(raise_request_exception=False, headers={"host": "so-tttt.localhost", "user-agent": "Mozilla/5.0"})


@contextmanager
def nothing_written() -> Iterator[None]:
    def listen(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        assert not sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE", "REPLACE")), sql
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        yield


def ask(reader: Client, method: str, address: str, query: str = "", **more: Any) -> Any:
    with nothing_written():
        answer = reader.generic(method, address, QUERY_STRING=query, **more)
    assert answer.status_code < 500, (method, address, query)
    assert not answer.cookies and not any("\n" in value or "\r" in value for _, value in answer.items())
    place = answer.get("Location", "/")
    assert place.startswith(("/", "http://so-tttt.localhost")) and not place.startswith(("//", "/\\")), place
    return answer


def in_words(answer: Any) -> bool:
    return bool(VIETNAMESE.search(answer.content.decode()))


@pytest.mark.parametrize(("name", "address"), DOORS, ids=ADDRESSES)
def test_a_method_that_a_door_does_not_take_is_refused_in_words(reader: Client, name: str, address: str) -> None:
    taken = TAKES.get(name, READING)
    for method in METHODS:
        if method not in taken:
            answer = ask(reader, method, address)
            assert answer.status_code == 405 and answer["Allow"] == ", ".join(taken), method
            assert method == "HEAD" or in_words(answer)


KINDS = ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain; charset=utf-16")


@pytest.mark.parametrize("kind", KINDS)
def test_a_huge_body_changes_nothing(reader: Client, kind: str) -> None:
    body = b"x" * HUGE
    for address in ADDRESSES:
        answer = ask(reader, "POST", address, data=body, content_type=kind)
        assert answer.status_code == 413 and in_words(answer), address


@pytest.mark.parametrize(
    "address",
    [
        "/{}",
        "/{}/",
        "/?q={}",
        "/tim-kiem/?q={}",
        "/tin/1-{}/",
        "/quan-tri/{}",
        "/quan-tri/login/?next=/{}",
        "/loa/ticker/{}.json",
    ],
)
@pytest.mark.parametrize("letter", ["a", "ế"])
def test_an_address_of_twenty_thousand_letters_is_refused_in_words(reader: Client, address: str, letter: str) -> None:
    for host in ("so-tttt.localhost", "localhost"):
        with nothing_written():
            answer = reader.get(address.format(letter * 20_000), headers={"host": host})
        assert answer.status_code == 414
        assert "Địa chỉ này quá dài" in answer.content.decode()


def test_the_longest_search_that_anybody_types_is_answered(reader: Client) -> None:
    assert reader.get("/tim-kiem/", {"q": "đường lên cột cờ " * 40}).status_code == 200


def test_a_huge_form_at_the_officers_door_is_refused_in_words(reader: Client) -> None:
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False, headers={"host": "so-tttt.localhost"})
    for client in (reader, strict):
        answer = client.post("/quan-tri/login/", b"username=" + b"x" * HUGE, content_type="application/x-www-form-urlencoded")
        assert answer.status_code == 413 and in_words(answer)


QUERIES = (
    "tu-khoa=" + "a" * 60_000,
    "tu-khoa=a&tu-khoa=b&trang=1&trang=2&trang[]=3",
    "tu-khoa=%ED%A0%80",
    "tu-khoa=%C0%AF%C1%BF",
    "tu-khoa=%FF%FE%44%01%E1%1E",
    "tu-khoa=%EA%E1%F4",
    "tu-khoa=a%00b",
    "tu-khoa=%0d%0aSet-Cookie:%20a=b",
    "tu-khoa=%E2%80%AE%25%5F\\",
    "trang=-1",
    "trang=99999999999999999999999",
    "trang=%D9%A3",
    "trang=1e400",
    "&&&==;=&%",
    "&".join(f"a{n}=1" for n in range(3000)),
    "%ED%A0%80=%ED%A0%80",
)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query[:24])
def test_a_question_in_any_encoding_is_answered(reader: Client, query: str) -> None:
    for address in ADDRESSES:
        assert ask(reader, "GET", address, query).status_code in {200, 301, 400, 404, 405, 414}, address


PATHS = (
    "/../../secret",
    "/%2e%2e/%2e%2e/secret",
    "/static/%2e%2e/secret",
    "/anh/..%2f..%2fsecret-320.webp",
    "/hop-thu-thu/..%5c..%5csecret/",
    "/van-ban/1/tep/..%2f",
    "//evil.example/%2f..",
    "/%5cevil.example",
    "/tin/%00/",
    "/tin/%ED%A0%80/",
    "/tin/%C0%AE%C0%AE/",
    "/tin/%FF%FE1%00/",
    "/tin/1-x%0d%0aX-Evil:%201/",
    "/tin/" + "9" * 400 + "/",
    "/nguon-tin/%ED%A0%80.atom",
    "/loa/ticker/a%00b.json",
    "/" + "a/" * 4000,
)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path[:24])
def test_a_path_that_leads_elsewhere_is_not_found(reader: Client, path: str) -> None:
    answer = ask(reader, "GET", path)
    assert answer.status_code in {400, 404} and in_words(answer)


@SEPARATE
@given(address=st.sampled_from(ADDRESSES), query=st.binary(max_size=80), tail=st.binary(max_size=20))
def test_no_bytes_break_a_door(reader: Client, address: str, query: bytes, tail: bytes) -> None:
    coded = "".join(f"%{byte:02X}" for byte in query)
    for asked in (f"tu-khoa={coded}", f"trang={coded}", query.decode("latin-1")):
        ask(reader, "GET", address, asked)
    ask(reader, "GET", address + "".join(f"%{byte:02x}" for byte in tail))


def test_an_address_with_two_strokes_leads_to_no_other_house(reader: Client) -> None:
    assert ask(reader, "GET", "//evil.example/tin").status_code in {301, 404}  # and ask() looks where it leads


HEADERS = ("If-None-Match", "If-Modified-Since", "Accept-Language", "Cookie", "User-Agent", "Referer", "Range")
LATIN = st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f")


@SEPARATE
@given(name=st.sampled_from(HEADERS), value=st.text(LATIN, max_size=200))
def test_no_header_breaks_a_door(reader: Client, name: str, value: str) -> None:
    for address in ("/tin/", "/loa/ticker/dichvucong.json", "/nguon-tin/so-tttt.atom"):
        assert ask(reader, "GET", address, headers={name: value}).status_code in {200, 304}


HOSTS = ("evil.example", "a" * 300, "so-tttt.localhost@evil.example", "[::1", "so-tttt.localhost:9999999", "", ".", "..")


@pytest.mark.parametrize("host", HOSTS)
def test_a_name_that_nobody_knows_here_is_refused_in_words(reader: Client, host: str) -> None:
    answer = reader.get("/tin/", headers={"host": host})
    assert (answer.status_code == 400 and in_words(answer)) or host.endswith(":9999999")


@SEPARATE
@given(st.data())
def test_no_forged_token_takes_anybody_off_a_list(reader: Client, data: st.DataObject) -> None:
    one = Subscriber.objects.get()
    token = reads.unsubscribe_token(one.pk)
    place = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.sampled_from("0123456789abcXYZ-_.: "))
    changed = token[:place] + other + token[place + 1 :]
    forged = data.draw(st.sampled_from([token[:place], changed, token + other, f"{one.pk}", f"{one.pk}."]))
    if forged != token:
        assert ask(reader, "POST", f"/huy-nhan-tin/{forged}/", data=b"List-Unsubscribe=One-Click").status_code in {404, 405}
    assert Subscriber.objects.get().standing == Standing.SUBSCRIBED


def test_a_token_of_somebody_else_s_house_is_not_found(reader: Client) -> None:
    one = Subscriber.objects.get()
    for signer in (Signer(key="another", salt="egress.unsubscribe", sep="."), Signer(salt="another", sep=".")):
        assert ask(reader, "POST", f"/huy-nhan-tin/{signer.sign(str(one.pk))}/").status_code == 404


def test_the_beacon_takes_no_body_that_is_no_path(reader: Client) -> None:
    for body in ("tin".encode("utf-16"), b"\xff\xfe", b"\x00" * 400, b"/tin/\xed\xa0\x80", b"{" * 900_000):
        assert ask(reader, "POST", "/_xem", data=body, content_type="text/plain").status_code == 204


@pytest.mark.parametrize(("path", "home"), [("/quan-tri/khong-co/", "/quan-tri/"), ("/khong-co-trang-nay/", "/")])
def test_what_is_not_found_is_called_so_in_one_way_and_leads_back(path: str, home: str) -> None:
    a_portal("so", default=True)
    said = Client(headers={"host": "localhost"}).get(path).content.decode()
    assert "<title>Không tìm thấy trang - " in said and "<h1>Không tìm thấy trang</h1>" in said
    assert f'href="{home}"' in said
