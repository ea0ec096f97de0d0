"""What the screen says once an act on a bulletin is done: what happened, and who comes next."""

from django.utils.translation import gettext

from khen.bodies.terms import Action
from khen.bodies.training import is_for_training
from khen.desk.scope import named
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.terms import Standing


def kept(bulletin: Bulletin) -> str:
    """A text was written; whoever pressed “Keep and submit” has submitted it as well."""
    return submitted(bulletin) if bulletin.standing == Standing.SUBMITTED else gettext("The draft is kept.")


def submitted(bulletin: Bulletin) -> str:
    who = named(Action.APPROVE, bulletin.body, but=acts.writers(bulletin))
    if not who and is_for_training(bulletin.body):
        return gettext("Submitted for approval. Nobody else practises yet: a colleague who enters the training may approve it.")
    if not who:
        return gettext("Submitted for approval. Nobody can approve it yet: ask the administrator to give somebody that post.")
    return gettext("Submitted for approval. It may be approved by: %(who)s.") % {"who": who}
