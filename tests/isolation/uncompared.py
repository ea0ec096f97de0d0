"""What `khen verify --deep` compares with nothing, each under the words that docs/reference/commands.md has for it.

`WHOLE` tables are compared in nothing; of others the columns that are named, rows that were removed or made up. A new table or
column that stands nowhere here has to be compared with what entries tell of it, or the test beside this list names it."""

from collections.abc import Mapping

from tests.isolation.tampering import MADE_UP, REMOVED

WHOLE = "*"
EVERYWHERE = ("folded", "collated", "exact")  # searchable words and sort keys
ROW = (REMOVED, MADE_UP)

UNCOMPARED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "full names and addresses of people": {
        "bodies_person": ("full_name", "email", "shares_address"),
        "organisation_rollline": ("full_name", "email"),
        "organisation_invitation": ("address",),
        "organisation_roll": ("name", "key"),
    },
    "passwords": {
        "bodies_person": ("password", "last_login", "must_change_password"),
        "organisation_invitation": ("nonce", "digest"),
        "organisation_factor": ("sealed", "step"),
        "organisation_recoverycode": (WHOLE,),
        "organisation_passkey": ("counter", "since", "last_used"),
    },
    "sessions and browsers": {"organisation_device": (WHOLE,), "django_session": (WHOLE,)},
    "refused attempts": {
        "organisation_rebuff": (WHOLE,),
        **dict.fromkeys(("axes_accessfailurelog", "axes_accessattempt", "axes_accessattemptexpiration"), (WHOLE,)),
        "axes_accesslog": (WHOLE,),
    },
    "the coordinates of areas": {"bodies_area": ("latitude", "longitude")},
    "topics, languages and outlets with which a house opens": {
        "newsroom_language": ("key", "name", "since", "until", "own_name", "script", MADE_UP),
        "newsroom_sendername": (WHOLE,),
    },
    "the keys of campaigns": {"newsroom_campaign": ("key",)},
    "coefficients for fees before their list is closed": {"newsroom_feemark": ("bulletin_id", "number", "work", "coefficient")},
    "the forms and items of returns": {
        "returns_form": ("title", "kinds", MADE_UP),
        "returns_item": (
            *("form_id", "position", "title", "unit", "decimals", "nature", "rhythm", "levels", "since", "until"),
            MADE_UP,
        ),
    },
    "what laws say": {
        **dict.fromkeys(("bodies_footing", "organisation_limit", "organisation_signingform", "newsroom_messageprice"), (WHOLE,)),
    },
    "the days by which a report and its parts are due, who writes and confirmed them": {
        "reports_report": ("due",),
        "reports_block": ("division_id", "due", "confirmed_by_id"),
    },
    "pages that were viewed": {"egress_dayofviews": (WHOLE,), "egress_articleviews": (WHOLE,)},
    "which letters went to whom, what became of them, and who subscribes": {
        **dict.fromkeys(("egress_subscriber", "egress_chunk", "egress_attempt"), (WHOLE,)),
        **dict.fromkeys(("egress_invitationletter", "egress_invitationtry"), (WHOLE,)),
        "egress_dispatch": ("course", "held_because", "next_try", "frozen_at", "served_at", "stopped_at", "told"),
        "egress_delivery": ("position", "subscriber_id", "detail", "moved_at"),
        "egress_showing": ("dispatch_id", "shown_at", "changed_at"),
        "egress_wording": ("pictures", "files"),
    },
    "notices and what officers chose for themselves": {
        **dict.fromkeys(("tidings_receiver", "tidings_parcel", "tidings_parceltry", "tidings_notice"), (WHOLE,)),
        **dict.fromkeys(("tidings_turneddown", "tidings_letterpace", "desk_slip", "desk_habits"), (WHOLE,)),
        "wagtailusers_userprofile": (WHOLE,),
    },
    "which portal answers the bare domain": {"wagtailcore_site": ("is_default_site",)},
    "what the page tree notes for itself": {
        "wagtailcore_page": ("translation_key", "first_published_at", "last_published_at"),
        "wagtailcore_locale": (WHOLE,),
    },
    "tables of Django and Wagtail that this house asks nothing": {
        **dict.fromkeys(("auth_permission", "auth_group", "auth_group_permissions", "django_content_type"), (WHOLE,)),
        **dict.fromkeys(("taggit_tag", "taggit_taggeditem"), (WHOLE,)),
        **dict.fromkeys(("wagtailadmin_admin", "wagtailadmin_editingsession", "wagtailadmin_formstate"), (WHOLE,)),
        **dict.fromkeys(("wagtailsearch_indexentry", "wagtailsearch_indexentry_fts"), (WHOLE,)),
        **dict.fromkeys(("wagtailcore_groupsitepermission", "wagtailcore_grouppagepermission"), (WHOLE,)),
        **dict.fromkeys(("wagtailcore_groupcollectionpermission", "wagtailcore_collection"), (WHOLE,)),
        **dict.fromkeys(("wagtailcore_modellogentry", "wagtailcore_pagelogentry", "wagtailcore_revision"), (WHOLE,)),
        **dict.fromkeys(("wagtailcore_uploadedfile", "wagtailcore_referenceindex"), (WHOLE,)),
        **dict.fromkeys(("wagtailcore_workflowcontenttype", "wagtailcore_workflowstate", "wagtailcore_workflow"), (WHOLE,)),
        **dict.fromkeys(("wagtailcore_workflowtask", "wagtailcore_workflowpage", "wagtailcore_task"), (WHOLE,)),
        **dict.fromkeys(("wagtailcore_taskstate", "wagtailcore_groupapprovaltask"), (WHOLE,)),
        "wagtailcore_groupapprovaltask_groups": (WHOLE,),
        **dict.fromkeys(("wagtailcore_comment", "wagtailcore_commentreply", "wagtailcore_pagesubscription"), (WHOLE,)),
    },
}


def named(table: str) -> set[str]:
    """What is listed of a table."""
    return {what for tables in UNCOMPARED.values() for what in tables.get(table, ())}
