"""What must hold for an invitation and its link. Values in, reasons out.

The word at the end of a link is made from the house's secret and a random number of the invitation: no table holds it, so it
can be written into a letter later and again, and whoever reads the tables cannot use it. A link that no longer holds is told in
one sentence, whatever the reason: it tells nothing about the account."""

import base64
import hashlib
import hmac
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from khen.atoms.refusal import Mendable
from khen.domains.organisation.rules.names import Reasons
from khen.domains.organisation.rules.people import reasons_not_to_issue_password
from khen.domains.organisation.terms import Misuse, Standing

VALID = timedelta(hours=72)
MOST_RECORDED = 10  # entries that one link may cause after it ended: the journal is not a stranger's to fill


def word_of(secret: str | bytes, nonce: str) -> str:
    """43 letters for an address: 256 bits that depend on both (RFC 2104, RFC 4648)."""
    key = secret if isinstance(secret, bytes) else secret.encode()
    made = hmac.new(key, f"khen.organisation.invitation:{nonce}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def digest(word: str) -> str:
    """What is kept of a link's word (FIPS 180-4)."""
    return hashlib.sha256(word.encode()).hexdigest()


def reasons_not_to_invite(*, email: str, own: bool, active: bool, posts: int, within_reach: bool) -> Reasons:
    """Whoever sends the means to come in answers for it as for an issued password."""
    if not email:
        yield Mendable(_("This person has no e-mail address: enter it first, or print a slip."))
    yield from reasons_not_to_issue_password(own=own, active=active, posts=posts, within_reach=within_reach)


def reasons_not_to_revoke(*, open_ones: int, posts: int, within_reach: bool) -> Reasons:
    if not open_ones:
        yield _("There is no open invitation.")
    if not within_reach or not posts:
        yield _("This person holds posts outside your reach.")


def misuse(*, standing: str, until: datetime, at: datetime, active: bool, placed: bool) -> Misuse | None:
    """Why a link no longer holds; None while it does. `placed` while the person holds a post, or will."""
    if not active:
        return Misuse.CLOSED
    if standing != Standing.OPEN:
        return Misuse(standing)
    if until <= at:
        return Misuse.EXPIRED
    return None if placed else Misuse.UNPLACED


def reasons_not_to_accept(*, why: Misuse | None) -> Reasons:
    if why:
        yield _("This link can no longer be used. Ask the administrator of your body for a new one.")


def reasons_about_new_password(*, longest: int, new: str) -> Reasons:
    if len(new) > longest:
        yield _("A password has at most %(longest)s letters.") % {"longest": longest}


def reasons_not_to_record(*, recorded: int) -> Reasons:
    if recorded >= MOST_RECORDED:
        yield _("This was recorded often enough.")
