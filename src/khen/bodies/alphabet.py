"""The place of a row's name in the Vietnamese alphabet, kept in a column, so that databases sort as dictionaries do."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any

from django.db import models

from khen.atoms.collation import collation

if TYPE_CHECKING:
    Bytes = models.BinaryField[bytes, bytes]
else:
    Bytes = models.BinaryField  # which knows of no types while it runs

SAVE = "save_base"  # of a model: the way of every save, of a whole row or of some columns
AT_ONCE = 500  # rows that a migration holds in memory


class Collated(Bytes):
    """The collation of what its row is called (`str(row)`, or the column `of`), put there whenever the row is saved; nobody
    else writes it.

    Every database compares bytes alike. No save of some columns alone can leave it behind (see `_goes_along`)."""

    def __init__(self, *, of: str = "", **options: Any) -> None:
        super().__init__(**{"db_index": True, "default": b"", "editable": False, **options})
        self.of = of

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, SAVE, _goes_along(getattr(cls, SAVE), name))

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes:
        place = collation(getattr(model_instance, self.of) if self.of else str(model_instance))
        setattr(model_instance, self.attname, place)
        return place

    def deconstruct(self) -> Any:
        """In migrations it is a plain column, whatever becomes of this class."""
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.BinaryField", args, options


def _goes_along(save: Callable[..., None], name: str) -> Callable[..., None]:
    """A save that takes the column along whenever it is told to write some columns alone: their names may be among them."""

    def save_base(row: models.Model, *, update_fields: Collection[str] | None = None, **options: Any) -> None:
        save(row, update_fields=update_fields and {*update_fields, name}, **options)

    return save_base


def in_alphabet(model: Any, path: str) -> str:
    """The column that sorts for a folded one ("-body__folded"): its neighbour in the alphabet, where one is kept."""
    if not path.endswith("folded"):
        return path
    for step in path.lstrip("-").split("__")[:-1]:
        model = model._meta.get_field(step).related_model
    return f"{path.removesuffix('folded')}collated" if hasattr(model, "collated") else path


def collate(rows: Any, *columns: str, called: Callable[[Any], str]) -> None:
    """Give the rows of a migration's model that have no place theirs; `columns` are all that `called` reads."""
    last = 0
    while some := list(rows.filter(pk__gt=last, collated=b"").only(*columns).order_by("pk")[:AT_ONCE]):
        for row in some:
            row.collated = collation(called(row))
        rows.bulk_update(some, ["collated"])
        last = some[-1].pk
