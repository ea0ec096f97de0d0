"""The command `khen`: understand the words, make Django ready, run the command, end with a status that means something."""

import os
import signal
import sys
from argparse import Namespace
from collections.abc import Sequence
from gettext import gettext as _
from importlib import import_module
from io import TextIOWrapper

import django
from django.core.exceptions import ImproperlyConfigured
from django.db.utils import DatabaseError
from django.utils.translation import activate

from khen.web.causes import of_database, why
from khen.web.house import ask_for_house, looks, open_to_others
from khen.web.tongue import chosen, speak
from khen.web.trouble import Trouble
from khen.web.words import parser

INTERRUPTED = 130
AT_ONCE = ("up", "demo")  # Ctrl-C ends them as khen.web.start does, until they have parts to end: an exception may be swallowed


def main(words: Sequence[str] | None = None) -> int:
    """0 when all went well, 1 when something does not hold or cannot be done, 2 when the words were not understood."""
    given = list(sys.argv[1:] if words is None else words)
    write_anything()
    tongue = chosen(given)
    speak(tongue)
    known = parser()
    asked = known.parse_args(given)
    if not asked.command:
        known.print_help()
        return 2
    try:
        return run(asked, tongue)
    except Trouble as trouble:
        complain(str(trouble))
        return trouble.status
    except DatabaseError as error:
        complain(of_database(error))
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        said = {"file": error.filename or "?", "error": why(error)}
        complain(_("The file or folder %(file)s cannot be used: %(error)s") % said)
        return 1
    except KeyboardInterrupt:
        complain(_("Stopped as asked."))
        return INTERRUPTED


def run(asked: Namespace, tongue: str) -> int:
    """Each command stands in a module of its own, which may know Django because Django is ready by then."""
    make_ready(asked, tongue)
    module = import_module(f"khen.web.commands.{asked.command}")
    if asked.command not in AT_ONCE and signal.getsignal(signal.SIGINT) != signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    status: int = module.run(asked)
    return status


def make_ready(asked: Namespace, tongue: str) -> None:
    """Read the surroundings and load the applications; a command that only looks at a house asks for one first."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khen.settings.base")
    try:
        if looks(asked):
            ask_for_house()
        django.setup()
        if still_open := open_to_others():
            complain(
                _("Other accounts of this machine can look into %(place)s. Close it: chmod go= %(place)s") % {"place": still_open}
            )
    except ValueError as wrong:
        raise Trouble(str(wrong), status=2) from wrong
    except OSError as wrong:
        home = os.environ.get("KHEN_HOME", "var")
        said = {"home": home, "error": why(wrong)}
        raise Trouble(_("The folder KHEN_HOME (%(home)s) cannot be used: %(error)s") % said) from wrong
    except ImproperlyConfigured as wrong:
        raise Trouble(str(wrong)) from wrong
    activate(tongue)


def write_anything() -> None:
    """Names of files that are no text are written with escapes instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def complain(said: str) -> None:
    sys.stderr.write(f"khen: {said}\n")
