"""Bodies for training: how each is called, and what the acts on them write into the journal."""

import re
from dataclasses import dataclass
from typing import ClassVar

from khen.atoms.payload import Payload

TUTOR = "Tác giả bài tập"
LONGEST_NAME = 100  # of a person, so that there is room for what follows it


OF_TRAINING = re.compile(r"tap-huan-[0-9]+\..*")  # the user names of accounts in which is practised, and nobody else's


def key_of(round_: int) -> str:
    return f"tap-huan-{round_}"


def name_of(round_: int) -> str:
    return f"Cơ quan tập huấn, đợt {round_}"


def account_of(full_name: str) -> str:
    """How the account is called under which somebody practises: nobody takes it for the person."""
    return f"{full_name[:LONGEST_NAME]} (tập huấn)"


@dataclass(frozen=True, kw_only=True)
class TrainingOpened(Payload):
    """Written for the body that keeps the registers, so that it is read there."""

    kind: ClassVar[str] = "organisation.training_opened"
    body: int
    name: str


@dataclass(frozen=True, kw_only=True)
class TrainingJoined(Payload):
    """From now on `person` practises under `account`; written for the body for training."""

    kind: ClassVar[str] = "organisation.training_joined"
    person: int
    account: int


@dataclass(frozen=True, kw_only=True)
class TrainingEnded(Payload):
    kind: ClassVar[str] = "organisation.training_ended"
    body: int
    name: str
    reason: str
