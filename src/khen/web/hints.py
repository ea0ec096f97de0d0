"""What an empty first page says to each role: one sentence on what will stand there, and the one thing to do meanwhile."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from khen.bodies.terms import Role
from khen.desk.home import Hint
from khen.desk.verbs import Words

SAYINGS: dict[str, tuple[Words, Words, str]] = {
    Role.AUTHOR: (
        _("A text that is returned to you will stand here with its reason."),
        _("Write a bulletin"),
        "ban-tin:soan",
    ),
    Role.APPROVER: (
        _("A text that an author submits will stand here; you read and approve it in two taps."),
        _("See all bulletins"),
        "ban-tin:index",
    ),
    Role.PUBLISHER: (
        _("A text that is approved will stand here, ready to be published."),
        _("See what is planned in the calendar"),
        "ban-tin:calendar",
    ),
    Role.CLERK: (
        _("Sheets that your body is asked for will stand here with their last day."),
        _("See the sheets"),
        "so-lieu-khai:sheets",
    ),
    Role.LEADER: (
        _("Figures to accept and reports to approve will stand here."),
        _("See the reports"),
        "bao-cao:index",
    ),
    Role.INSPECTOR: (
        _("You look at everything in your reach and change nothing."),
        _("Begin with the figures and their proof"),
        "so-lieu:index",
    ),
    Role.VIEWER: (
        _("You read everything in your reach and change nothing."),
        _("Begin with the figures"),
        "so-lieu:index",
    ),
    Role.ADMINISTRATOR: (
        _("Posts that end soon will stand here. Before officers can work, each needs an account and a post."),
        _("See the people of your bodies"),
        "can-bo:index",
    ),
}


def hints() -> dict[str, Hint]:
    """Role -> what its empty first page says."""
    return {role: Hint(says=says, label=label, url=reverse(name)) for role, (says, label, name) in SAYINGS.items()}
