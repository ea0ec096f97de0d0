"""A leader must set up the second step, and comes in by a code of the phone, by a recovery code, each good once, or by a key."""

from collections.abc import Iterator
from shutil import copytree
from subprocess import run
from time import time

import pyotp
import pytest
from playwright.sync_api import Browser

from tests import ready
from tests.browser.conftest import Window, window
from tests.browser.house import House
from tests.browser.visitor import Visitor, Watch
from tests.services.house import KHEN, free_port, served, surroundings

HOME, STEP, PAGE = "/quan-tri/", "/quan-tri/login/ma/", "/quan-tri/buoc-thu-hai/"
SESSIONS = "/quan-tri/phien-dang-nhap/"
DEVICE = {  # as a telephone or a computer with its own lock keeps keys
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
SOMEBODY = """
from khen.atoms import clock
from khen.bodies.models import Person
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_body, a_person
from khen.domains.organisation.acts import issue_password
person = a_person(Role.LEADER, body=a_body("Sở TTTT"))
Person.objects.filter(pk=person.pk).update(username="lanhdao")
print(issue_password(Person.objects.get(pk=person.pk), by=None, on=clock.today()))
"""


@pytest.fixture
def asking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house with one leader, where nobody chose whether the second step is needed."""
    house = House(tmp_path_factory.mktemp("asking"), port=free_port(), smtp_port=free_port())
    around = {**house.env, "KHEN_SECOND_FACTOR": ""}
    copytree(ready.house(ready.place_of(tmp_path_factory)), house.home, dirs_exist_ok=True)
    env = surroundings(house.home, **around)
    done = run([*KHEN, "shell"], input=SOMEBODY, env=env, capture_output=True, text=True, check=True, timeout=120)
    house.issued["lanhdao"] = done.stdout.split()[-1]
    with served(house.home, port=house.port, **around):
        yield house


@pytest.fixture
def phone(asking: House, browser: Browser, watch: Watch) -> Iterator[Window]:
    yield from window(asking, browser, watch, phone=True)


def test_a_leader_sets_up_the_second_step_and_comes_in_by_a_code(asking: House, phone: Window) -> None:
    leader = phone().sign_in("lanhdao", asking.issued["lanhdao"])
    leader.choose_password("lanhdao")
    leader.is_at(PAGE).sees("bắt buộc").look("to set up")
    leader.go("/quan-tri/ban-tin/").is_at(PAGE)
    assert leader.width_of(".desk-qr") > 150
    shows = pyotp.TOTP(leader.page.locator("ol code").inner_text().replace(" ", ""))
    leader.fill(code="000000").press().sees("không đúng").look("wrong")
    first = shows.now()
    leader.fill(code=first).press().sees("chỉ hiện trên trang này").look("recovery codes")
    spare = leader.page.locator(".desk-codes code").all_inner_texts()
    assert len(set(spare)) == 10
    leader.go(HOME).is_at(HOME)

    again = phone().sign_in("lanhdao", asking.chosen["lanhdao"]).is_at(STEP).look("code")
    again.fill(code=first).press().sees("đã dùng").look("refused")
    again.fill(code=shows.at(int(time()) + 30)).press().is_at(HOME)

    lost = phone().sign_in("lanhdao", asking.chosen["lanhdao"]).is_at(STEP)
    lost.follow_first("a[href$='du-phong']").look("recovery").fill(code=spare[0].upper()).press().is_at(HOME)
    lost.go(PAGE).sees("Còn 9 mã dự phòng").look("set up")
    by_a_key(lost, asking.chosen["lanhdao"], spare[1:])


def by_a_key(leader: Visitor, password: str, spare: list[str]) -> None:
    """A key is made by Chromium's own device, opens the second step, and opens it no more once it is removed."""
    device = leader.context.new_cdp_session(leader.page)
    device.send("WebAuthn.enable")
    keeps = device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    leader.go(SESSIONS).look("no key yet").follow(f"{PAGE}them-khoa/").look("new key")
    leader.fill(password=password, code=spare[0]).press().is_at(SESSIONS).sees("Đã thêm khóa", "chưa dùng lần nào").look("a key")

    leader.go(f"{PAGE}them-khoa/")
    free = leader.page.locator("[name=name]").input_value()
    leader.fill(name=free.removesuffix(" 2"), password=password, code=spare[1]).page.locator("#passkey button").click()
    leader.sees("đã có khóa tên này").look("name taken")
    assert free.endswith(" 2") and len(device.send("WebAuthn.getCredentials", keeps)["credentials"]) == 1

    out(leader).sign_in("lanhdao", password).is_at(STEP).look("code or key")
    leader.press("#passkey").is_at(HOME)
    leader.go(SESSIONS).sees("dùng gần nhất").misses("chưa dùng lần nào")

    [key] = device.send("WebAuthn.getCredentials", keeps)["credentials"]
    device.send("WebAuthn.removeCredential", {**keeps, "credentialId": key["credentialId"]})
    out(leader).sign_in("lanhdao", password).is_at(STEP).page.locator("#passkey button").click()
    leader.sees("Chưa dùng được khóa")
    device.send("WebAuthn.addCredential", {**keeps, "credential": {**key, "signCount": 0}})
    leader.press("#passkey").sees("có thể đã có bản sao").misses("Dùng khóa truy cập").look("copied")
    leader.go(f"{STEP}?du-phong").fill(code=spare[1]).press().is_at(HOME)
    leader.go(SESSIONS).sees("bị ngừng").look("stopped").follow_first("a[href*='go-khoa']").look("removal")
    leader.fill(password=password, code=spare[2]).press().is_at(SESSIONS).sees("Đã gỡ khóa", "Chưa có.")


def out(leader: Visitor) -> Visitor:
    with leader.page.expect_navigation():
        leader.page.locator("form[action$='/logout/']").evaluate("form => form.submit()")
    return leader
