"""Passkeys: a key that a device keeps and that signs what this site alone asks (Web Authentication, level 3).

Beside the code of the phone, never instead of it. Of a key only the public half is here. Values in, reasons out."""

import hashlib
import hmac
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import count
from struct import error as BrokenOff
from typing import Any, TypeVar, cast

from django.utils.translation import gettext_lazy as _
from fido2 import cbor
from fido2.cose import CoseKey
from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationConveyancePreference,
    AttestedCredentialData,
    AuthenticationResponse,
    AuthenticatorData,
    CollectedClientData,
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialParameters,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialType,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from khen.domains.organisation.rules.names import Reasons
from khen.domains.organisation.terms.doors import Failed
from khen.domains.organisation.terms.passkeys import Asked, Flaw, Shown

MOST_PASSKEYS, LONGEST_PASSKEY_NAME = 10, 60  # of one person; letters
LONGEST_ANSWER, LONGEST_CREDENTIAL = 20_000, 1364  # letters of JSON; of a credential's name: 1023 bytes (level 3, 7.1)
ALGORITHMS = (-8, -7, -257)  # EdDSA, ES256, RS256 (RFC 9053, RFC 8812)
SITE = "Khèn"
NONSENSE = (  # whatever reading hostile bytes may end in
    *(ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError),
    *(NotImplementedError, RecursionError, BrokenOff),
)
Answer = TypeVar("Answer")


def handle_of(key: str | bytes, person: int) -> bytes:
    """By what a device knows whose key it keeps: 32 bytes that tell nobody else who it is (level 3, 14.6.1)."""
    secret = key if isinstance(key, bytes) else key.encode()
    return hmac.new(secret, f"khen.organisation.passkey:{person}".encode(), hashlib.sha256).digest()


def to_create(asked: Asked, *, handle: bytes, username: str, full_name: str, known: Sequence[str]) -> dict[str, Any]:
    """What a browser is told to make a key for this site, as its JSON; none where it keeps one of the `known` already."""
    user = PublicKeyCredentialUserEntity(id=handle, name=username, display_name=full_name)
    told, _state = _server(asked).register_begin(
        user,
        _descriptors(known),
        resident_key_requirement=ResidentKeyRequirement.DISCOURAGED,
        user_verification=UserVerificationRequirement.PREFERRED,
        challenge=websafe_decode(asked.challenge),
    )
    return dict(told.public_key)


def to_show(asked: Asked, known: Sequence[str]) -> dict[str, Any]:
    """What a browser is told to sign the challenge with one of the `known` keys, as its JSON."""
    told, _state = _server(asked).authenticate_begin(
        _descriptors(known),
        user_verification=UserVerificationRequirement.PREFERRED,
        challenge=websafe_decode(asked.challenge),
    )
    return dict(told.public_key)


def created(asked: Asked | None, answer: str) -> Shown | Flaw:
    """A key that was made when asked so; who made the device is neither asked nor believed (attestation "none")."""
    said = _read(RegistrationResponse.from_dict, answer)
    if asked is None or said is None:
        return Flaw.UNREADABLE if said is None else Flaw.STALE
    if (flaw := _flaw(asked, said.response.client_data, said.response.attestation_object.auth_data)) is not None:
        return flaw
    try:
        made = _server(asked).register_complete(_state(asked), said)
        found = made.credential_data
        if found is None or found.credential_id != said.raw_id or found.public_key.ALGORITHM not in ALGORITHMS:
            return Flaw.UNREADABLE
        key, credential = cbor.encode(dict(found.public_key)), websafe_encode(found.credential_id)
    except NONSENSE:
        return Flaw.UNREADABLE
    if len(credential) > LONGEST_CREDENTIAL:
        return Flaw.UNREADABLE
    return Shown(credential=credential, key=websafe_encode(key), counter=made.counter)


def signed(asked: Asked | None, answer: str, keys: Mapping[str, str]) -> Shown | Flaw:
    """Which of the keys (credential -> public key) signed the challenge."""
    said = _read(AuthenticationResponse.from_dict, answer)
    if asked is None or said is None:
        return Flaw.UNREADABLE if said is None else Flaw.STALE
    if (flaw := _flaw(asked, said.response.client_data, said.response.authenticator_data)) is not None:
        return flaw
    try:
        used = _server(asked).authenticate_complete(_state(asked), [_kept(*one) for one in keys.items()], said)
    except NONSENSE:
        return Flaw.UNKNOWN
    credential = websafe_encode(used.credential_id)
    return Shown(credential=credential, key=keys[credential], counter=said.response.authenticator_data.counter)


def _server(asked: Asked) -> Fido2Server:
    rp = PublicKeyCredentialRpEntity(name=SITE, id=asked.host)
    server = Fido2Server(rp, AttestationConveyancePreference.NONE, verify_origin=lambda origin: origin == asked.origin)
    of_sort = PublicKeyCredentialType.PUBLIC_KEY
    server.allowed_algorithms = [PublicKeyCredentialParameters(type=of_sort, alg=one) for one in ALGORITHMS]
    return server


def _state(asked: Asked) -> dict[str, Any]:
    return {"challenge": asked.challenge, "user_verification": UserVerificationRequirement.PREFERRED}


def _descriptors(known: Sequence[str]) -> list[PublicKeyCredentialDescriptor]:
    of_sort = PublicKeyCredentialType.PUBLIC_KEY
    return [PublicKeyCredentialDescriptor(type=of_sort, id=websafe_decode(one)) for one in known]


def _kept(credential: str, key: str) -> AttestedCredentialData:
    read = CoseKey.parse(cast("Mapping[int, Any]", cbor.decode(websafe_decode(key))))
    return AttestedCredentialData.create(Aaguid.NONE, websafe_decode(credential), read)


def _read(parse: Callable[[Any], Answer | None], answer: str) -> Answer | None:
    try:
        return parse(json.loads(answer)) if len(answer) <= LONGEST_ANSWER else None
    except NONSENSE:
        return None


def _flaw(asked: Asked, told: CollectedClientData, device: AuthenticatorData) -> Flaw | None:
    """For another site, or to another question? Looked at before any signature, so that a person is told which it was."""
    here = hashlib.sha256(asked.host.encode()).digest()
    if told.origin != asked.origin or told.cross_origin or device.rp_id_hash != here:
        return Flaw.FOREIGN
    return None if told.challenge == websafe_decode(asked.challenge) else Flaw.STALE


def goes_back(*, kept: int, told: int) -> bool:
    """A device that counts has counted no further since last time: there may be a copy of its key (level 3, 6.1.1)."""
    return bool(kept or told) and told <= kept


TAKEN_NAME = _("You have a key of this name already. Give it another name.")
SAID = {
    Flaw.UNREADABLE: _("Nothing came that a key could have made. Try again, or use the code of the phone."),
    Flaw.STALE: _("This was asked too long ago or was answered already. Press the button again."),
    Flaw.FOREIGN: _("This answer was made for another site. Look at the address in the browser: is it the one of Khèn?"),
    Flaw.UNKNOWN: _("This key is not one of those that you added here. Use another one, or the code of the phone."),
}


def free_name(name: str, names: Collection[str]) -> str:
    """The name, or the first of "name 2", "name 3" that no key of the person has yet."""
    return next(one for number in count(1) if (one := f"{name} {number}" if number > 1 else name) not in names)


def reasons_about_passkey_name(name: str, names: Collection[str]) -> Reasons:
    if not name or len(name) > LONGEST_PASSKEY_NAME:
        yield _("Give the key a name of at most 60 letters by which you know it again.")
    if name in names:
        yield TAKEN_NAME


def reasons_about_room(names: Collection[str]) -> Reasons:
    if len(names) >= MOST_PASSKEYS:
        yield _("You have ten keys already. Remove one that you no longer use.")


def reasons_not_to_add_passkey(*, shown: Shown | Flaw, name: str, names: Sequence[str], taken: bool) -> Reasons:
    """`names`: of the keys that the person has; `taken`: the same key stands here already, whoever's it is."""
    if isinstance(shown, Flaw):
        yield SAID[shown]
    yield from reasons_about_passkey_name(name, names)
    yield from reasons_about_room(names)
    if taken:
        yield _("This key was added already.")


def reasons_not_to_pass_by_key(*, shown: Shown | Flaw) -> Reasons:
    """An answer to a question of before, on a page left open or in a second tab, shows nothing, neither wrong nor right."""
    if isinstance(shown, Flaw):
        yield SAID[shown] if shown is Flaw.STALE else Failed(SAID[shown])


def reasons_not_to_remove_passkey(*, own: bool) -> Reasons:
    if not own:
        yield _("Everybody removes only their own keys.")
