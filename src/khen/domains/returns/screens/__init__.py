"""Returns at the counter: what each body declares, and the sheet on which it fills in a whole form."""

from khen.domains.returns.screens.returns import RETURNS, waiting

__all__ = ["RETURNS", "waiting"]
