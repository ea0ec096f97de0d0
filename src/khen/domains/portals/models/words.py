"""What readers find by its words, and the digests by which entries tell what stands."""

import hashlib
from typing import Any

from django.db import models

from khen.atoms.payload import canonical, plain
from khen.atoms.vietnamese import moment_in_words
from khen.domains.portals.terms import LONGEST_CORRECTION


def columns(row: models.Model, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: plain(getattr(row, name)) for name in names}


def digest_of(said: dict[str, Any]) -> str:
    return hashlib.sha256(canonical(said).encode()).hexdigest()


class Findable(models.Model):
    """Words as written and words folded, each between spaces, so that whole syllables are found on every database.

    `correction` tells readers why it was corrected last, `corrected_at` when: the beginning of a day where no hour is known."""

    exact = models.TextField()
    folded = models.TextField()
    corrected_at = models.DateTimeField(null=True)
    correction = models.CharField(max_length=LONGEST_CORRECTION, blank=True, default="")

    class Meta:
        abstract = True

    @property
    def corrected_when(self) -> str:
        """When it was corrected last, in Vietnamese words; "" for what was not."""
        return moment_in_words(self.corrected_at) if self.corrected_at else ""
