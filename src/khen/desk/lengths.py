"""How long what is typed may be, told in numbers as people write them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from khen.atoms.vietnamese import number


class Longest(MaxLengthValidator):
    """Django's own, with its numbers as people write them."""

    message = _("At most %(most)s characters are allowed (there are %(size)s).")

    @classmethod
    def like(cls, validator: Any) -> Any:
        """The same bound for a bound on the length, anything else as it is."""
        return cls(validator.limit_value) if type(validator) is MaxLengthValidator else validator

    def __call__(self, value: Any) -> None:
        try:
            super().__call__(value)
        except ValidationError as refused:
            said = {"most": self.limit_value, "size": len(value)}
            refused.params = {name: number(one) for name, one in said.items()}
            raise
