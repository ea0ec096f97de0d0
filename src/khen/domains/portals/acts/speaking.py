"""An article in other languages, beside its Vietnamese text."""

from datetime import date

from khen.bodies.models import Person
from khen.book.journal import act, locked
from khen.domains.portals import terms
from khen.domains.portals.acts.reaching import LIVING, standing, tell
from khen.domains.portals.models import Article, ArticleTongue
from khen.domains.portals.terms.words import Tongue


def say_in(*, bulletin: int, version: int, said: Tongue, by: Person | None, on: date) -> Article | None:
    """Đăng bản dịch: the article is read in that language as well, wherever it stands; a newer rendering replaces the older.

    None, and nothing is done, when the article stands nowhere or says another version by now. Raises Refusal."""
    article = Article.objects.filter(bulletin=bulletin, version=version, placements__state__in=LIVING).first()
    return article and _say_in(article, said, by=by, on=on)


def say_no_more(*, bulletin: int, version: int, said: Tongue, reason: str, by: Person | None, on: date) -> Article | None:
    """Gỡ bản dịch: the article is no longer read in that language; in Vietnamese and in others it stays.

    None, and nothing is done, where it is not read in it, or says another version by now. Raises Refusal."""
    spoken = ArticleTongue.objects.filter(article__bulletin=bulletin, article__version=version, tag=said.tag, name=said.name)
    one = spoken.filter(article__placements__state__in=LIVING).select_related("article").first()
    return _say_no_more(one, reason=reason, by=by, on=on) if one else None


@act
def _say_no_more(one: ArticleTongue, *, reason: str, by: Person | None, on: date) -> Article:
    article = locked(one.article)
    stands, tag = standing(article, by, on), one.tag
    one.delete()
    tell(terms.SaidNoMore, article, [row.portal for row in stands], by=by, on=on, language=tag, reason=reason)
    return article


@act
def _say_in(article: Article, said: Tongue, *, by: Person | None, on: date) -> Article:
    article = locked(article)
    stands = standing(article, by, on)
    told = {"own_name": said.own_name, "title": said.title, "body_html": said.body_html}
    ArticleTongue.objects.update_or_create(told, article=article, tag=said.tag, name=said.name)
    tell(terms.SaidIn, article, [row.portal for row in stands], by=by, on=on, language=said.tag)
    return article
