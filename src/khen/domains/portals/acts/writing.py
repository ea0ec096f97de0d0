"""What an article says, with its pictures and files."""

from dataclasses import asdict

from khen.atoms import media
from khen.atoms.refusal import refuse_if
from khen.atoms.text import as_seen
from khen.domains.portals import rules
from khen.domains.portals.acts.keeping import keep
from khen.domains.portals.models import Article, ArticlePicture
from khen.domains.portals.terms.words import Picture, Text


def write(article: Article, text: Text) -> None:
    """The article says this from now on; its pictures and files are those of the text."""
    for name in ("version", "title", "summary", "body_html", "topic", "topic_title", "klass", "source"):
        setattr(article, name, getattr(text, name))
    article.files = [asdict(one) for one in text.files]
    article.exact, article.folded = rules.findable(text.title, text.summary, text.body_html).values()
    article.save()
    article.tongues.all().delete()  # they say what the text said before
    article.pictures.all().delete()
    ArticlePicture.objects.bulk_create(_shown(article, position, picture) for position, picture in enumerate(text.pictures, 1))


def _shown(article: Article, position: int, picture: Picture) -> ArticlePicture:
    made = media.rendition(picture.content)
    keep(f"anh/{made.digest}-{media.WIDE}.webp", made.wide)
    keep(f"anh/{made.digest}-{media.NARROW}.webp", made.narrow)
    said = {"alt": as_seen(picture.alt), "caption": as_seen(picture.caption)}
    refuse_if(rules.reasons_not_to_show(**said))
    return ArticlePicture(article=article, position=position, digest=made.digest, width=made.width, height=made.height, **said)
