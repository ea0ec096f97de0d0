"""What is done to areas, bodies, outlets, people and posts. Before the first administrator `by` is None."""

from khen.domains.organisation.acts.accounts import close_account, reopen_account
from khen.domains.organisation.acts.delegations import cancel_delegation, delegate, end_delegation
from khen.domains.organisation.acts.devices import end_other_sessions, end_session, end_sessions, meet_device
from khen.domains.organisation.acts.doors import unlock_door
from khen.domains.organisation.acts.factors import (
    enrol_factor,
    move_factor,
    pass_factor,
    renew_recovery_codes,
    take_factor_away,
)
from khen.domains.organisation.acts.founding import found_with_administrator
from khen.domains.organisation.acts.identities import tie_identity, untie_identity
from khen.domains.organisation.acts.invitations import accept_invitation, invite, revoke_invitations, turn_away
from khen.domains.organisation.acts.leaves import announce_leave, change_deputy, end_leave
from khen.domains.organisation.acts.moving import move, record_succession, take_back_move, take_back_succession
from khen.domains.organisation.acts.networks import keep_out, lift_networks, list_networks
from khen.domains.organisation.acts.opening import found, open_areas, open_bodies, open_outlet, open_successor
from khen.domains.organisation.acts.passkeys import add_passkey, pass_passkey, remove_passkey
from khen.domains.organisation.acts.passwords import change_password, issue_password
from khen.domains.organisation.acts.people import correct_person, end_post, give_post, register_person
from khen.domains.organisation.acts.rolls import begin_roll, enter_line, pass_over_line
from khen.domains.organisation.acts.signing import end_signing, enter_signing
from khen.domains.organisation.acts.training import end_training, join_training, open_training

__all__ = [
    "end_signing",
    "enter_signing",
    "end_training",
    "join_training",
    "open_training",
    "announce_leave",
    "change_deputy",
    "end_leave",
    "cancel_delegation",
    "delegate",
    "end_delegation",
    "end_other_sessions",
    "end_session",
    "end_sessions",
    "meet_device",
    "enrol_factor",
    "move_factor",
    "pass_factor",
    "renew_recovery_codes",
    "take_factor_away",
    "add_passkey",
    "pass_passkey",
    "remove_passkey",
    "tie_identity",
    "untie_identity",
    "unlock_door",
    "accept_invitation",
    "invite",
    "revoke_invitations",
    "turn_away",
    "begin_roll",
    "enter_line",
    "pass_over_line",
    "change_password",
    "close_account",
    "correct_person",
    "end_post",
    "found",
    "found_with_administrator",
    "give_post",
    "issue_password",
    "keep_out",
    "lift_networks",
    "list_networks",
    "move",
    "open_areas",
    "open_bodies",
    "open_outlet",
    "open_successor",
    "record_succession",
    "register_person",
    "take_back_move",
    "take_back_succession",
    "reopen_account",
]
