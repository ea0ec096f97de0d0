"""Words that their author does not show, struck out or hidden by marks, by styles, in a hidden row or column or in Word's
tracked changes: none is kept, and their neighbours stay apart."""

import re

import nh3

from khen.atoms.unshown import BY_MARK, DELETED, LARGE, SEEN, SMALL, STRUCK, UNSEEN, declared, signs
from khen.domains.newsroom.rules.blocks import CELL, PART

GONE = {"script", "style", "math", "svg", "iframe", "object", "template", "noscript"}  # words and all
RAW = {"xmp", "plaintext", "noembed", "noframes"}  # what stands in them are no marks
MAY_HIDE = re.compile(rf"{BY_MARK}|\b(?:style|class)\s*=|\bhidden\b", re.I)
BORNE = re.compile(r' (?:class|style|hidden)="([^"]*)"')
MARKS = {mark.lower(): mark for mark in (DELETED, SMALL, LARGE, UNSEEN, SEEN)}
SHIFTED = re.compile(r"vertical-align\s*:\s*(super|sub)\b", re.I)
SIGNS = {"super": "sup", "sub": "sub"}
NAME, MARK = re.compile(r"<([a-z][^\s<>/]*)", re.I), re.compile(r"<(/?)([a-z][^\s<>/]*)([^<>]*)>", re.I)
RAISED = re.compile(r'<(?!su[pb]\b)([a-z][^\s<>/]*) style="(su[pb])[^"]*">([^<>]*)</\1>')
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
PARTING = re.compile(r"<(?:p|br|hr|h[1-6]|ul|ol|li|blockquote)\b")


def shown(html: str) -> str:
    """HTML as it arrived and was told, PART and CELL where blocks and cells began and ended, without what its author does not
    show; of that only these stay. A number that a style raises or lowers is marked so."""
    if not MAY_HIDE.search(html):
        return html
    names = {name.lower() for name in NAME.findall(html)} - RAW - GONE
    whole = nh3.clean(
        html,
        tags=names,
        clean_content_tags=GONE,
        attributes={
            "*": {"class", "style", "hidden"},
            "a": {"href"},
            "ol": {"start", "type", "reversed"},
            "li": {"value"},
        },
        attribute_filter=_read,
        link_rel=None,
    )
    return RAISED.sub(r"<\2>\3</\2>", "".join(_left(_large(whole))))


def _read(_tag: str, name: str, value: str) -> str | None:
    """Of styles and classes only what they say of the words."""
    if name == "hidden":
        return DELETED
    if name == "class":
        return " ".join(MARKS[one.lower()] for one in value.split() if one.lower() in MARKS) or None
    if name != "style":
        return value
    shifted = SHIFTED.search(value)
    return " ".join(([SIGNS[shifted[1].lower()]] if shifted else []) + signs(declared(value))) or None


def _borne(said: str) -> set[str]:
    """What these attributes say of the words."""
    return {one for value in BORNE.findall(said) for one in value.split()}


def _large(html: str) -> str:
    """Without words of no size or that are not to be seen, but with those within them that are set back."""
    if SMALL not in html and UNSEEN not in html:
        return html
    kept, place, stand = [], 0, [(False, False)]
    for mark in MARK.finditer(html):
        closing, name, said = mark.groups()
        kept += [_signs(html[place : mark.start()]) if any(stand[-1]) else html[place : mark.start()], mark[0]]
        place = mark.end()
        if closing:
            stand[1:] = stand[1:-1]
        elif name not in VOID:
            borne, (small, unseen) = _borne(said), stand[-1]
            stand.append((SMALL in borne or (small and LARGE not in borne), UNSEEN in borne or (unseen and SEEN not in borne)))
    return "".join([*kept, html[place:]])


def _left(html: str) -> list[str]:
    """What is left of well-formed HTML."""
    left, begun, depth = [], 0, 0  # how deep in something that is not shown
    for mark in MARK.finditer(html):
        closing, name, said = mark.groups()
        if name in VOID:
            continue
        if depth:
            depth += -1 if closing else 1
            if not depth:
                left.append(_between(html[begun : mark.end()]))
                begun = mark.end()
        elif not closing and (name in STRUCK or DELETED in _borne(said)):
            left.append(html[begun : mark.start()])
            begun, depth = mark.start(), 1
    return left if depth else [*left, html[begun:]]


def _signs(words: str) -> str:
    return "".join(sign for sign in words if sign in {PART, CELL})


def _between(gone: str) -> str:
    """What keeps its neighbours apart."""
    return _signs(gone) + (PART if PARTING.search(gone) else "")
