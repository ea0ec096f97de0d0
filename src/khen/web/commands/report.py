"""khen report: the report of a period as papers."""

import sys
from argparse import Namespace
from gettext import gettext as _
from pathlib import Path

from khen.deeds import layout
from khen.reports.fingerprints import AlteredError
from khen.reports.writing import write
from khen.settings.env import read
from khen.web import half_told
from khen.web.commands.setup import ask_for_tables
from khen.web.progress import following
from khen.web.trouble import Trouble


def run(asked: Namespace) -> int:
    ask_for_tables()
    half_told.tell()
    folder = read().home / "out"
    with following(_("report")) as progress:
        try:
            papers = write(asked.period, folder, progress)
        except AlteredError as altered:
            said = {"report": altered.report, "name": altered.kept}
            raise Trouble(_("%(report)s: “%(name)s” is no longer what was approved.") % said) from altered
    if not papers:
        raise Trouble(_("No report was opened for this period. Known forms of a period: 2020-H1, 2020-H1@15."))
    for paper in papers:
        sys.stdout.write(f"{paper}\n")
        sys.stdout.writelines(f"  {line}\n" for line in broken(paper))
    return 0


def broken(paper: Path) -> list[str]:
    """A line for each rule of layout that a .docx departs from."""
    if paper.suffix != ".docx":
        return []
    saying = _("layout, rule %(number)s (Decree 30/2020/NĐ-CP, %(clause)s): %(where)s %(said)s")
    return [
        saying % {"number": one.rule, "clause": one.clause, "where": one.where, "said": one.message}
        for one in layout.findings(paper.read_bytes())
    ]
