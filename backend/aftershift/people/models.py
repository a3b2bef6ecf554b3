"""Persons, their memberships, and the credentials that find them before an organisation is known."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from aftershift.core.ids import new_id
from aftershift.organisations.models import Site, Team
from aftershift.organisations.tenancy import TenantModel


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str | None = None, password: str | None = None, **fields: Any) -> "Person":
        person = self.model(email=email or None, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class Person(AbstractBaseUser, PermissionsMixin):
    """The account that signs in. Members have no e-mail unless they add one; organisers must."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(null=True, unique=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.email or f"person {self.pk}"


class Member(TenantModel):
    """One person inside one organisation; every domain row points to a member. New until confirmed."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    called_name = models.CharField(max_length=40)
    language = models.CharField(max_length=10, default="en")
    is_under_18 = models.BooleanField(default=False)
    site = models.ForeignKey(Site, null=True, on_delete=models.SET_NULL, related_name="+")
    team = models.ForeignKey(Team, null=True, on_delete=models.SET_NULL, related_name="+")
    joined_at = models.DateTimeField()
    join_code_id = models.UUIDField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    shows_name = models.BooleanField(default=False)

    # Not stored: False while a session without a second factor acts. Organiser, adviser and supervisor rest then.
    with_second_factor = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "person"], name="member_one_per_person")]

    def __str__(self) -> str:
        return f"member {self.pk}"

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None


class Confirmation(TenantModel):
    """ "I know this person": who said so, and on which date."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    said_date = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "member", "by"], name="confirmation_one_per_pair"),
            models.CheckConstraint(condition=~models.Q(member=models.F("by")), name="confirmation_of_another"),
        ]

    def __str__(self) -> str:
        return f"confirmation of {self.member_id}"


class RoleGrant(TenantModel):
    """A role that an organiser granted. `member` needs no row; lead and second live with activities."""

    class Role(models.TextChoices):
        CONNECTOR = "connector"
        ORGANISER = "organiser"
        SUPERVISOR = "supervisor"
        ADVISER = "adviser"
        PANELLIST = "panellist"

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=12, choices=Role)
    granted_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    granted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "member", "role"], name="role_grant_one_per_role")
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.member_id}"


class Card(models.Model):
    """A credential: the code that with a PIN signs a member in. Found by its code; opens the scope.

    The code alone opens nothing and is shown as text and QR, so it is stored as it is; the PIN is hashed.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation_id = models.UUIDField()
    member_id = models.UUIDField(unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=16, unique=True)
    pin_hash = models.CharField(max_length=128)

    def __str__(self) -> str:
        return f"card of {self.member_id}"


class CardTries(models.Model):
    """Wrong PINs in a row for one card code, known or not, so that both answer alike. Keyed by a hash of the code."""

    code_hash = models.CharField(max_length=64, primary_key=True)
    wrong_pins = models.PositiveSmallIntegerField(default=0)
    rests_until = models.DateTimeField(null=True)
    last_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.wrong_pins} wrong PINs"


class JoinForm(TenantModel):
    """One filled form, found again by the hash of its one-time key, so that sending it twice makes one member."""

    key_hash = models.CharField(max_length=64)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key_hash"], name="join_form_one_per_key")]

    def __str__(self) -> str:
        return f"form of {self.member_id}"


class Recovery(models.Model):
    """A new PIN asked for with a card. A credential: found by the hash of its secret, or of the code read out.

    A card nobody has gets such a row too, without a member, so that the answers are alike.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation_id = models.UUIDField(null=True)
    member_id = models.UUIDField(null=True, db_index=True)
    secret_hash = models.CharField(max_length=64)
    code_hash = models.CharField(max_length=64, db_index=True)
    pin_hash = models.CharField(max_length=128)
    asked_at = models.DateTimeField(db_index=True)
    works_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"recovery {self.pk}"


class Vouch(TenantModel):
    """ "This is the person whose card it is": said by a lead or an organiser who stands beside them."""

    recovery = models.ForeignKey(Recovery, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "recovery", "by"], name="vouch_one_per_person")]

    def __str__(self) -> str:
        return f"vouch for {self.recovery_id}"


class Session(AbstractBaseSession):
    """A signed-in device: the hash of the session's key, its data encrypted under that key, and words for the list."""

    session_key = models.CharField(max_length=64, primary_key=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    member = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="+")
    device = models.CharField(max_length=60, blank=True)
    last_used_date = models.DateField(null=True)

    @classmethod
    def get_session_store_class(cls) -> Any:
        from aftershift.people.sessions import SessionStore

        return SessionStore


class MemberMerge(TenantModel):
    """Two members were one person: `gone` is an empty row since, and everything of theirs is `kept`'s. Never undone.

    card_hash: of the dead card, so that the same request sent again finds what it did.
    """

    kept = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    gone = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    card_hash = models.CharField(max_length=64)
    merged_at = models.DateTimeField()
    swept_at = models.DateTimeField(null=True)  # what requests under way wrote late has followed as well

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "gone"], name="member_merge_goes_once"),
            models.CheckConstraint(condition=~models.Q(kept=models.F("gone")), name="member_merge_of_two"),
        ]
        indexes = [
            models.Index(fields=["merged_at"], condition=models.Q(swept_at__isnull=True), name="member_merge_to_sweep")
        ]

    def __str__(self) -> str:
        return f"merge into {self.kept_id}"


class KioskSession(models.Model):
    """A member at the shared tablet. A credential of its own: it opens what the kiosk shows, and no other door.

    Found by the hash of its token, which lives in the memory of one page. It ends soon, touched or not.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation_id = models.UUIDField()
    member_id = models.UUIDField(db_index=True)
    token_hash = models.CharField(max_length=64, unique=True)
    opened_at = models.DateTimeField()
    used_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"kiosk session {self.pk}"


class CardReplacement(TenantModel):
    """A lost card was replaced: whose, by which connector, on which day. Neither the old code nor the new one."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    replaced_date = models.DateField()

    def __str__(self) -> str:
        return f"replacement for {self.member_id}"
