"""What people do with bulletins. Each act is all or nothing, asks the rules, and is written in the journal."""

from khen.domains.newsroom.acts.approving import approve, send_back, submit, writers
from khen.domains.newsroom.acts.elsewhere import annul_elsewhere, post_elsewhere, read_reach
from khen.domains.newsroom.acts.planning import plan
from khen.domains.newsroom.acts.publishing import correct, publish, withdraw
from khen.domains.newsroom.acts.remarks import answer_remark, remark, settle_remark
from khen.domains.newsroom.acts.rendering import confirm_rendering, publish_rendering, render, return_rendering
from khen.domains.newsroom.acts.wording import word_for
from khen.domains.newsroom.acts.writing import attach, change, detach, write

__all__ = [
    "annul_elsewhere",
    "answer_remark",
    "approve",
    "attach",
    "change",
    "confirm_rendering",
    "correct",
    "detach",
    "plan",
    "post_elsewhere",
    "publish",
    "publish_rendering",
    "read_reach",
    "remark",
    "render",
    "return_rendering",
    "send_back",
    "settle_remark",
    "submit",
    "withdraw",
    "word_for",
    "write",
    "writers",
]
