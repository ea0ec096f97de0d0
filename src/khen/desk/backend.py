"""Signing in. Permissions come from posts: whoever holds one may enter the counter, and nothing of Wagtail's own."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import Model

from khen.bodies.models import Person
from khen.bodies.reads import posts_of

ENTER = "wagtailadmin.access_admin"


class PostBackend(ModelBackend):
    """Django's passwords, the house's posts; groups and model permissions are never asked."""

    def get_all_permissions(self, user_obj: Any, obj: Model | None = None) -> set[str]:
        if obj is not None or not user_obj.is_active or not isinstance(user_obj, Person):
            return set()
        enters = user_obj.__dict__.get("enters")
        if enters is None:
            enters = user_obj.__dict__["enters"] = posts_of(user_obj).exists()
        return {ENTER} if enters else set()

    def has_perm(self, user_obj: Any, perm: str, obj: Model | None = None) -> bool:
        return perm in self.get_all_permissions(user_obj, obj)
