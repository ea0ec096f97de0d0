"""Imports that the layers cannot tell: what terms and rules may know, and what the loudspeaker's agent may not."""

from pathlib import Path

from tests.architecture.gates.tree import Source, own

WORDS = "django.utils.translation."  # naming a message asks neither a table nor a clock


def check(root: Path) -> list[str]:
    """terms.py and rules.py of domains, atoms/ and loa/ against what each may import."""
    return [
        source.at(node, f"imports {name}; {reason}")
        for source in own(root)
        for node, name in source.imports()
        if (reason := _reason(source, name))
    ]


def _reason(source: Source, name: str) -> str:
    module, top = source.module, name.split(".")[0]
    domain = ".".join(module.split(".")[:3])
    if module.startswith("loa") and top in {"django", "khen", "wagtail"}:
        return "the agent is plain Python and stands alone"
    if module.startswith("khen.atoms") and top in {"django", "wagtail"}:
        return "atoms know no Django"
    if not module.startswith("khen.domains."):
        return ""
    if source.row == "terms" and top == "khen" and not name.startswith(("khen.atoms.", f"{domain}.terms.")):
        return "terms know only atoms"
    if source.row == "rules":
        if top == "django" and not name.startswith(WORDS):
            return "rules are pure: values in, reasons or dates out"
        if top == "khen" and not name.startswith(
            ("khen.atoms.", f"{domain}.terms", f"{domain}.rules.", "khen.bodies.terms", "khen.cases.terms")
        ):
            return "rules know only atoms and terms"
    return ""
