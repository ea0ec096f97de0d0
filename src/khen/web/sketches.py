"""The models of a moment between two migrations, drawn no further than an operation looks, and when it does look.

Django draws all of them, and at each change of one those anew that hang together with it: in this house nearly all, at each of
hundreds of changes. That was most of the time in which a new house is made."""

from collections.abc import Iterator, Mapping
from functools import cache

from django.db.migrations import operations
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState, StateApps
from django.db.migrations.utils import resolve_relation
from django.utils.functional import SimpleLazyObject

Key = tuple[str, str]  # application and model, as a state knows them
OWN = (  # these look at the table that they change and at those its columns point to
    *(operations.CreateModel, operations.AddField, operations.AlterUniqueTogether),
    *(operations.AddIndex, operations.RemoveIndex, operations.AddConstraint, operations.RemoveConstraint),
)
OF_A_COLUMN = (operations.AlterField, operations.RemoveField)  # and these, unless other tables may point to the column


class Sketches:
    """Of one migration: what an operation left is what the next one finds."""

    def __init__(self) -> None:
        self.left: tuple[Key | None, StateApps] | None = None

    def draw(self, operation: Operation, app: str, before: ProjectState, after: ProjectState) -> None:
        """Give the moments before and after this operation what it may look at."""
        key, found, self.left = table_of(operation, app, before), self.left, None

        @cache
        def earlier() -> StateApps:
            return found[1] if found and found[0] == key else drawn(before, key)

        @cache
        def later() -> StateApps:
            earlier()  # a new column is younger than those it finds, and so the last of its table
            self.left = key, drawn(after, key)
            return self.left[1]

        before.__dict__["apps"], after.__dict__["apps"] = SimpleLazyObject(earlier), SimpleLazyObject(later)


def drawn(state: ProjectState, key: Key | None) -> StateApps:
    return StateApps(list(state.real_apps), reached(state.models, key) if key else state.models)


def forget(state: ProjectState) -> None:
    """Nothing is drawn anew when the next change is noted."""
    state.__dict__.pop("apps", None)


def table_of(operation: Operation, app: str, before: ProjectState) -> Key | None:
    """The table to which an operation looks, None when it may look at any."""
    name = str(getattr(operation, "model_name_lower", None) or getattr(operation, "name_lower", ""))
    own = type(operation) in OWN or (type(operation) in OF_A_COLUMN and not pointed_to(operation, before.models[app, name]))
    return (app, name) if own else None


def pointed_to(operation: Operation, model: ModelState) -> bool:
    """May a key of another table name this column? Only what is unique can be named; lists of keys are tables of their own."""
    name = str(getattr(operation, "name", ""))
    columns = [model.fields[name], getattr(operation, "field", None) or model.fields[name]]
    return any(column.unique or column.many_to_many for column in columns)


def reached(models: Mapping[Key, ModelState], start: Key) -> dict[Key, ModelState]:
    """This model with all that it inherits from and points to, and what these do; all there are when one is not among them."""
    found: dict[Key, ModelState] = {}
    left = [start] if start in models else []
    while left:
        key = left.pop()
        if key not in models:
            return dict(models)
        if key not in found:
            found[key] = models[key]
            left += leads_to(key, models[key])
    return found


def leads_to(key: Key, model: ModelState) -> Iterator[Key]:
    for base in model.bases:
        if isinstance(base, str):
            yield resolve_relation(base, *key)
    for field in model.fields.values():
        for end in (getattr(field.remote_field, "model", None), getattr(field.remote_field, "through", None)):
            if end:
                yield resolve_relation(end, *key)
