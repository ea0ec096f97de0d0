"""What stands in a page for machines is written as they read it: a number in an attribute has no dot between its thousands."""

import re
from pathlib import Path

ATTRIBUTE = re.compile(r"""[\w-]+=(?P<mark>["'])(?P<value>.*?)(?P=mark)""")
COUNTED = re.compile(r"\{\{ *(?:[\w.]*[._])?(?:pk|(?<=[._])id|seq|made|all|price|width|height)(?!\|unlocalize)(?:[ |][^}]*)?\}\}")


def check_numbers(root: Path) -> list[str]:
    """A number in an address or an id is not parted: 1.004 is no row's, and half of 1.200 is not 600."""
    return [
        f"{path.relative_to(root)}:{at}: {found[0]}: the thousandth is 1.000 there; say |unlocalize"
        for path in sorted((root / "src").rglob("templates/**/*.html"))
        for at, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for attribute in ATTRIBUTE.finditer(line)
        if (found := COUNTED.search(attribute["value"]))
    ]
