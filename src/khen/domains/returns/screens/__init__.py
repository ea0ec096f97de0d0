"""Returns at the counter: who is asked, what each body declares, and the sheet on which it fills in a whole form."""

from khen.domains.returns.screens.asks import ASKS
from khen.domains.returns.screens.returns import LISTS, RETURNS, waiting

__all__ = ["ASKS", "LISTS", "RETURNS", "waiting"]
