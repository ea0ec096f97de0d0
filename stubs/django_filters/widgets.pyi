from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

class SuffixedMultiWidget(forms.MultiWidget):
    suffixes: ClassVar[Sequence[str]]
    def __init__(self, widgets: Sequence[forms.Widget], attrs: dict[str, Any] | None = None) -> None: ...
