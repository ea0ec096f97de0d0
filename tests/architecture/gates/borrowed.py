"""Every message of the packages that our screens are made of is said in Vietnamese: ours first, else the package's own."""

import ast
import importlib.util
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tests.architecture.gates.catalogue import PLACEHOLDER, asked_of, merge
from tests.architecture.gates.words import terms

APPS = "src/khen/settings/apps.py"
DJANGO = "django.conf"  # keeps the messages of Django itself; stands in no list of applications
DOMAINS = ("django", "djangojs")
ENGLISH, VIETNAMESE = "locale/en/LC_MESSAGES", "locale/vi/LC_MESSAGES"
MARKS_ASIDE = re.compile(r"\w*(?:(?<!q)u[ỳýỷỹỵ]|o[àáảãạèéẻẽẹ])\b", re.IGNORECASE)  # "khoá", "huỷ"; not "quý", "hoàn"
MARKUP = re.compile(r"<[^>]*>|%\(\w+\)[srdf]|\{\w*\}")


def check(root: Path) -> list[str]:
    """Messages of every installed package against locale/ and the package's own Vietnamese."""
    whole = merge().merged(root / "locale")
    scripts = {message.key: message for message in _read(root / "locale/vi/LC_MESSAGES/djangojs.po")}
    findings = []
    for app in _installed(root):
        for domain, ours in zip(DOMAINS, (whole, scripts), strict=True):
            said = {**_theirs(app, domain), **{key: message for key, message in ours.items() if _is_said(message)}}
            findings += [f"{app}: {wrong}" for message in asked(app, domain) for wrong in _wrong(message, said.get(message.key))]
    return findings


def everything(root: Path) -> Iterator[Any]:
    """Every message that the installed packages ask for."""
    for app in _installed(root):
        for domain in DOMAINS:
            yield from asked(app, domain)


def check_words(root: Path) -> list[str]:
    """No Vietnamese of ours, on the screens or in the how-to pages, uses a word that the glossary forbids.

    A forbidden word within the full name of a term is that term's: "phiếu" is refused, "phiếu cấp mật khẩu" is a slip."""
    refused = {str(word).replace("_", " "): str(term["vi"]) for term in terms(root) for word in term.get("never", [])}
    pattern = _any_of(refused)
    own = _any_of({name: "" for term in terms(root) if pattern and pattern.search(name := str(term["vi"]))})
    said = [*merge().merged(root / "locale").values(), *_read(root / "locale/vi/LC_MESSAGES/djangojs.po")]
    texts = [(f"locale: {message.msgid!r}", message.said) for message in said]
    texts += [(f"docs/how-to/{page.name}", page.read_text(encoding="utf-8")) for page in sorted(root.glob("docs/how-to/*.md"))]
    return [
        f"{place} is said with {found[0]!r}; the house says {refused[found[0].lower()]!r}"
        for place, text in texts
        if pattern and (found := pattern.search(own.sub(" ", MARKUP.sub(" ", text)) if own else MARKUP.sub(" ", text)))
    ]


def _any_of(words: Mapping[str, str]) -> re.Pattern[str] | None:
    return re.compile(rf"\b({'|'.join(map(re.escape, words))})\b", re.IGNORECASE) if words else None


def check_marks(root: Path) -> list[str]:
    """Our Vietnamese bears its marks where official documents put them: "khóa", "hủy"; never "khoá", "huỷ" beside them."""
    said = [*merge().merged(root / "locale").values(), *_read(root / "locale/vi/LC_MESSAGES/djangojs.po")]
    return [
        f"locale: {message.msgid!r} is said with {found[0]!r}; the mark stands on the first of the two vowels: khóa, hủy, hòa"
        for message in said
        if (found := MARKS_ASIDE.search(MARKUP.sub(" ", message.said)))
    ]


def _wrong(message: Any, said: Any) -> Iterator[str]:
    if said is None:
        yield f"no Vietnamese for {message.msgid!r}; add it to a file in locale"
    elif bool(message.plural) and not said.plural:
        yield f"{message.msgid!r} is asked with a plural; say so with msgid_plural"
    elif (given := _placeholders(said.said)) != (wanted := _placeholders(message.plural or message.msgid)):
        yield f"the Vietnamese of {message.msgid!r} has {sorted(given)} where {sorted(wanted)} are asked"


def _placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def _is_said(message: Any) -> bool:
    return bool(message.said) and "fuzzy" not in message.flags


def _installed(root: Path) -> Iterable[str]:
    """The packages of INSTALLED_APPS that are not ours, and Django itself; none where no application is installed."""
    place = root / APPS
    tree = ast.parse(place.read_text(encoding="utf-8")) if place.exists() else ast.Module([], [])
    lists = (
        node.value for node in tree.body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "INSTALLED_APPS"
    )
    names = [name for value in lists for name in ast.literal_eval(value) if not name.startswith("khen.")]
    return [*names, DJANGO] if names else []


@cache
def asked(app: str, domain: str) -> tuple[Any, ...]:
    """What a package asks to be said: its English catalogue, or its modules and templates where it ships none."""
    folder = _folder(app)
    template = folder / ENGLISH / f"{domain}.po"
    if template.exists():
        return tuple(_read(template))
    return tuple(asked_of(folder, _modules(folder))) if domain == "django" and (folder / "locale").exists() else ()


@cache
def _theirs(app: str, domain: str) -> Mapping[tuple[str, str], Any]:
    return {message.key: message for message in _read(_folder(app) / VIETNAMESE / f"{domain}.po") if _is_said(message)}


def _folder(app: str) -> Path:
    spec = importlib.util.find_spec(app)
    if spec is None or not spec.submodule_search_locations:
        raise ImportError(f"{app} is installed in {APPS}, but not here")
    return Path(spec.submodule_search_locations[0])


def _modules(folder: Path) -> list[Path]:
    written = (path for path in sorted(folder.rglob("*")) if path.suffix in {".py", ".html", ".txt"})
    return [path for path in written if path.suffix == ".py" or "templates" in path.parts]


def _read(path: Path) -> Iterator[Any]:
    return merge().read(path.read_text(encoding="utf-8"), path.name) if path.exists() else iter(())
