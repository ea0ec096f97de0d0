"""What each kind of entry says was done."""

from django.utils.translation import gettext_lazy as _

SAYINGS = {
    "organisation.area_opened": _("Area opened"),
    "organisation.body_opened": _("Body opened"),
    "organisation.moved": _("Moved under another"),
    "organisation.succeeded": _("Succession recorded"),
    "organisation.outlet_opened": _("Outlet opened"),
    "organisation.person_registered": _("Person registered"),
    "organisation.person_corrected": _("Name or e-mail put right"),
    "organisation.post_given": _("Post given"),
    "organisation.post_ended": _("Post ended"),
    "organisation.password_issued": _("Password issued"),
    "organisation.password_changed": _("Password changed"),
    "organisation.account_closed": _("Account closed"),
    "organisation.account_reopened": _("Account opened again"),
    "organisation.post_delegated": _("Somebody acts for the post"),
    "organisation.delegation_cancelled": _("Acting for the post called off before it began"),
    "organisation.delegation_ended": _("Acting for the post ended early"),
    "organisation.factor_enrolled": _("Second step set up"),
    "organisation.factor_passed": _("Signed in with a code"),
    "organisation.recovery_code_used": _("Signed in with a recovery code"),
    "organisation.factor_taken_away": _("Second step taken away"),
    "organisation.roll_begun": _("List of people handed in"),
    "organisation.roll_line_refused": _("Row of the list passed over"),
    "organisation.invited": _("Invitation sent"),
    "organisation.invitation_revoked": _("Invitation revoked"),
    "organisation.invitation_accepted": _("Password chosen by invitation"),
    "organisation.invitation_turned_away": _("Somebody came with an invitation that no longer holds"),
}
