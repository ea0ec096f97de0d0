"""Words that are struck out, by marks, by styles or in Word's tracked changes: none is kept, and their neighbours stay apart."""

import re

import nh3

from khen.atoms.strikes import BY_MARK, DELETED, STRUCK, THROUGH, by_class
from khen.domains.newsroom.rules.blocks import CELL, PART

GONE = {"script", "style", "math", "svg", "iframe", "object", "template", "noscript"}  # words and all
RAW = {"xmp", "plaintext", "noembed", "noframes"}  # what stands in them are no marks
MAY_STRIKE = re.compile(rf"{BY_MARK}|\b(?:style|class)\s*=", re.I)
OF_WORD = re.compile(rf"\b{DELETED}\b", re.I)
SHIFTED = re.compile(r"vertical-align\s*:\s*(super|sub)\b", re.I)
SIGNS = {"super": "sup", "sub": "sub"}
NAME, MARK = re.compile(r"<([a-z][^\s<>/]*)", re.I), re.compile(r"<(/?)([a-z][^\s<>/]*)([^<>]*)>", re.I)
RAISED = re.compile(r'<(?!su[pb]\b)([a-z][^\s<>/]*) style="(su[pb])">([^<>]*)</\1>')
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
PARTING = re.compile(r"<(?:p|br|hr|h[1-6]|ul|ol|li|blockquote)\b")


def unstruck(html: str) -> str:
    """HTML as it arrived, PART and CELL where blocks and cells began and ended, without what is struck out; of that only these
    stay. A number that a style raises or lowers is marked so."""
    if not MAY_STRIKE.search(html):
        return html
    html = by_class(html)
    names = {name.lower() for name in NAME.findall(html)} - RAW - GONE
    whole = nh3.clean(
        html,
        tags=names,
        clean_content_tags=GONE,
        attributes={"*": {"class", "style"}, "a": {"href"}, "ol": {"start", "type", "reversed"}, "li": {"value"}},
        attribute_filter=_read,
        link_rel=None,
    )
    return RAISED.sub(r"<\2>\3</\2>", "".join(_left(whole)))


def _read(_tag: str, name: str, value: str) -> str | None:
    """Of styles and classes only what they say of the words."""
    if name == "class":
        return "del" if OF_WORD.search(value) else None
    if name != "style":
        return value
    if THROUGH.search(value):
        return "del"
    shifted = SHIFTED.search(value)
    return SIGNS[shifted[1].lower()] if shifted else None


def _left(html: str) -> list[str]:
    """What is left of well-formed HTML."""
    left, begun, depth = [], 0, 0  # how deep in something struck
    for mark in MARK.finditer(html):
        closing, name, said = mark.groups()
        if name in VOID:
            continue
        if depth:
            depth += -1 if closing else 1
            if not depth:
                left.append(_between(html[begun : mark.end()]))
                begun = mark.end()
        elif not closing and (name in STRUCK or '="del"' in said):
            left.append(html[begun : mark.start()])
            begun, depth = mark.start(), 1
    return left if depth else [*left, html[begun:]]


def _between(struck: str) -> str:
    """What keeps its neighbours apart."""
    return "".join(sign for sign in struck if sign in {PART, CELL}) + (PART if PARTING.search(struck) else "")
