"""Names that look alike are one name, whatever hides in them and however their letters are written."""

import pytest

from khen.atoms.text import alike


@pytest.mark.parametrize(
    "other",
    [
        "ban  TIN",
        "Bản\u200b tin\u202e",
        "\uff22ản tin",
        "Bản\u3164 tin",
        "Bản tin\ufe0f",
        "Bản tin\U000e0100",
        "B\u180dản tin",
        "Ba\u0309n tin",
    ],
)
def test_names_that_look_alike_are_told_by_what_they_have_in_common(other: str) -> None:
    assert alike(other) == alike("Bản tin") == "ban tin"
    assert alike("Bản tin 2") != alike("Bản tin")
