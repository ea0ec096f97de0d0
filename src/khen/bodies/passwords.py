"""Passwords that anybody who knows the person would try first."""

from django.contrib.auth.password_validation import UserAttributeSimilarityValidator
from django.utils.translation import gettext as _


class UnlikeTheirNames(UserAttributeSimilarityValidator):
    """Refuses a password like the person's own names, in words without the name of a column."""

    def get_error_message(self) -> str:
        return _("The password is too similar to your name, sign-in name or e-mail address.")
