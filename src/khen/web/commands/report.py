"""khen report: the report of a period as papers."""

import sys
from argparse import Namespace
from gettext import gettext as _

from khen.reports.writing import write
from khen.settings.env import read
from khen.web.commands.setup import ask_for_tables
from khen.web.progress import following
from khen.web.trouble import Trouble


def run(asked: Namespace) -> int:
    ask_for_tables()
    folder = read().home / "out"
    with following(_("report")) as progress:
        papers = write(asked.period, folder, progress)
    if not papers:
        raise Trouble(_("No report was opened for this period. Known forms of a period: 2020-H1, 2020-H1@15."))
    sys.stdout.writelines(f"{paper}\n" for paper in papers)
    return 0
