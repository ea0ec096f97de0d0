"""The second factor: six digits that a phone makes from a secret and the time (RFC 6238), or a recovery code.

The secret must be read again at each sign-in, so it is kept sealed by a key that is made from the house's own; of a recovery
code only a keyed digest is kept. Whoever reads the tables alone can use neither. Values in, reasons out."""

import base64
import hashlib
import hmac
from datetime import datetime

import pyotp
from cryptography.fernet import Fernet, InvalidToken
from django.utils.translation import gettext_lazy as _

from khen.bodies.terms import Role
from khen.domains.organisation.rules.names import Reasons
from khen.domains.organisation.rules.people import reasons_about_closed, reasons_not_to_govern_person
from khen.domains.organisation.terms.doors import Failed

NEED_FACTOR = frozenset({Role.LEADER, Role.PUBLISHER, Role.ADMINISTRATOR})  # what they do binds or is seen by everybody
RECOVERY_CODES = 10  # handed out at enrolment, each good for one sign-in
STEP = 30  # seconds that a code stands (RFC 6238, 5.2)
EARLY, LATE = 1, 1  # steps that a phone's clock may be ahead or behind


def _derived(secret: str | bytes, purpose: str) -> bytes:
    """A key of 32 bytes for one purpose (RFC 2104)."""
    key = secret if isinstance(secret, bytes) else secret.encode()
    return hmac.new(key, f"khen.organisation.factor:{purpose}".encode(), hashlib.sha256).digest()


def sealed(key: str | bytes, secret: str) -> str:
    """The secret as it may be kept: encrypted and authenticated by a key made from the house's own."""
    return Fernet(base64.urlsafe_b64encode(_derived(key, "secret"))).encrypt(secret.encode()).decode()


def opened(key: str | bytes, kept: str) -> str | None:
    """The secret again; None when it was not sealed by this house."""
    try:
        return Fernet(base64.urlsafe_b64encode(_derived(key, "secret"))).decrypt(kept.encode()).decode()
    except InvalidToken:
        return None


def step_of(secret: str | None, code: str, at: datetime) -> int | None:
    """Which step since 1970 the six digits stand for, near this moment; None when they stand for none."""
    told = "".join(code.split())
    if secret is None or len(told) != 6 or not told.isascii() or not told.isdigit():
        return None
    now, phone = int(at.timestamp()) // STEP, pyotp.HOTP(secret)
    fitting = [step for step in range(now - LATE, now + EARLY + 1) if hmac.compare_digest(phone.at(step), told)]
    return fitting[-1] if fitting else None


def is_unused(step: int, used: int, at: datetime) -> bool:
    """Is a code of this step still good after the one `used`? Each is good once, and none before it (RFC 6238, 5.2). One that no
    phone can have shown yet was used while the house's clock ran ahead: it bars nobody until that hour comes."""
    return step > used or used > int(at.timestamp()) // STEP + EARLY


def recovery_digest(key: str | bytes, code: str) -> str:
    """What is kept of a recovery code, however its hyphens, spaces and capitals were typed."""
    told = "".join(letter for letter in code.lower() if letter.isalnum())
    return hmac.new(_derived(key, "recovery"), told.encode(), hashlib.sha256).hexdigest()


NONE_LEFT = _("You have used up your recovery codes. Without the phone, ask the administrator to take the second step away.")


def reasons_not_to_enrol(*, own: bool, enrolled: bool, right: bool) -> Reasons:
    """`right` when the phone has shown, by a code, that it keeps the secret."""
    if not own:
        yield _("Everybody sets up only their own second step.")
    if enrolled:
        yield _("The second step is set up already.")
    elif not right:
        yield _("This code is not right. Check the clock of the phone, wait for the next code and try again.")


def reasons_not_to_pass(*, right: bool, spare: bool, left: int) -> Reasons:
    """A code that was used, or is older than one that was, is not right any more (RFC 6238, 5.2). `spare` when a recovery code
    was tried, of which so many are `left`."""
    if right:
        return
    if not spare:
        yield Failed(_("This code is not right or was used already. Wait for the next one."))
    elif left:
        yield Failed(_("This recovery code is not right or was used already. Try another of them, or the code of the phone."))
    else:
        yield Failed(NONE_LEFT)


def reasons_not_to_change_factor(*, own: bool, enrolled: bool, right: bool) -> Reasons:
    """Whoever found a session open knows neither; which of the two was wrong is not told (NIST SP 800-63B, 6.1.2)."""
    if not own:
        yield _("Everybody changes only their own second step.")
    elif not enrolled:
        yield _("Set up the second step first.")
    elif not right:
        yield Failed(_("Password and code do not go together, or the code was used already."))


def reasons_about_new_phone(*, right: bool) -> Reasons:
    if not right:
        yield _("The new phone's code is not right. Check its clock, wait for the next code and try again.")


def reasons_not_to_take_factor_away(*, own: bool, enrolled: bool, active: bool, posts: int, within_reach: bool) -> Reasons:
    """As for issuing a password: whoever does it could come in as that person."""
    if not enrolled:
        yield _("This person has not set up the second step.")
    if own:
        yield _("Nobody takes away their own second step; ask another administrator.")
    yield from reasons_about_closed(active=active)
    yield from reasons_not_to_govern_person(posts=posts, within_reach=within_reach)
