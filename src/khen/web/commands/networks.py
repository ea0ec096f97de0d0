"""khen networks: from where administrators may work; lifts a list that keeps its own makers out."""

import sys
from argparse import Namespace
from gettext import gettext as _

from khen.atoms import clock
from khen.atoms.vietnamese import day_in_digits
from khen.domains.organisation import acts
from khen.domains.organisation.models import NetworkList
from khen.web.commands.setup import ask_for_tables
from khen.web.trouble import Trouble


def run(asked: Namespace) -> int:
    ask_for_tables()
    rows = NetworkList.objects.filter(until=None).select_related("body").order_by("body__key")
    if asked.lift is None:
        sys.stdout.writelines(map(line, rows))
        if not rows:
            sys.stdout.write(_("No body lists networks: administrators work from anywhere.") + "\n")
        return 0
    row = rows.filter(body__key=asked.lift).first()
    if row is None:
        raise Trouble(_("No list of networks is in force for “%(key)s”.") % {"key": asked.lift[:60]})
    acts.lift_networks(row, reason=_("Lifted at the server's console."), by=None, on=clock.today())
    sys.stdout.write(_("Lifted: administrators of %(body)s work from anywhere.") % {"body": row.body} + "\n")
    return 0


def line(row: NetworkList) -> str:
    told = {"key": row.body.key, "body": row.body, "since": day_in_digits(row.since), "networks": ", ".join(row.named())}
    return _("%(key)s  %(body)s, since %(since)s: %(networks)s") % told + "\n"
