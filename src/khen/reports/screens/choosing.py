"""What both lists offer to choose from."""

from khen.desk.periods import in_words
from khen.reports.models import Report


def periods() -> list[tuple[str, str]]:
    """The periods of which any report was opened, the newest first."""
    keys = Report.objects.order_by("-period").values_list("period", flat=True).distinct()
    return [(key, in_words(key)) for key in keys]
