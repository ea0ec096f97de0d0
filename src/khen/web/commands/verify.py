"""khen verify: does the journal hold?"""

import sys
from argparse import Namespace
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from gettext import gettext as _

from django.utils.translation import gettext_noop

from khen.atoms.text import legible
from khen.book.comparing import UNREADABLE, Difference, How, Retold, differing
from khen.book.guards import ENTRIES, unguarded
from khen.book.models import Bookmark
from khen.book.reading import last_seq
from khen.book.verify import Flaw, verify
from khen.domains.newsroom.models import guards as newsroom
from khen.domains.newsroom.reads import kept as newsrooms
from khen.domains.newsroom.reads import sealed as texts
from khen.domains.organisation.reads.kept import KEPT as ORGANISATION
from khen.domains.organisation.reads.kept import networks_differing
from khen.domains.portals import models as portals
from khen.domains.portals import reads as papers
from khen.domains.portals.reads import ARTICLES, DOCUMENTS, SITES
from khen.domains.returns import models as returns
from khen.domains.returns import reads as declared
from khen.egress import kept as sent
from khen.egress import kept_lines
from khen.facts import checking
from khen.reports.fingerprints import HEAD, altered
from khen.reports.kept import REPORTS
from khen.reports.models import Report
from khen.web import articles, columns, invariants
from khen.web.commands.setup import ask_for_tables
from khen.web.progress import following

GUARDED = (ENTRIES, *newsroom.KEPT, *newsroom.FEES, *portals.KEPT, *returns.KEPT)
RETOLD = (texts.VERSIONS, *newsrooms.KEPT, SITES, ARTICLES, DOCUMENTS, declared.ASKS, declared.RETURNS, REPORTS, *ORGANISATION)
MOST = 20  # lines about what is kept beside the journal
COUNTED = gettext_noop("The facts of entry %(seq)s are no longer what it tells: khen figures counts wrongly.")
DECLARED = gettext_noop("No entry tells of %(count)s declared figures that are kept: they were made up.")
REPORTED = gettext_noop("%(report)s: “%(name)s” is no longer what was approved.")
LONGEST = 200  # signs of what the database or Python says of what cannot be read
CELLS = gettext_noop("Cannot be read as it was written: row %(row)s of the table %(table)s, column “%(column)s”.")
HANGING = gettext_noop("Row %(row)s of the table %(table)s hangs on something that is not there (column “%(column)s”).")
MEANING = {
    "missing": gettext_noop("it is missing"),
    "number": gettext_noop("it was put in beside the others: their numbers begin with 1"),
    "seal": gettext_noop("its text does not match its seal"),
    "known": gettext_noop("its seal is not the one that you kept: the journal was written anew"),
    "unreadable": gettext_noop("it cannot be read as it was written"),
}
HOW = {
    How.GONE: gettext_noop("The journal tells of %(what)s %(record)s, which is no longer there: it was deleted."),
    How.CHANGED: gettext_noop("Not as the journal tells it: %(what)s %(record)s (%(names)s)."),
    How.MADE_UP: gettext_noop("No entry tells of %(what)s %(record)s: it was made up."),
    How.UNREADABLE: gettext_noop("Cannot be read as it was written: %(what)s %(record)s."),
}


def run(asked: Namespace) -> int:
    """0 only when every seal, every number, every bookmark and every trigger holds; `--deep`: also every column of an entry, and
    what is counted and kept of the journal (see docs/reference/commands.md)."""
    ask_for_tables()
    total = last_seq()
    with following(_("verifying")) as progress:
        verdict = verify(deep=asked.deep, known=dict(asked.seal), progress=lambda walked: progress(walked, total))
    open_doors = unguarded(GUARDED)
    if verdict.flaw:
        sys.stdout.write(_("Entry %(seq)s does not hold: %(what)s.") % described(verdict.flaw) + "\n")
    for trigger in open_doors:
        line = _("The database no longer refuses to change what was written: trigger %(name)s is gone or changed.")
        sys.stdout.write(line % {"name": trigger} + "\n")
    beside = [] if verdict.flaw else [*kept_beside()] if asked.deep else [*in_cells(CELLS, columns.unreadable([Bookmark]))]
    sys.stdout.writelines(f"{line}\n" for line in beside[:MOST])
    if left := len(beside[MOST:]):
        line = _("%(count)s further differences are not listed here.")
        sys.stdout.write(line % {"count": f"{left:,}".replace(",", ".")} + "\n")
    if verdict.flaw or open_doors or beside:
        return 1
    said = {"count": f"{verdict.walked:,}".replace(",", "."), "head": verdict.head}
    sys.stdout.write(_("All %(count)s entries hold. Last seal: %(head)s") % said + "\n")
    return 0


def kept_beside() -> Iterator[str]:
    """What is counted or kept of the journal and no longer says what the entries say; and what cannot stand there at all."""
    yield from in_cells(CELLS, columns.unreadable())
    yield from in_cells(HANGING, columns.hanging())
    yield from as_far_as_it_can_be_read(COUNTED, of_facts)
    for find, line in KEPT_AS_TOLD:
        yield from as_far_as_it_can_be_read(line, partial(of_numbers, find, line))
    yield from as_far_as_it_can_be_read(DECLARED, of_declared)
    for kept in RETOLD:
        yield from as_far_as_it_can_be_read(HOW[How.CHANGED], partial(of_records, kept), what=kept.model._meta.verbose_name)
    yield from as_far_as_it_can_be_read(REPORTED, of_reports)


def in_cells(line: str, found: Iterable[columns.Cell]) -> Iterator[str]:
    """What is said of each, by its table, row and column."""
    yield from (_(line) % {"table": table, "row": row, "column": column} for table, row, column in found)


def as_far_as_it_can_be_read(line: str, say: Callable[[], Iterable[str]], **named: object) -> Iterator[str]:
    """What is said, and where something on the way cannot be read, that this was not asked to its end."""
    try:
        yield from say()
    except UNREADABLE as fault:
        asked = _(line) % defaultdict(lambda: "?", named)
        said = {"asked": asked, "fault": legible(f"{type(fault).__name__}: {fault}", LONGEST)}
        yield _("Not asked to the end, because something there cannot be read: “%(asked)s” (%(fault)s)") % said


def of_facts() -> Iterator[str]:
    """The facts of entries that are not what they tell."""
    total = last_seq()
    with following(_("facts")) as progress:
        wrong = list(checking.differing(progress=lambda read: progress(read, total)))
    for seq in wrong:
        if 0 < seq <= total:
            yield _(COUNTED) % {"seq": seq}
        else:
            yield _("There is no entry %(seq)s: what is counted or cancelled by it was made up.") % {"seq": seq}


def of_numbers(find: Callable[[], Iterator[object]], line: str) -> Iterator[str]:
    """A line for each number that is found."""
    yield from (_(line) % {"number": one} for one in find())


def of_declared() -> Iterator[str]:
    """How many declared figures no entry tells of."""
    if count := declared.untold():
        yield _(DECLARED) % {"count": count}


def of_records(kept: Retold) -> Iterator[str]:
    """Records whose entries tell what must stand: gone, changed or made up."""
    with following(str(kept.model._meta.verbose_name_plural)) as progress:
        found = list(differing(kept, progress))
    yield from (in_words(kept, one) for one in found)


def in_words(kept: Retold, one: Difference) -> str:
    what = {"what": kept.model._meta.verbose_name, "record": one.record, "names": ", ".join(one.names)}
    return _(HOW[one.how]) % what


def of_reports() -> Iterator[str]:
    """What approved reports keep; their own columns are among the records."""
    for report in Report.objects.exclude(as_of=None).order_by("pk"):
        try:
            names = [str(one) for one in altered(report) if one.key != HEAD]
        except UNREADABLE:
            yield _("What is kept of %(report)s cannot be read as it was written.") % {"report": report}
            continue
        for name in names:
            yield _(REPORTED) % {"report": report, "name": name}


KEPT_AS_TOLD = (  # what is asked, and what is said of each number that it names
    (texts.differing, gettext_noop("The text that entry %(number)s tells of is no longer kept as it was then.")),
    (articles.differing, gettext_noop("Bulletin %(number)s does not stand on its portals as it was written.")),
    (sent.wordings_differing, gettext_noop("What goes out of bulletin %(number)s is not what any of its versions says.")),
    (sent.dispatches_differing, gettext_noop("What entry %(number)s tells of did not leave the house as it says.")),
    (
        kept_lines.showings_differing,
        gettext_noop("Tickers, pop-ups or feeds do not show bulletin %(number)s as it was sent to them."),
    ),
    (
        newsrooms.lost_files,
        gettext_noop("The bytes of file %(number)s of a bulletin are gone, or are not those that came."),
    ),
    (
        newsrooms.lost_recordings,
        gettext_noop("The recording of rendering %(number)s is gone, or is another one."),
    ),
    (newsrooms.marks_differing, gettext_noop("The coefficient %(number)s that was chosen for a fee is not as its list tells.")),
    (networks_differing, gettext_noop("The list of networks %(number)s is not as the journal tells it.")),
    (invariants.areas_misplaced, gettext_noop("Area %(number)s counts below others than those below which it stands.")),
    (invariants.bodies_misplaced, gettext_noop("Body %(number)s counts below others than those below which it stands.")),
    (
        invariants.bookmarks_differing,
        gettext_noop("The reader “%(number)s” of the journal has come less far than what it made of it, or nobody knows it."),
    ),
    (invariants.sites_differing, gettext_noop("The site %(number)s belongs to no portal: it was made up.")),
    (
        invariants.outlets_differing,
        gettext_noop("The outlet %(number)s is said to be a portal and belongs to none: it was made up."),
    ),
    (invariants.pages_differing, gettext_noop("The page %(number)s of the tree does not stand as this house makes pages.")),
    (invariants.filled, gettext_noop("Nothing in this house writes into the table %(number)s: its rows were made up.")),
    (papers.differing, gettext_noop("The document that entry %(number)s tells of is no longer kept as it was then.")),
    (declared.differing, gettext_noop("The declared figure of entry %(number)s is no longer kept as it was entered.")),
)


def described(flaw: Flaw) -> dict[str, object]:
    column = _("its column “%(name)s” differs from its sealed text") % {"name": flaw.what}
    return {"seq": flaw.seq, "what": _(MEANING[flaw.what]) if flaw.what in MEANING else column}
