"""What the screen says once an act on a bulletin is done: what happened, and who comes next."""

from django.utils.translation import gettext

from khen.atoms import clock
from khen.bodies.terms import Action
from khen.bodies.training import is_for_training
from khen.desk.scope import named
from khen.domains.newsroom import acts
from khen.domains.newsroom.acts.counsel import lacks_initials
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.terms import Standing


def kept(bulletin: Bulletin) -> str:
    """A text was written; whoever pressed “Keep and submit” has submitted it as well."""
    return submitted(bulletin) if bulletin.standing == Standing.SUBMITTED else gettext("The draft is kept.")


def submitted(bulletin: Bulletin) -> str:
    if lacks_initials(bulletin, clock.today()):
        return _to_initial(bulletin)
    who = named(Action.APPROVE, bulletin.body, but=acts.writers(bulletin))
    if not who and is_for_training(bulletin.body):
        return gettext("Submitted for approval. Nobody else practises yet: a colleague who enters the training may approve it.")
    if not who:
        return gettext("Submitted for approval. Nobody can approve it yet: ask the administrator to give somebody that post.")
    return gettext("Submitted for approval. It may be approved by: %(who)s.") % {"who": who}


def _to_initial(bulletin: Bulletin) -> str:
    who = named(Action.INITIAL, bulletin.body, but=acts.writers(bulletin))
    if not who:
        return gettext("Submitted. It needs initials before approval, and nobody can give them yet: ask the administrator.")
    return gettext("Submitted. It needs initials before approval; they may be given by: %(who)s.") % {"who": who}
