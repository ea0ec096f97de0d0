"""Does each bulletin stand on its portals as the newsroom wrote it?"""

from collections.abc import Iterator

from khen.book.comparing import FIRST
from khen.book.reading import BATCH
from khen.domains.newsroom.models import BulletinVersion
from khen.domains.portals.models import Article
from khen.domains.portals.rules import said as as_handed_over
from khen.domains.portals.terms.words import Words


def differing() -> Iterator[int]:
    """The numbers of bulletins whose article does not say what the version that it copies says. Two queries a batch."""
    begun = FIRST
    while rows := list(Article.objects.filter(bulletin__gt=begun).order_by("bulletin")[:BATCH]):
        begun = rows[-1].bulletin
        written = BulletinVersion.objects.in_bulk([row.version for row in rows])
        for row in rows:
            text = written.get(row.version)
            if text is None or any(getattr(row, name) != said for name, said in _as_handed_over(text).items()):
                yield row.bulletin


def _as_handed_over(text: BulletinVersion) -> dict[str, str]:
    """What portals make of a text that is handed to them: their own marks at its links among others."""
    words = Words(
        version=text.pk,
        title=text.title,
        summary=text.summary,
        body_html=text.body_html,
        topic="",
        klass=text.klass,
        source=text.source,
    )
    said = as_handed_over(words)
    return {name: getattr(said, name) for name in ("title", "summary", "body_html", "klass", "source")}
