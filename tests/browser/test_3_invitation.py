"""Somebody who was invited by mail opens the link in a browser, chooses a password and signs in with it."""

from subprocess import run

from tests.browser.conftest import Window
from tests.browser.house import House
from tests.browser.things import vi
from tests.services.house import KHEN, surroundings

INVITED = """
from django.conf import settings
from django.urls import reverse
from khen.atoms import clock
from khen.bodies.models import Person
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_person
from khen.domains.organisation import acts, rules
administrator = Person.objects.get(username="quantri")
person = a_person(Role.AUTHOR, body=administrator.posts.first().body)
Person.objects.filter(pk=person.pk).update(username="duocmoi", email="duoc-moi@vidu.example")
invitation = acts.invite(Person.objects.get(pk=person.pk), by=administrator, on=clock.today(), at=clock.now())
print(reverse("invitation", args=[rules.word_of(settings.SECRET_KEY, invitation.nonce)]))
"""
CHOSEN = "đường lên cột cờ Lũng Cú"


def test_the_link_of_an_invitation_opens_an_account_in_a_browser(house: House, phone: Window) -> None:
    env = surroundings(house.home, **house.env)
    done = run([*KHEN, "shell"], input=INVITED, env=env, capture_output=True, text=True, check=True, timeout=120)
    link = done.stdout.split()[-1]
    invited = phone().go(link).look("to choose").fill(new=CHOSEN, again="khác hẳn lời trên").press().look("not alike")
    invited.fill(new=CHOSEN, again=CHOSEN).press().is_at("/quan-tri/login/")
    invited.sign_in("duocmoi", CHOSEN).is_at("/quan-tri/")
    stranger = phone().go(link, status=410).look("over")  # whoever else comes by it, or guesses at another
    stranger.sees(vi("This link can no longer be used. Ask the administrator of your body for a new one."))
    stranger.go(f"{link[:-6]}aaaaa/", status=404).sees(vi("This link is not whole"))
