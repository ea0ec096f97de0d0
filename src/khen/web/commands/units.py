"""khen units: the two trees on a day; no body for training stands in them."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterable
from dataclasses import asdict
from gettext import gettext as _

from khen.atoms import clock
from khen.atoms.vietnamese import day_in_digits
from khen.bodies.models import Body
from khen.bodies.terms import BodyKind
from khen.domains.organisation.reads import Node, area_tree, body_tree
from khen.web.commands.setup import ask_for_tables


def run(asked: Namespace) -> int:
    ask_for_tables()
    on = asked.on or clock.today()
    areas, bodies = area_tree(on), body_tree(on, Body.objects.exclude(kind=BodyKind.TRAINING))
    if asked.json:
        said = {"on": on.isoformat(), "areas": [plain(node) for node in areas], "bodies": [plain(node) for node in bodies]}
        sys.stdout.write(json.dumps(said, ensure_ascii=False, indent=1) + "\n")
        return 0
    for title, nodes in ((_("Areas"), areas), (_("Bodies"), bodies)):
        head = {"title": title, "day": day_in_digits(on), "count": len(nodes)}
        sys.stdout.write(_("%(title)s on %(day)s: %(count)s") % head + "\n")
        sys.stdout.writelines(lines(nodes))
    return 0


def plain(node: Node) -> dict[str, object]:
    return {name: value for name, value in asdict(node).items() if name != "pk"}


def lines(nodes: Iterable[Node]) -> Iterable[str]:
    return (f"{'  ' * (node.depth + 1)}{node.key}  {node.name}\n" for node in nodes)
