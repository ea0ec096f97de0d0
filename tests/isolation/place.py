"""One body of the world and the marks by which its things are known."""

from dataclasses import dataclass

from khen.atoms import vietnamese
from khen.bodies.models import Body, Person
from khen.bodies.tests.makers import a_person


@dataclass
class Place:
    """A body with everything in it. `secret` marks what is not public, `told` what was published, `named` its names;
    `number` is what it declares and what its posts reach."""

    key: str
    body: Body
    officer: Person  # holds every post there
    number: int

    @property
    def secret(self) -> str:
        return f"BIMAT{self.key}"

    @property
    def told(self) -> str:
        return f"DADANG{self.key}"

    @property
    def named(self) -> str:
        return f"TENRIENG{self.key}"

    @property
    def numbers(self) -> tuple[str, str]:
        """As a spreadsheet holds it and as people read it."""
        return str(self.number), vietnamese.number(self.number)

    @property
    def own_words(self) -> tuple[str, ...]:
        """What it says, without what it is called."""
        return self.secret, self.told, *self.numbers

    @property
    def marks(self) -> tuple[str, ...]:
        return *self.own_words, self.named

    @property
    def site(self) -> str:
        """The key of its portal."""
        return f"trang-{self.key.lower()}"

    def holder(self, role: str) -> Person:
        return a_person(role, body=self.body, name=f"Cán bộ {self.named} {role}")
