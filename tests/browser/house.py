"""The house that the browser walks through: the real sample in a home of its own, served, with a password for each role."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import run

from tests import ready
from tests.services.house import KHEN, free_port, served, surroundings

ISSUE = """
from khen.atoms import clock
from khen.bodies.models import Person
from khen.domains.organisation.acts import issue_password
print(issue_password(Person.objects.get(username="{username}"), by=None, on=clock.today()))
"""


@dataclass(slots=True)
class House:
    """Where it stands, and which password opens which account now."""

    home: Path
    port: int
    smtp_port: int
    issued: dict[str, str] = field(default_factory=dict)
    chosen: dict[str, str] = field(default_factory=dict)

    def address(self, path: str, portal: str = "") -> str:
        """A path of the house, or of one of its portals."""
        return f"http://{portal + '.' if portal else ''}localhost:{self.port}{path}"

    @property
    def env(self) -> dict[str, str]:
        return {"KHEN_PORT": str(self.port), "KHEN_SMTP_PORT": str(self.smtp_port)}

    def issue(self, username: str) -> str:
        """A new password for somebody, as the server's console gives it."""
        done = run(
            [*KHEN, "shell"],
            input=ISSUE.format(username=username),
            env=surroundings(self.home, **self.env),
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        self.chosen.pop(username, None)
        self.issued[username] = done.stdout.split()[-1]
        return self.issued[username]


@contextmanager
def opened(told: Path, home: Path) -> Iterator[House]:
    """A copy of a house that was told, served with its own mailbox; stopped at the end by its process."""
    shutil.copytree(told, home, dirs_exist_ok=True)
    issued = ready.issued(home)
    house = House(home, port=free_port(), smtp_port=free_port(), issued=issued)
    with served(home, "--sink", port=house.port, **house.env):
        yield house
