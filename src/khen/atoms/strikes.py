"""How words are struck out: by marks, styles, Word's own class, or a class of which a sheet of styles beside them speaks."""

import re

SHEET, MOST = re.compile(r"<style\b[^<>]*>", re.IGNORECASE), 20  # sheets
# in styles; Excel writes the latter
STRIKING = r"text-decoration(?:-line)?\s*:[^<>;]*\bline-through|text-line-through\s*:\s*(?:single|double)"
THROUGH = re.compile(STRIKING, re.IGNORECASE)
NAMED = re.compile(r"\.([\w-]+)\s*(?:,|$)")
CLASS = re.compile(r"""\bclass\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))""", re.IGNORECASE)
DELETED = "msoDel"  # Word's own class for what is struck out
STRUCK = ("del", "s", "strike")  # marks that strike out
BY_MARK = rf"<(?:{'|'.join(STRUCK)})(?=[\s/>])"
STRUCK_OUT = re.compile(rf"{BY_MARK}|<[a-z][^<>]*(?:\b{DELETED}\b|{STRIKING})", re.IGNORECASE)


def by_class(html: str) -> str:
    """The same, where everything of such a class also bears the one that Word uses."""
    sheets = (begun.partition("</")[0] for begun in SHEET.split(html, MOST)[1:])
    rules = (rule.partition("{") for sheet in sheets for rule in sheet.split("}"))
    names = {name for said, _sign, body in rules if THROUGH.search(body) for name in NAMED.findall(said)}
    if not names:
        return html

    def named(found: re.Match[str]) -> str:
        classes = next(one for one in (*found.groups(), "") if one is not None)
        return f'class="{DELETED} {classes}"' if names & set(classes.split()) else found[0]

    return CLASS.sub(named, html)
