"""What an act writes into the journal: a frozen, versioned value with a canonical form."""

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar


@dataclass(frozen=True, kw_only=True)
class Payload:
    """Base of every entry's payload. A subclass names its `kind` ("newsroom.published") and the number of its `shape`."""

    kind: ClassVar[str]
    shape: ClassVar[int] = 1  # of its fields: the entry's `version`; a field may well be called version itself

    def content(self) -> dict[str, Any]:
        """The payload as plain JSON values."""
        return {name: plain(value) for name, value in asdict(self).items()}


def plain(value: Any) -> Any:
    """A JSON value: dates in ISO 8601, decimals as strings, tuples as lists.

    Raises TypeError for what has no canonical form (floats among them)."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    raise TypeError(f"{type(value).__name__} has no canonical form")


def canonical(content: dict[str, Any]) -> str:
    """One text for one value: sorted keys, no spaces, UTF-8 letters as they are (after RFC 8785)."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
