"""The words that `khen` understands, and the help it gives on each."""

import argparse
import re
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from gettext import gettext as _
from typing import Any

from khen.atoms.period import Period, parse
from khen.settings.shapes import quoted

MOST_WORKERS = 32


class Command(ArgumentParser):
    """One command of `khen`: what it does not understand it refuses itself, with its own usage."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        asked, rest = super().parse_known_args(args, namespace)
        if rest:
            self.error(_("unrecognized arguments: %s") % " ".join(rest))
        return asked, rest


def parser() -> ArgumentParser:
    """The whole command line, in the language that is spoken now."""
    top = ArgumentParser(
        prog="khen",
        description=_("Khèn: one bulletin to every channel, and the half-year report that writes itself."),
        epilog=_("khen COMMAND --help explains one command. Data stands in the folder KHEN_HOME (usually ./var)."),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--lang", choices=("vi", "en"), help=_("the language of these messages (usually Vietnamese)"))
    commands = top.add_subparsers(dest="command", metavar=_("COMMAND"), parser_class=Command)
    _running(commands)
    _looking(commands)
    return top


def _running(commands: "argparse._SubParsersAction[Command]") -> None:
    said = _("prepare the database and the files that pages need; repeating it does no harm")
    commands.add_parser("setup", help=said, description=said)

    said = _("begin a real house in an empty one: its province, its first body and the administrator, who opens the rest")
    found = commands.add_parser("found", help=said, description=said, epilog=_("What is not given is asked for at the terminal."))
    for name, meaning in founding_words().items():
        found.add_argument(f"--{name}", metavar=_("TEXT"), help=meaning)

    said = _("serve the house and work off what leaves it, in the foreground; Ctrl-C stops everything")
    up = commands.add_parser("up", help=said, description=said)
    up.add_argument("--port", type=port, metavar=_("PORT"), help=_("the port on 127.0.0.1 (usually KHEN_PORT, else 8000)"))
    said = _("how many processes answer readers (usually 1)")
    up.add_argument("--workers", type=workers, default=1, metavar=_("NUMBER"), help=said)
    up.add_argument("--sink", action="store_true", help=_("also run a mail server that keeps every mail to look at"))

    said = _("fill an empty house with the sample: Hà Giang, first half of 2020, told through real acts")
    demo = commands.add_parser("demo", help=said, description=said)
    demo.add_argument("--fresh", action="store_true", help=_("throw the sample away and tell it anew"))
    demo.add_argument("--passwords", action="store_true", help=_("issue new passwords to the people of the sample"))

    said = _("open a Python prompt in which the house's records can be asked")
    commands.add_parser("shell", help=said, description=said)


def _looking(commands: "argparse._SubParsersAction[Command]") -> None:
    said = _("write the report of a period as .docx and .pdf")
    report = commands.add_parser("report", help=said, description=said)
    report.add_argument(
        "period", type=period, metavar=_("PERIOD"), help=_("2020-H1 or 2020-H1@15: the period of a report that was opened")
    )

    said = _("compute the figures of a period and print them beside those of the source")
    figures = commands.add_parser("figures", help=said, description=said)
    figures.add_argument("period", type=period, metavar=_("PERIOD"), help=_("2020-H1, 2020-H1@15, 2020-Q2, 2020-03 or 2020"))
    figures.add_argument("--json", action="store_true", help=_("as one JSON value, decimals as strings"))

    said = _("walk the journal's chain of seals and name the first entry that does not hold; 0 only when all holds")
    verify = commands.add_parser("verify", help=said, description=said)
    said = _(
        "also compare with the journal: each entry's columns with its sealed text; facts; texts, articles and how they stand on"
        " portals; publications by hand; declared figures with their files; reports with what was approved; posts, accounts,"
        " areas, bodies and leaves: whatever was changed, deleted or made up is named"
    )
    verify.add_argument("--deep", action="store_true", help=said)
    said = _("a seal that was kept outside the house, as an approved report prints it: 3381:1f0c… (may be given several times)")
    verify.add_argument("--seal", type=seal, action="append", default=[], metavar=_("NUMBER:SEAL"), help=said)

    said = _("print from which networks administrators may work")
    networks = commands.add_parser("networks", help=said, description=said)
    networks.add_argument("--lift", type=body_key, metavar=_("BODY"), help=_("end the list of the body of this key"))

    said = _("print areas and bodies as they stood on a day")
    units = commands.add_parser("units", help=said, description=said)
    units.add_argument("--on", type=day, metavar=_("DAY"), help=_("2020-06-30 or 30/06/2020 (usually today)"))
    units.add_argument("--json", action="store_true", help=_("as one JSON value"))


def founding_words() -> dict[str, str]:
    """Each option of `khen found` and what it is, in the language that is spoken now."""
    return {
        "province": _("the province's name, such as Hà Giang"),
        "code": _("the province's official code, such as 02"),
        "body": _("the name of the body that keeps the registers, such as Sở Thông tin và Truyền thông"),
        "name": _("the administrator's full name"),
        "username": _("the name by which the administrator signs in, in small letters"),
    }


def seal(given: str) -> tuple[int, str]:
    """The number of an entry and its seal, with or without the spaces and dots that paper puts into them.

    Raises ArgumentTypeError."""
    found = re.fullmatch(
        r"([1-9][0-9]{0,17}|[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,5}):([0-9a-f]{64})", re.sub(r"\s", "", given).lower()
    )
    if found is None:
        raise ArgumentTypeError(
            _("%s is no seal: write the entry's number, a colon and the 64 signs of its seal") % quoted(given)
        )
    return int(found[1].replace(".", "")), found[2]


def body_key(given: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,40}", given):
        raise ArgumentTypeError(_("%s is no key of a body; khen networks prints those that list some") % quoted(given))
    return given


def port(given: str) -> int:
    if not given.isascii() or not given.isdigit() or not 0 < int(given[:6]) < 65536:
        raise ArgumentTypeError(_("a port is a number from 1 to 65535, not “%(given)s”") % {"given": quoted(given)})
    return int(given)


def workers(given: str) -> int:
    if not given.isascii() or not given.isdigit() or not 0 < int(given[:6]) <= MOST_WORKERS:
        said = {"most": MOST_WORKERS, "given": quoted(given)}
        raise ArgumentTypeError(_("a number from 1 to %(most)s, not “%(given)s”") % said)
    return int(given)


def period(given: str) -> Period:
    try:
        return parse(given)
    except ValueError:
        said = _(
            "“%(given)s” is no period; known forms, of the years 1900 to 2099 and with a capital H and Q: "
            "2020-H1, 2020-H1@15, 2020-Q2, 2020-03, 2020"
        )
        raise ArgumentTypeError(said % {"given": quoted(given)}) from None


def day(given: str) -> date:
    try:
        if "/" in given:
            number, month, year = (int(part) for part in given.split("/"))
            return date(year, month, number)
        return date.fromisoformat(given)
    except ValueError:
        said = _("“%(given)s” is no day; known forms: 2020-06-30, 30/06/2020") % {"given": quoted(given)}
        raise ArgumentTypeError(said) from None
