"""khen report: the report of a period as papers."""

import sys
from argparse import Namespace
from gettext import gettext as _
from importlib import import_module
from importlib.util import find_spec

from khen.settings.env import read
from khen.web.commands.setup import ask_for_tables
from khen.web.progress import following
from khen.web.trouble import Trouble

WRITING = "khen.reports.writing"  # write(period, folder, progress) -> the papers' paths


def run(asked: Namespace) -> int:
    ask_for_tables()
    if find_spec(WRITING) is None:
        raise Trouble(_("This house cannot write reports yet."))
    folder = read().home / "out"
    with following(_("report")) as progress:
        papers = import_module(WRITING).write(asked.period, folder, progress)
    sys.stdout.writelines(f"{paper}\n" for paper in papers)
    return 0
