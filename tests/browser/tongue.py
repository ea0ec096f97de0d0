"""What a screen says, and what in it is not Vietnamese: words of the source strings, dates and numbers of other countries."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.utils.text import capfirst
from playwright.sync_api import Page

from tests.architecture.gates import borrowed, catalogue
from tests.architecture.gates.tree import ROOT
from tests.browser.visitor import Visitor
from tests.browser.walk import FIRST, LINKS, walk

SAID = """(page) => {
  const left = "script, style, noscript, [translate=no], [lang]:not([lang=vi])", said = [page.title];
  const names = ["aria-label", "aria-description", "title", "placeholder", "alt", "data-w-tooltip-content-value"];
  const roots = [page.documentElement, ...[...page.querySelectorAll("template")].map((one) => one.content)];
  for (const root of roots) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
      node.nodeType === Node.ELEMENT_NODE && node.matches(left) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.nodeType === Node.TEXT_NODE) said.push(node.data);
      else said.push(...names.map((name) => node.getAttribute(name)), node.matches("[type=submit], [type=button]") && node.value);
    }
  }
  return [...new Set(said.filter(Boolean).map((one) => one.trim().replace(/\\s+/g, " ")))];
}"""
FETCHED = f"""async (path) => {{
  const answer = await fetch(path), page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const links = [...page.querySelectorAll('a[href^="/quan-tri/"]')].map((one) => one.getAttribute("href").split("#")[0]);
  return {{status: answer.status, said: ({SAID})(page), links: [...new Set(links)]}};
}}"""
DEPARTMENT = {"quantri", "xuatban", "lanhdao", "vanthu"}
OTHERS = {"soantin1", "duyettin1", "thanhtra", "nguoixem", "dongvan-soantin", "lungcu-soantin"}
FEWEST = 20  # sorts of screen that even the author of one commune meets
GAP = re.compile(r"%\(\w+\)[srdf]|%[srdf]|\{\w*\}|<[^>]*>|\n")
EDGE = re.compile(r"^[\W\d_]+|\W+$")
WORD = re.compile(r"[^\W\d_]+")
ENGLISH = re.compile(r"\b(the|of|and|is|are|was|has|not|your|you|this|with|for|please)\b", re.IGNORECASE)
LONG = 9  # letters from which a piece of a source string is told from a chance likeness
MONTHS = "January|February|March|April|June|July|August|September|October|November|December"
FOREIGN = {
    "a day of another country": re.compile(
        rf"\b\d{{4}}-\d\d-\d\d\b|\b\d\d?/(1[3-9]|[23]\d)/\d{{4}}\b|\b({MONTHS})\b|\b[ap]\.m\."
    ),
    "a number of another country": re.compile(r"(?<![\d,.])\d{1,3}(,\d{3})+\.\d|(?<![\d,.])\d{1,3}(,\d{3}){2,}(?![\d,.])"),
}


def said(page: Page) -> list[str]:
    """Every text of a screen and of what opens on it, each once: text, labels, hints, titles of buttons."""
    return [str(one) for one in page.evaluate(f"() => ({SAID})(document)")]


@cache
def sources() -> tuple[frozenset[str], dict[str, list[str]]]:
    """Source strings that are said differently in Vietnamese: whole, and their longer pieces by the first word."""
    whole, pieces = set[str](), defaultdict[str, list[str]](list)
    for msgid in _untranslated():
        whole.add(" ".join(msgid.split()))
        for piece in {EDGE.sub("", " ".join(piece.split())) for piece in GAP.split(msgid)}:
            if len(piece) >= LONG and " " in piece and (first := WORD.match(piece)):
                pieces[first[0]].append(piece)
    return frozenset(whole), dict(pieces)


def _untranslated() -> Iterator[str]:
    """Source strings, and the names of columns: a column without words of its own is called by its name."""
    vietnamese = catalogue.merge().merged(ROOT / "locale")
    asked = [*vietnamese.values(), *borrowed.everything(ROOT)]
    same = {message.msgid for message in vietnamese.values() if message.said == message.msgid}
    yield from ({message.msgid for message in asked} | {message.plural for message in asked}) - same - {""}
    columns = {field.name.replace("_", " ") for model in apps.get_models() for field in model._meta.concrete_fields}
    yield from columns | {capfirst(name) for name in columns}


def leftovers(texts: Iterable[str]) -> list[str]:
    """What is not Vietnamese in these texts, in words."""
    return [f"{wrong}: {text[:120]!r}" for text in texts if (wrong := _wrong(text))]


@cache
def _wrong(text: str) -> str:
    whole, pieces = sources()
    if text in whole:
        return "a source string"
    for word in WORD.finditer(text):
        for piece in pieces.get(word[0], ()):
            if text.startswith(piece, word.start()):
                return f"a piece of a source string ({piece})"
    if found := ENGLISH.search(text):
        return f"an English word ({found[0]})"
    return next((name for name, form in FOREIGN.items() if form.search(text)), "")


@dataclass(slots=True)
class Reader:
    """Somebody who reads every text of what they meet.

    Whoever first meets a sort of screen is shown it, with its scripts, and looks whether it is fit for everybody; the page of
    others who meet it is asked for behind their first page. `wrong` holds what was found, with the first place of each."""

    officer: Visitor
    wrong: dict[str, str]

    def meet(self, path: str, sort: str) -> list[str]:
        """Read the screen at a path; where its links lead."""
        if sort != FIRST and not self.officer.watch.first_time(f"said {sort}"):
            answer = self.officer.page.evaluate(FETCHED, path)
            assert answer["status"] == 200, f"{path}: {answer['status']}"
            texts, links = answer["said"], answer["links"]
        else:
            page = self.officer.go(path).look().page
            texts, links = said(page), page.evaluate(LINKS)
        for wrong in leftovers(texts):
            self.wrong.setdefault(wrong, f"{path}: {wrong}")
        return list(links)


def everything_is_fit_and_vietnamese(officer: Visitor) -> None:
    """Follow every link; what is unfit is among the complaints of the officer's watch afterwards."""
    reader = Reader(officer, {})
    assert len(walk(reader.meet)) >= FEWEST
    assert not reader.wrong, "\n".join(["", *reader.wrong.values()])
