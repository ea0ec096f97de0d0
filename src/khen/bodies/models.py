"""Areas, bodies and people; edges, successions and posts valid between dates (`until` is the first day after)."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from khen.atoms.lineage import Span, meet
from khen.bodies.alphabet import Collated
from khen.bodies.dated import Dated
from khen.bodies.terms import KINDS, AreaKind, Basis, BodyKind, Change, OutletKind, Role


class Area(models.Model):
    """A place. Its official code is unique only together with the day from which it is valid."""

    code = models.CharField(max_length=10)
    kind = models.CharField(max_length=10, choices=AreaKind)
    title = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    folded = models.CharField(max_length=120, db_index=True)
    collated = Collated()
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="an_area_code_returns_only_from_another_day"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="an_area_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        full = f"{self.title} {self.name}".strip()
        return full[:1].upper() + full[1:]


class AreaEdge(Dated):
    child = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="edges_up")
    parent = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="edges_down")

    class Meta(Dated.Meta):
        indexes: ClassVar = [models.Index(fields=["parent", "since"], name="area_edge_parent")]


class AreaLineage(Dated):
    """Every area with each area above it (itself at depth 0): the edges multiplied out, kept by organisation's acts."""

    above = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="lineage_down")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="lineage_up")
    depth = models.PositiveSmallIntegerField()

    class Meta(Dated.Meta):
        indexes: ClassVar = [models.Index(fields=["above", "since", "until", "area"], name="area_lineage_down")]


class Body(models.Model):
    """Who acts: a people's committee, a department or its division, an office, a press agency, a company."""

    key = models.SlugField(max_length=40, unique=True)
    kind = models.CharField(max_length=20, choices=BodyKind)
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, db_index=True)
    collated = Collated()
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="bodies")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="a_body_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BodyEdge(Dated):
    child = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="edges_up")
    parent = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="edges_down")

    class Meta(Dated.Meta):
        indexes: ClassVar = [models.Index(fields=["parent", "since"], name="body_edge_parent")]


class BodyLineage(Dated):
    """Every body with each body above it (itself at depth 0): the edges multiplied out, kept by organisation's acts."""

    above = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="lineage_down")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="lineage_up")
    depth = models.PositiveSmallIntegerField()

    class Meta(Dated.Meta):
        indexes: ClassVar = [models.Index(fields=["above", "since", "until", "body"], name="body_lineage_down")]


class Footing(Dated):
    """What is of one kind may stand below what is of another, by a law and between two days (bodies.terms.Rung).

    Areas: which level stands directly below which. Rows of law come by migrations (`migrations/footings.csv`)."""

    kind = models.CharField(max_length=20, choices=[*AreaKind.choices, *KINDS])
    above = models.CharField(max_length=20, choices=[*AreaKind.choices, *KINDS])
    higher = models.BooleanField()
    source = models.CharField(max_length=200)

    class Meta(Dated.Meta):
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["kind", "above", "since"], name="a_footing_begins_once_on_a_day"),
        ]


class AreaSuccession(models.Model):
    """One area passing into another on a day; a dissolved one has no successor."""

    old = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="successors")
    new = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors")
    kind = models.CharField(max_length=10, choices=Change)
    on = models.DateField()
    legal_basis = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("succession of areas")
        verbose_name_plural = _("successions of areas")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="dissolve", new__isnull=True) | (~Q(kind="dissolve") & Q(new__isnull=False)),
                name="only_a_dissolved_area_has_no_successor",
            ),
        ]


class BodySuccession(models.Model):
    """One body's territory or function passing to another on a day."""

    old = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="successors")
    new = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors")
    kind = models.CharField(max_length=10, choices=Change)
    basis = models.CharField(max_length=10, choices=Basis)
    on = models.DateField()
    legal_basis = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("succession of bodies")
        verbose_name_plural = _("successions of bodies")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="dissolve", new__isnull=True) | (~Q(kind="dissolve") & Q(new__isnull=False)),
                name="only_a_dissolved_body_has_no_successor",
            ),
        ]


class Outlet(Dated):
    """A place where a body speaks: a portal, a line on a shared system, a page on a social network."""

    key = models.SlugField(max_length=40, unique=True)
    kind = models.CharField(max_length=10, choices=OutletKind)
    name = models.CharField(max_length=120)
    collated = Collated()
    address = models.CharField(max_length=200, blank=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="outlets")

    class Meta(Dated.Meta):
        verbose_name = _("outlet")
        verbose_name_plural = _("outlets")

    def __str__(self) -> str:
        return self.name


class People(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(username=(username or "").lower())


class Person(AbstractBaseUser, PermissionsMixin):
    """Who signs in. What a person may do stands in posts alone; nobody is a superuser."""

    username = models.CharField(max_length=60, unique=True)
    full_name = models.CharField(max_length=120)
    folded = models.CharField(max_length=120, db_index=True, default="", editable=False)
    collated = Collated()
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    shares_address = models.BooleanField(default=False, db_default=False)  # of old: it stays until the address is put right

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]
    objects = People()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(is_superuser=False), name="nobody_is_a_superuser"),
            models.UniqueConstraint(
                Lower("email"),
                condition=Q(is_active=True, shares_address=False) & ~Q(email=""),
                name="an_open_account_has_an_address_of_its_own",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        return self.full_name

    get_short_name = get_full_name
    first_name = property(get_full_name)  # what Wagtail's menu calls whoever is signed in


class Post(Dated):
    """A person's role at a body. It reaches the body's own subtree, or, where `area` is named, every body of that area.

    Where `for_post` is named, the person acts in the place of that post's holder, as long as that post itself counts. A post that
    was called off ends on its first day and counts on none."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=20, choices=Role)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    for_post = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="acted_for")

    class Meta(Dated.Meta):
        verbose_name = _("post")
        verbose_name_plural = _("posts held")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="a_post_ends_after_it_begins_or_was_called_off"
            ),
            models.CheckConstraint(
                condition=Q(for_post__isnull=True) | Q(until__isnull=False), name="a_delegated_post_has_its_end"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "since", "until"], name="post_of_person")]

    def __str__(self) -> str:
        return f"{self.person} - {self.get_role_display()} - {self.body}"

    @property
    def days(self) -> Span:
        """On which it counts; in another's place only while that one's own does. The same day twice: on none."""
        other = self.for_post or self
        return meet((self.since, self.until), (other.since, other.until)) or (self.since, self.since)


class Leave(models.Model):
    """Somebody is away from a body from `since` up to, not including, `until`; its `deputy` is shown meanwhile what waits for
    them there. Called off before it began, it ends on its first day and counts on none."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="leaves", verbose_name=_("who is away"))
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", verbose_name=_("body"))
    deputy = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("who looks after their work"))
    since = models.DateField(_("from which day"))
    until = models.DateField(_("first day back"))

    class Meta:
        verbose_name = _("leave")
        verbose_name_plural = _("leaves")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="a_leave_ends_after_it_begins_or_was_called_off"),
            models.CheckConstraint(condition=~Q(deputy=F("person")), name="nobody_looks_after_their_own_leave"),
        ]
        indexes: ClassVar = [models.Index(fields=["deputy", "since", "until"], name="leave_of_deputy")]

    def __str__(self) -> str:
        return str(self.person)


class Trainee(models.Model):
    """The account under which a person practises at a body for training: it has no password, and nobody signs in with it."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="trainees")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    account = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("trainee")
        constraints: ClassVar = [models.UniqueConstraint(fields=["body", "person"], name="a_person_practises_under_one_account")]

    def __str__(self) -> str:
        return str(self.account)
