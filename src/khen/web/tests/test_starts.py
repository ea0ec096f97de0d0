"""What begins with a choice says so when there is nothing to choose: nobody fills in a form that leads nowhere."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from khen.bodies.models import Body, Person
from khen.bodies.terms import OutletKind, Role
from khen.bodies.tests.makers import LONG_AGO, a_body, a_person, an_area, signed_in
from khen.domains.portals.tests.makers import a_portal
from khen.domains.returns.tests.makers import an_item, asked

pytestmark = pytest.mark.django_db


def placed(body: Body, person: Person) -> None:
    body.area = an_area()
    body.save()


def governed(body: Body, person: Person) -> None:
    placed(body, person)
    person.posts.update(area=body.area)


def with_site(body: Body, person: Person) -> None:
    a_portal(body=body)


def with_list(body: Body, person: Person) -> None:
    body.outlets.create(key="thu", kind=OutletKind.MAILING, name="Nhận tin qua thư", since=LONG_AGO)


def asked_for_figures(body: Body, person: Person) -> None:
    asked(an_item(), body, "2020-H1")


@pytest.mark.parametrize(
    ("role", "counter", "verb", "field", "comes"),
    [
        (Role.ADMINISTRATOR, "dia-ban", "mo", "Trực thuộc", governed),
        (Role.ADMINISTRATOR, "co-quan", "mo", "Địa bàn", placed),
        (Role.PUBLISHER, "van-ban-tren-trang", "dang", "Trang tin", with_site),
        (Role.PUBLISHER, "dang-ky-nhan-tin", "dang-ky", "Danh sách thư", with_list),
        (Role.CLERK, "so-lieu-khai", "nhap", "Chỉ tiêu", asked_for_figures),
    ],
)
def test_where_there_is_nothing_to_choose_the_page_says_so_instead_of_asking(
    role: Role, counter: str, verb: str, field: str, comes: Callable[[Body, Person], None]
) -> None:
    body = a_body("Phòng Công nghệ thông tin", parent=a_body(area=an_area()))
    person = a_person(role, body=body)
    begin = reverse(f"{counter}:{verb}")
    answer = signed_in(person).get(begin)
    said = answer.content.decode()
    assert answer.status_code == 200
    assert f"Ở mục “{field}” chưa có gì để chọn" in said and "data-sending" not in said
    comes(body, person)
    answer = signed_in(person).get(begin)
    assert answer.status_code == 200 and "data-sending" in answer.content.decode()
