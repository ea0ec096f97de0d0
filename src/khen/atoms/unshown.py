"""What its author does not show: struck out by marks, by styles or Word's own class; or hidden by styles, by an attribute, by a
class of which a sheet of styles beside it speaks, or by the column of a table in which it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

SHEET, MOST = re.compile(r"<style\b[^<>]*>", re.IGNORECASE), 20  # sheets
DELETED = "msoDel"  # Word's own class for what is struck out; what is hidden bears it here as well
SMALL, UNSEEN, LARGE, SEEN = "khenSmall", "khenUnseen", "khenLarge", "khenSeen"  # what stands within may be shown all the same
STRUCK = ("del", "s", "strike")  # marks that strike out
BY_MARK = rf"<(?:{'|'.join(STRUCK)})(?=[\s/>])"
STRUCK_OUT = re.compile(BY_MARK, re.IGNORECASE)
NOUGHT = re.compile(r"(?:.*\s)?0+(?:\.0*)?(?:[a-z]+|%)?(?:[\s/].*)?")
RELATIVE = re.compile(
    r"(?:.*\s)?(?:inherit|unset|smaller|larger|(?!0+(?:\.0*)?[e%])[0-9.]+(?:em|ex|%))(?:[\s/].*)?"
)  # of nought: nought
TAKES_AWAY = {
    "text-decoration": re.compile(r".*\bline-through.*"),
    "text-line-through": re.compile(r"single|double"),  # Excel writes so
    "display": re.compile("none"),
    "mso-hide": re.compile("all|screen"),
    "visibility": re.compile("hidden|collapse"),
    "font-size": NOUGHT,
}
SAME = {"text-decoration-line": "text-decoration", "font": "font-size"}
WITHIN = {"font-size": (SMALL, LARGE), "visibility": (UNSEEN, SEEN)}
DECLARED = re.compile(r"([\w-]+)\s*:([^;{}]*)")
RULE, PARTS = re.compile(r"([^{}]*)([{}]|$)"), re.compile(r"[\s>+~]+")
LAST, NAME, SIMPLE = re.compile(r"\.([\w-]+)$"), re.compile(r"\.([\w-]+)"), re.compile(r"[\w-]*\.[\w-]+")
GIVEN = r"""\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))"""
CLASS, STYLE = re.compile(rf"\bclass{GIVEN}", re.IGNORECASE), re.compile(rf"\bstyle{GIVEN}", re.IGNORECASE)
QUOTED, HIDDEN = re.compile(r"\"[^\"<>]*\"|'[^'<>]*'"), re.compile(r"(?:^|\s)hidden(?=[\s=/]|$)", re.IGNORECASE)
OPENED = re.compile(r"<[a-z][^\s<>/]*([^<>]*)", re.IGNORECASE)
TABLED = re.compile(r"<(/?)(table|colgroup|col|tr|td|th)(?=[\s/>])([^<>]*)", re.IGNORECASE)
MAY_HIDE = re.compile(r"<col(?:group)?(?=[\s/>])", re.IGNORECASE)
SPAN = {name: re.compile(rf"\b{name}\s*=\s*[\"']?\s*([0-9]{{1,4}})", re.IGNORECASE) for name in ("span", "colspan", "rowspan")}
MOST_COLUMNS = 200


def declared(style: str) -> dict[str, bool]:
    """What a style says of that: by property, whether it takes the words away or shows them; the last word counts."""
    said = (
        (SAME.get(name.lower(), name.lower()), value.lower().replace("!important", "").strip())
        for name, value in DECLARED.findall(style)
    )
    return {
        name: bool(TAKES_AWAY[name].fullmatch(value))
        for name, value in said
        if name in TAKES_AWAY and not (name == "font-size" and RELATIVE.fullmatch(value))
    }


def signs(said: dict[str, bool]) -> list[str]:
    """The classes that say the same."""
    gone = [DELETED] if any(away for name, away in said.items() if name not in WITHIN) else []
    return [*gone, *(WITHIN[name][not said[name]] for name in WITHIN if name in said)]


def told(html: str) -> str:
    """The same, where all that a class or its column keeps from being shown bears a class that says so."""
    return _by_column(_by_class(html))


def is_unshown(html: str) -> bool:
    """Whether such HTML, as it was told, holds something that its author does not show."""
    return bool(STRUCK_OUT.search(html)) or any(
        not {DELETED, SMALL, UNSEEN}.isdisjoint(_borne(said)) for said in OPENED.findall(html)
    )


def _given(sign: re.Pattern[str], said: str) -> str:
    found = sign.search(said)
    return next((one for one in found.groups() if one is not None), "") if found else ""


def _borne(said: str) -> list[str]:
    """What the attributes of a mark say."""
    hidden = [DELETED] if HIDDEN.search(QUOTED.sub("", said)) else []
    return [*hidden, *_given(CLASS, said).split(), *signs(declared(_given(STYLE, said)))]


def _by_class(html: str) -> str:
    rules = _of_classes(html)
    if not any(away for said in rules.values() for _order, away in said.values()):
        return html

    def named(found: re.Match[str]) -> str:
        classes = next(one for one in (*found.groups(), "") if one is not None)
        said = sorted((order, name, away) for one in classes.split() for name, (order, away) in rules.get(one, {}).items())
        marks = signs({name: away for _order, name, away in said})
        return f'class="{" ".join([*marks, classes])}"' if marks else found[0]

    return CLASS.sub(named, html)


def _of_classes(html: str) -> dict[str, dict[str, tuple[int, bool]]]:
    """What the sheets say of each class: by property the place of the last rule that speaks of it, and whether it takes away.
    One that asks for more than the class takes away, where all classes that it asks for are borne, and never shows again."""
    known: dict[str, dict[str, tuple[int, bool]]] = {}
    borne = {
        one for found in CLASS.finditer(html) for one in next(kind for kind in (*found.groups(), "") if kind is not None).split()
    }
    sheets = [begun.partition("</")[0] for begun in SHEET.split(html, MOST)[1:]]
    for order, (selectors, body) in enumerate(rule for sheet in sheets for rule in _rules(sheet)):
        if not (said := declared(body)):
            continue
        for selector in map(str.strip, selectors.split(",")):
            last, is_simple = LAST.search(PARTS.split(selector)[-1]), bool(SIMPLE.fullmatch(selector))
            if last and (is_simple or borne.issuperset(NAME.findall(selector))):
                one = known.setdefault(last[1], {})
                one |= {name: (order, away) for name, away in said.items() if away or is_simple}
    return known


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """The rules of a sheet that hold everywhere, and not for some screens alone; without remarks."""
    first, *others = sheet.replace("<!--", "").replace("-->", "").split("/*")
    depth, selector = 0, ""
    for words, sign in RULE.findall(first + "".join(other.partition("*/")[2] for other in others)):
        if sign == "{":
            depth, selector = depth + 1, selector if depth else words.strip()
        else:
            if depth == 1 and not selector.startswith("@"):
                yield selector, words
            depth = max(0, depth - 1)


@dataclass
class _Grid:
    """Where in a table the next cell stands."""

    hidden: list[bool] = field(default_factory=list)  # by column
    group: bool = False
    row: int = 0
    column: int = 0
    taken: dict[int, int] = field(default_factory=dict)  # by column the row until which a cell from above stands there

    def hides(self, name: str, said: str) -> bool:
        """Takes the next mark of the table; true where it opens a cell that stands in hidden columns alone."""
        if name == "tr":
            self.row, self.column = self.row + 1, 0
        elif name.startswith("col"):
            is_hidden = not {DELETED, UNSEEN}.isdisjoint(_borne(said))
            self.group = is_hidden if name == "colgroup" else self.group
            count = _span("span", said) if name == "col" else 0
            self.hidden += [is_hidden or self.group] * min(count, MOST_COLUMNS - len(self.hidden))
        else:
            return self._stands_hidden(_span("colspan", said), _span("rowspan", said))
        return False

    def _stands_hidden(self, wide: int, high: int) -> bool:
        while self.taken.get(self.column, 0) > self.row:
            self.column += 1
        first, self.column = self.column, self.column + wide
        if high > 1:
            self.taken |= dict.fromkeys(range(first, min(self.column, MOST_COLUMNS)), self.row + high)
        return self.column <= len(self.hidden) and all(self.hidden[first : self.column])


def _span(name: str, said: str) -> int:
    found = SPAN[name].search(said)
    return max(1, int(found[1])) if found else 1


def _by_column(html: str) -> str:
    if not MAY_HIDE.search(html):
        return html
    grids: list[_Grid] = []

    def named(found: re.Match[str]) -> str:
        closing, name, said = found[1], found[2].lower(), found[3]
        if name == "table" and closing:
            grids[-1:] = []
        elif name == "table":
            grids.append(_Grid())
        elif grids and closing and name == "colgroup":
            grids[-1].group = False
        elif grids and not closing and grids[-1].hides(name, said):
            return f'<{found[2]} class="{DELETED}"{said}'
        return found[0]

    return TABLED.sub(named, html)
