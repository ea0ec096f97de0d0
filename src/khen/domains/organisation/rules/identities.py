"""Who at an identity provider is whom here: said by an administrator, never concluded from a name or a mail address."""

import hashlib
import hmac

from django.utils.translation import gettext_lazy as _

from khen.domains.organisation.rules.names import Reasons
from khen.domains.organisation.rules.people import reasons_about_closed, reasons_not_to_govern_person

LONGEST_SUBJECT = 255  # letters (OpenID Connect Core, 2)


def digest(secret: str | bytes, issuer: str, subject: str) -> str:
    """What the journal tells of an account: keyed by the house's own secret, so that nobody finds the name by trying."""
    key = secret.encode() if isinstance(secret, str) else secret
    return hmac.new(key, f"khen.organisation.identity:{issuer}\n{subject}".encode(), hashlib.sha256).hexdigest()


def reasons_not_to_tie(*, tied: bool, known: bool, own: bool, active: bool, posts: int, within_reach: bool) -> Reasons:
    """As for issuing a password: whoever does it could come in as that person. `known`: the house has a provider."""
    if not known:
        yield _("This house knows no identity provider: whoever runs the machine names one first.")
    if tied:
        yield _("This person comes in by the provider already. End that first.")
    if own:
        yield _("Nobody ties their own account; ask another administrator.")
    yield from reasons_about_closed(active=active)
    yield from reasons_not_to_govern_person(posts=posts, within_reach=within_reach)


def reasons_about_subject(subject: str, *, taken: bool) -> Reasons:
    if not subject or len(subject) > LONGEST_SUBJECT or not subject.isascii() or not subject.isprintable():
        yield _("Copy the account's mark (“sub”) from the provider: at most 255 letters, digits and signs.")
    elif taken:
        yield _("Somebody else comes in by this account of the provider.")


def reasons_not_to_untie(*, tied: bool, posts: int, within_reach: bool) -> Reasons:
    if not tied:
        yield _("This person does not come in by the provider.")
    else:
        yield from reasons_not_to_govern_person(posts=posts, within_reach=within_reach)
