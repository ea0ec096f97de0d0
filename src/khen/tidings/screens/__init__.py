"""What people did, and what they are told."""

from khen.tidings.screens.doings import DOINGS, of_person

__all__ = ["DOINGS", "of_person"]
