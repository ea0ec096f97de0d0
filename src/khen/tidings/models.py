"""The journal as people look at it: who did what."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from khen.book.models import Entry
from khen.tidings.sayings import done


class Doing(Entry):
    """An entry of the journal as something that somebody did."""

    class Meta:
        proxy = True
        verbose_name = _("what was done")
        verbose_name_plural = _("what was done")
        default_related_name: ClassVar[str] = "+"

    def __str__(self) -> str:
        return str(done(self.kind))
