"""What people do with bulletins. Each act is all or nothing, asks the rules, and is written in the journal."""

from khen.domains.newsroom.acts.approving import approve, send_back, submit
from khen.domains.newsroom.acts.campaigns import end_campaign, open_campaign, rename_campaign
from khen.domains.newsroom.acts.counsel import ask_opinions, end_asking, initial, say_opinion
from khen.domains.newsroom.acts.elsewhere import annul_elsewhere, post_elsewhere, read_reach
from khen.domains.newsroom.acts.exercises import set_exercises
from khen.domains.newsroom.acts.fee_lists import close_fees, draw_up, mark_fees
from khen.domains.newsroom.acts.fee_rates import annul_rate, end_rate, enter_rate
from khen.domains.newsroom.acts.handing import hand_over, hand_over_opinion
from khen.domains.newsroom.acts.orders import ask_more, call_off, change_order, close_order, order, take_out
from khen.domains.newsroom.acts.patterns import change_pattern, make_pattern, retire_pattern
from khen.domains.newsroom.acts.pieces import decline, return_bulletin, return_piece, take_back
from khen.domains.newsroom.acts.planning import plan
from khen.domains.newsroom.acts.post_checks import post_check, publish_unapproved
from khen.domains.newsroom.acts.publishing import correct, publish, withdraw
from khen.domains.newsroom.acts.regulations import end_regulation, regulate
from khen.domains.newsroom.acts.remarks import answer_remark, remark, settle_remark
from khen.domains.newsroom.acts.rendering import confirm_rendering, publish_rendering, recall_rendering, render, return_rendering
from khen.domains.newsroom.acts.steps import writers
from khen.domains.newsroom.acts.topics import close_topic, open_topic, rename_topic
from khen.domains.newsroom.acts.wording import word_for
from khen.domains.newsroom.acts.writing import attach, change, detach, write

__all__ = [
    "annul_elsewhere",
    "annul_rate",
    "answer_remark",
    "approve",
    "ask_more",
    "ask_opinions",
    "attach",
    "call_off",
    "change",
    "change_order",
    "change_pattern",
    "close_order",
    "close_fees",
    "confirm_rendering",
    "correct",
    "decline",
    "detach",
    "draw_up",
    "end_asking",
    "close_topic",
    "end_campaign",
    "end_rate",
    "end_regulation",
    "enter_rate",
    "hand_over",
    "hand_over_opinion",
    "initial",
    "make_pattern",
    "open_campaign",
    "open_topic",
    "mark_fees",
    "order",
    "plan",
    "post_check",
    "post_elsewhere",
    "publish",
    "publish_rendering",
    "recall_rendering",
    "publish_unapproved",
    "read_reach",
    "regulate",
    "remark",
    "rename_campaign",
    "rename_topic",
    "render",
    "retire_pattern",
    "return_bulletin",
    "return_piece",
    "return_rendering",
    "say_opinion",
    "send_back",
    "set_exercises",
    "settle_remark",
    "submit",
    "take_back",
    "take_out",
    "withdraw",
    "word_for",
    "write",
    "writers",
]
