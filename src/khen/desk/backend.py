"""Signing in. Permissions come from posts: whoever holds one may enter the counter, and nothing of Wagtail's own."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import Model

from khen.bodies.models import Person
from khen.desk.scope import roles

ENTER = "wagtailadmin.access_admin"
WAGTAILS_OWN = ("_page_permission_cache", "_collection_permission_cache")  # its groups allow nobody anything


class PostBackend(ModelBackend):
    """Django's passwords, the house's posts; groups and model permissions are never asked.

    Whoever comes in comes with what every page of the frame asks about them, in one query."""

    def get_user(self, user_id: Any) -> Any:
        person = Person.objects.select_related("wagtail_userprofile", "habits").filter(pk=user_id).first()
        if person is None or not self.user_can_authenticate(person):
            return None
        for kept in WAGTAILS_OWN:
            setattr(person, kept, [])
        return person

    def get_all_permissions(self, user_obj: Any, obj: Model | None = None) -> set[str]:
        if obj is not None or not user_obj.is_active or not isinstance(user_obj, Person):
            return set()
        return {ENTER} if roles(user_obj) else set()

    def has_perm(self, user_obj: Any, perm: str, obj: Model | None = None) -> bool:
        return perm in self.get_all_permissions(user_obj, obj)
