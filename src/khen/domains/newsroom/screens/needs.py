"""What a post must allow for each thing that is done in a newsroom: by it a record's history tells who acted in whose place."""

from khen.bodies.terms import Action

_KINDS = {
    Action.DRAFT: ("written", "changed", "submitted", "planned", "worded", "rendered"),
    Action.APPROVE: ("approved", "returned", "post_checked"),
    Action.INITIAL: ("initialled",),
    Action.ADVISE: (
        *("opinion_asked", "opinion_said", "asking_ended", "remarked", "remark_answered", "remark_settled"),
        *("variant_confirmed", "variant_returned"),
        *("pieces_declined", "piece_returned", "piece_taken_back"),
    ),
    Action.PUBLISH: (
        *("published", "published_unapproved", "corrected", "withdrawn", "translated", "recalled"),
        *("posted_elsewhere", "reach_read", "elsewhere_annulled"),
        *("ordered", "order_changed", "order_called_off", "order_closed", "pieces_asked", "piece_withdrawn"),
        *("pieces_changed", "body_taken_out"),
        *("campaign_opened", "campaign_renamed", "campaign_ended"),
        *("topic_opened", "topic_renamed", "topic_closed"),
        *("fee_list_drawn_up", "fees_marked"),
    ),
    Action.SIGN: ("fee_list_closed", "rate_entered", "rate_ended", "rate_annulled"),
}
NEEDS = {f"newsroom.{kind}": action for action, kinds in _KINDS.items() for kind in kinds}
