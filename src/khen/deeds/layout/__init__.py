"""Sixty-one rules of Decree 30/2020/NĐ-CP (Appendices I and III) that read a .docx and name what breaks them."""

from itertools import islice

from khen.deeds.layout import body, foot, head, page
from khen.deeds.layout.anatomy import dissected
from khen.deeds.layout.finding import Finding, Rule
from khen.deeds.layout.opening import opened

RULES: tuple[Rule, ...] = (*page.RULES, *head.RULES, *body.RULES, *foot.RULES)
MOST_OF_ONE = 20
"""Findings of one rule; a paper in another font need not say so on every line."""


def findings(data: bytes) -> tuple[Finding, ...]:
    """What breaks the rules in this .docx, by rule, then by place; () for a paper without fault.

    At most MOST_OF_ONE of each rule. Raises opening.NotAPaperError for what is no sound .docx. Changes nothing.
    """
    paper = dissected(opened(data))
    return tuple(
        Finding(rule.number, rule.clause, rule.severity, fault.line.where if fault.line else "", rule.saying, fault.data)
        for rule in RULES
        for fault in islice(rule.faults(paper), MOST_OF_ONE)
    )
