"""One knock at a door: what came back, whether it said what it must not, and whether anything was written meanwhile."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any, ClassVar
from zipfile import ZipFile, is_zipfile

from django.apps import apps
from django.db import connection, transaction
from django.test import Client

from khen.bodies.models import Person
from khen.book.models import Entry

OF_THE_DOOR = ("django_session", "axes_", "organisation_rebuff")  # what signing in and being refused leave behind
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


@dataclass(frozen=True)
class Answer:
    status: int
    place: str  # where it sends on to
    text: str

    def says(self, marks: Sequence[str]) -> list[str]:
        """The marks that stand in the answer, in any spelling of letters."""
        told = self.text.casefold()
        return [mark for mark in marks if mark.casefold() in told]


class Prober:
    """Somebody at the door (nobody signed in, or a person) who must never meet the marks in `forbidden`."""

    count: ClassVar[int] = 0

    def __init__(self, person: Person | None = None, *, forbidden: Sequence[str] = (), host: str = "localhost") -> None:
        self.client, self.forbidden = Client(headers={"host": host}), forbidden
        if person is not None:
            self.client.force_login(person)

    def look(self, address: str, **asked: Any) -> Answer:
        """Ask for a page; nothing is written by looking."""
        return self._knock("get", address, asked)

    def send(self, address: str, told: dict[str, Any]) -> Answer:
        """Send a form that must not change anything."""
        return self._knock("post", address, told)

    def perform(self, address: str, told: dict[str, Any]) -> Answer:
        """Send a form that may change something; afterwards everything is as before."""
        Prober.count += 1
        with transaction.atomic():
            answer = plain(self.client.post(address, told))
            transaction.set_rollback(True)
        return answer

    def press_twice(self, address: str, told: dict[str, Any]) -> tuple[Answer, Answer, int]:
        """Send a form, and the same once more: both answers and how many entries the second one wrote. All is as before then."""
        Prober.count += 2
        with transaction.atomic():
            first = plain(self.client.post(address, told))
            written = Entry.objects.count()
            for file in told.values():
                if hasattr(file, "seek"):
                    file.seek(0)  # the first press read it to its end
            second = plain(self.client.post(address, told))
            more = Entry.objects.count() - written
            transaction.set_rollback(True)
        return first, second, more

    def _knock(self, method: str, address: str, given: dict[str, Any]) -> Answer:
        Prober.count += 1
        with unchanged():
            answer = plain(getattr(self.client, method)(address, given))
        told = answer.says(self.forbidden)
        assert not told, f"{method} {address} {given} answered {answer.status} and told of {told}"
        assert answer.status < 500, f"{method} {address} {given} broke"
        return answer


def plain(response: Any) -> Answer:
    """All that an answer says: its headers and its bytes, spreadsheets and papers unpacked."""
    content = response.getvalue()
    head = "\n".join(f"{name}: {value}" for name, value in response.items())
    return Answer(response.status_code, response.headers.get("Location", ""), f"{head}\n{unpacked(content)}")


def unpacked(content: bytes) -> str:
    if not is_zipfile(BytesIO(content)):
        return content.decode(errors="replace")
    with ZipFile(BytesIO(content)) as archive:
        return "\n".join(archive.read(name).decode(errors="replace") for name in archive.namelist())


@contextmanager
def unchanged() -> Iterator[None]:
    """Fails when a table other than the door's own holds something else afterwards."""
    before, wrote = State.now(), []

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(WRITES) and not any(f'"{name}' in sql for name in OF_THE_DOOR):
            wrote.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        yield
    if wrote:
        State.kept = None
        assert State.now() == before, f"something was written: {wrote}"


class State:
    """A digest of every table, taken again only after something was written."""

    kept: ClassVar[str | None] = None

    @classmethod
    def now(cls) -> str:
        if cls.kept is None:
            digest = hashlib.sha256()
            for model in apps.get_models(include_auto_created=True):
                if not model._meta.db_table.startswith(OF_THE_DOOR) and model._meta.managed:
                    rows = model._default_manager.order_by("pk").values_list()
                    digest.update(repr((model._meta.label, list(rows))).encode())
            cls.kept = digest.hexdigest()
        return cls.kept

    @classmethod
    def forget(cls) -> None:
        """Somebody wrote on purpose."""
        cls.kept = None
