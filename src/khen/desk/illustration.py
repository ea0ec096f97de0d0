"""What a house of sample data says of all that it shows and hands out: the data is illustrative. A working house says nothing."""

from django.conf import settings

ILLUSTRATIVE = "dữ liệu minh họa"  # in Vietnamese whatever the language of the screens: it stands on papers


def illustrative() -> str:
    """The mark; "" in a working house."""
    return ILLUSTRATIVE if settings.ENV.sample_marker.exists() else ""
