"""khen verify: does the journal hold?"""

import sys
from argparse import Namespace
from gettext import gettext as _

from django.utils.translation import gettext_noop

from khen.book.guards import unguarded
from khen.book.reading import last_seq
from khen.book.verify import Flaw, verify
from khen.web.commands.setup import ask_for_tables
from khen.web.progress import following

MEANING = {
    "missing": gettext_noop("it is missing"),
    "seal": gettext_noop("its text does not match its seal"),
    "known": gettext_noop("its seal is not the one that you kept: the journal was written anew"),
    "unreadable": gettext_noop("it cannot be read as it was written"),
}


def run(asked: Namespace) -> int:
    """0 only when every seal, every number, every bookmark and every trigger holds."""
    ask_for_tables()
    total = last_seq()
    with following(_("verifying")) as progress:
        verdict = verify(deep=asked.deep, known=dict(asked.seal), progress=lambda walked: progress(walked, total))
    open_doors = unguarded()
    if verdict.flaw:
        sys.stdout.write(_("Entry %(seq)s does not hold: %(what)s.") % described(verdict.flaw) + "\n")
    for trigger in open_doors:
        sys.stdout.write(
            _("The database no longer refuses to change entries: trigger %(name)s is gone or changed.") % {"name": trigger} + "\n"
        )
    if verdict.flaw or open_doors:
        return 1
    said = {"count": f"{verdict.walked:,}".replace(",", "."), "head": verdict.head}
    sys.stdout.write(_("All %(count)s entries hold. Last seal: %(head)s") % said + "\n")
    return 0


def described(flaw: Flaw) -> dict[str, object]:
    column = _("its column “%(name)s” differs from its sealed text") % {"name": flaw.what}
    return {"seq": flaw.seq, "what": _(MEANING[flaw.what]) if flaw.what in MEANING else column}
