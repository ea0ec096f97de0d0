"""khen demo: the sample half-year in a house of its own."""

import shutil
import sys
from argparse import Namespace
from collections.abc import Iterator
from gettext import gettext as _
from pathlib import Path

from django.conf import settings
from django.db import connection, connections
from django.utils.translation import gettext_noop

from khen.atoms import clock
from khen.atoms.period import parse
from khen.bodies.models import Body, Post
from khen.bodies.reads import on_day
from khen.bodies.terms import BodyKind, Role
from khen.book.models import Entry
from khen.domains.organisation import acts
from khen.sample.load import load
from khen.settings.env import read
from khen.web.commands import figures, report
from khen.web.commands.setup import ask_for_tables, lacking, prepare
from khen.web.commands.up import alone
from khen.web.half_told import BEGUN, TOLD, hint, is_cut_off, marker, said
from khen.web.progress import following
from khen.web.trouble import Trouble

TRIES: dict[str, str] = {
    Role.AUTHOR: gettext_noop("writes bulletins"),
    Role.APPROVER: gettext_noop("approves bulletins"),
    Role.PUBLISHER: gettext_noop("publishes bulletins"),
    Role.CLERK: gettext_noop("numbers papers, declares figures"),
    Role.LEADER: gettext_noop("approves reports, accepts figures"),
    Role.INSPECTOR: gettext_noop("looks at everything, inspects people"),
    Role.VIEWER: gettext_noop("looks only"),
    Role.ADMINISTRATOR: gettext_noop("keeps bodies, people and posts"),
}
MADE = ("media", "cache", "out", "mail")  # folders that the sample fills


def run(asked: Namespace) -> int:
    """Tell the sample once; a second run keeps what is there, or tells anew what was cut off. Never touches a house that
    holds anything else.

    Passwords of a sample that is there are issued by acts alone: also while `khen up` serves it."""
    if asked.passwords and not asked.fresh:
        ask_for_sample()
        tell_passwords()
        return 0
    with alone(read().home / "up.lock"):
        refuse_other_records()
        if is_cut_off():
            sys.stderr.write(_("The sample was cut off while it was told; it is told anew.") + "\n")
        if asked.fresh or is_cut_off():
            clear()
        if not said():
            marker().write_text(f"{BEGUN}\n")  # a start that is cut off while it makes the tables is the sample's too
        prepare()
        fresh = tell()
    conclude(fresh)
    if fresh or asked.passwords:
        tell_passwords()
    if not fresh:
        sys.stdout.write(
            _("The sample is there and was kept. Anew: khen demo --fresh. New passwords: khen demo --passwords") + "\n"
        )
    return 0


def conclude(fresh: bool) -> None:
    """Print every figure beside the printed one, and write the report's papers. Trouble when one of them differs in a sample
    that was just told; one that somebody has worked in since may well count otherwise."""
    unequal = figures.run(Namespace(period=parse(figures.IN_PRINT), json=False))
    report.run(Namespace(period=parse(figures.IN_PRINT)))
    if unequal and not fresh:
        said = _("Somebody has worked in this sample since: some figures are no longer those of the report of 2020.")
        sys.stdout.write(f"{said}\n")
    elif unequal:
        raise Trouble(_("At least one figure is not the one that stands in the report of 2020."))


def refuse_other_records() -> None:
    if not marker().exists() and not is_new() and Body.objects.exists():
        raise Trouble(_("This house holds records that are not the sample's; they stay. Give the sample another KHEN_HOME."))


def is_new() -> bool:
    database = settings.DATABASES["default"]["NAME"]
    return (connection.vendor == "sqlite" and not Path(str(database)).exists()) or bool(lacking())


def clear() -> None:
    """Throw the sample away: its tables and the files it made."""
    if connection.vendor == "sqlite":
        connections.close_all()
        for ending in ("", "-wal", "-shm"):
            Path(f"{settings.DATABASES['default']['NAME']}{ending}").unlink(missing_ok=True)
    elif marker().exists():
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
    for name in MADE:
        shutil.rmtree(read().home / name, ignore_errors=True)
    marker().unlink(missing_ok=True)


def refuse_half() -> None:
    if said() == BEGUN and Entry.objects.exists():
        raise Trouble(hint())


def ask_for_sample() -> None:
    """Raise Trouble, and make nothing, unless this home holds the whole sample in tables of today."""
    ask_for_tables()
    refuse_other_records()
    refuse_half()
    if not Body.objects.exists():
        raise Trouble(_("There is no sample in this house yet. Make it first: khen demo (or: make demo)"))


def tell() -> bool:
    """Load the sample unless it is there. Returns whether it was loaded now."""
    if said() == TOLD and Body.objects.exists():
        return False
    refuse_half()
    marker().write_text(f"{BEGUN}\n")
    with following(_("sample")) as progress:
        load(progress)
    marker().write_text(f"{TOLD}\n")
    return True


def passwords() -> Iterator[str]:
    """A new password for one person of each role, for authors one at each level: name, password, body, what to try."""
    yield _("Sign in with one of these; each password is told only now and must be changed at the first sign-in:") + "\n"
    posts = list(shown())
    widest = max((len(post.body.name) for post in posts), default=0)
    for post in posts:
        yield line(post, widest)


def tell_passwords() -> None:
    sys.stdout.writelines(passwords())
    if not read().needs_second_factor:
        said = _("In a home of the sample nobody needs a second step of signing in; KHEN_SECOND_FACTOR=1 asks for it.")
        sys.stdout.write(said + "\n")


def shown() -> Iterator[Post]:
    """The posts that a newcomer tries. What an author meets depends on the level: province, district or commune."""
    seen: set[tuple[str, str]] = set()
    real = Post.objects.filter(on_day(clock.today())).exclude(body__kind=BodyKind.TRAINING)
    for post in real.select_related("person", "body__area").order_by("pk"):
        area = post.body.area if post.role == Role.AUTHOR else None
        sort = (post.role, area.kind if area else "")
        if sort not in seen:
            seen.add(sort)
            yield post


def line(post: Post, widest: int) -> str:
    password = acts.issue_password(post.person, by=None, on=clock.today())
    return f"  {post.person.username:<16} {password}   {post.body.name:<{widest}}   {_(TRIES[Role(post.role)])}\n"
