"""khen found: an empty house becomes a province's, with one administrator who opens the rest at the counter."""

import sys
from argparse import Namespace
from gettext import gettext as _

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.atoms.text import nfc, slug
from khen.bodies.models import Body
from khen.bodies.terms import AreaKind, BodyKind
from khen.domains.organisation import acts
from khen.domains.organisation.terms import NewArea, NewBody
from khen.settings.env import read
from khen.web import addresses
from khen.web.commands.setup import ask_for_tables
from khen.web.trouble import Trouble
from khen.web.words import founding_words

LONGEST_KEY = 40


def run(asked: Namespace) -> int:
    """0 when the house is founded and the password told. Trouble, and nothing changed, when it was founded before."""
    ask_for_tables()
    if Body.objects.exists():
        raise Trouble(_("This house has been founded already. Its administrators open bodies and accounts at the counter."))
    said = {name: given(getattr(asked, name), name) for name in founding_words()}
    today = clock.today()
    key = slug(said["body"], longest=LONGEST_KEY)
    province = NewArea(code=said["code"], kind=AreaKind.PROVINCE, name=bare(said["province"]), valid_from=today)
    body = NewBody(key=key, kind=BodyKind.DEPARTMENT, name=said["body"], area=said["code"], valid_from=today)
    try:
        password = acts.found_with_administrator(province, body, username=said["username"], full_name=said["name"], on=today)
    except Refusal as refusal:
        raise Trouble(" ".join(str(reason) for reason in refusal.reasons)) from refusal
    sys.stdout.write(_("The house is founded. This password is told only now and must be changed at the first sign-in:") + "\n")
    sys.stdout.write(f"  {said['username'].lower()}  {password}\n")
    sys.stdout.write(
        _("Start it with: khen up. Then sign in at %(address)s/quan-tri/") % {"address": addresses.own(read())} + "\n"
    )
    return 0


def given(option: str | None, name: str) -> str:
    """What was given as an option, else what is typed now at a terminal."""
    if option is None and not sys.stdin.isatty():
        raise Trouble(_("Say also --%(name)s; khen found --help explains each.") % {"name": name}, status=2)
    try:
        typed = input(f"{founding_words()[name]}: ") if option is None else option
        typed.encode()
    except (EOFError, UnicodeError):
        raise Trouble(_("--%(name)s was not understood; nothing was changed.") % {"name": name}, status=2) from None
    return nfc(typed.strip())


def bare(name: str) -> str:
    """The province's name without the word for its kind."""
    return name[5:].strip() if name.lower().startswith("tỉnh ") else name
