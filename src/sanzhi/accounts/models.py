"""People who sign in, the roles they hold, where they are signed in, and the chain of the access log."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from sanzhi.accounts import units as units  # its models belong to this application
from sanzhi.jobs import clock
from sanzhi.jobs.ids import uuid7
from sanzhi.orgs.models import Agency, Government
from sanzhi.registry.models import Officer


class Role(models.TextChoices):
    """What a person may be (glossary). The three administrators see no case content."""

    OFFICER = "officer", "办案人员"
    HEAD = "head", "行政机关负责人"
    REVIEWER = "reviewer", "法制审核人员"
    COUNSEL = "counsel", "法律顾问"
    EDITOR = "editor", "公示编辑"
    CLERK = "clerk", "资料管理员"
    SUPERVISOR = "supervisor", "执法监督人员"
    SYSTEM = "system", "系统管理员"
    SECURITY = "security", "安全管理员"
    AUDIT = "audit", "审计管理员"


ADMINISTRATORS = frozenset({Role.SYSTEM.value, Role.SECURITY.value, Role.AUDIT.value})
# Who decides, reviews, supervises or administers signs in with two factors (GB/T 22239-2019 8.1.4.1 d).
TWO_FACTORS = ADMINISTRATORS | {Role.HEAD.value, Role.REVIEWER.value, Role.SUPERVISOR.value}


class UserManager(BaseUserManager["User"]):
    """Makes accounts; there is no super-user, because no one person may do everything."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        """Store a new account; without a password it cannot sign in until a one-time link sets one."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username=username)


class User(AbstractBaseUser):
    """A person who signs in. An officer's account points at the officer of the registry."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    username = models.CharField("账号", max_length=60, unique=True)
    display_name = models.CharField("姓名", max_length=60)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="users")
    government = models.ForeignKey(Government, models.PROTECT, null=True, blank=True, related_name="users")
    officer = models.OneToOneField(Officer, models.PROTECT, null=True, blank=True, related_name="user")
    is_active = models.BooleanField("启用", default=True)
    # When the present password was set; empty for accounts from before this was kept.
    password_since = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.display_name or self.username

    def set_password(self, raw_password: str | None) -> None:
        """Set the password and begin its time anew."""
        super().set_password(raw_password)
        self.password_since = clock.now()


class Grant(models.Model):
    """One role of one person."""

    user = models.ForeignKey(User, models.CASCADE, related_name="grants")
    role = models.CharField("角色", max_length=12, choices=Role.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("user", "role"), name="role_once_a_person"),
            # One person holds at most one of the three administrators' roles (GB/T 22239-2019 8.1.4.2 d).
            models.UniqueConstraint(
                fields=("user",),
                name="administrators_exclude_each_other",
                condition=Q(role__in=sorted(ADMINISTRATORS)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"


class OneTimeLink(models.Model):
    """A link that sets a password, or allows a new second factor; it works once and only for a time.

    ``reason`` is why the second factor was reset; a password needs none.
    """

    PASSWORD, SECOND = "password", "second"

    digest = models.CharField(max_length=64, primary_key=True)
    user = models.ForeignKey(User, models.CASCADE)
    kind = models.CharField(max_length=8, default=PASSWORD)
    reason = models.CharField("理由", max_length=200, blank=True, default="")
    made = models.DateTimeField(default=clock.now)
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True, blank=True)


class AccessKey(models.Model):
    """A key for the staff interface; only its digest is stored."""

    digest = models.CharField(max_length=64, primary_key=True)
    user = models.ForeignKey(User, models.CASCADE, related_name="keys")
    label = models.CharField("用途", max_length=80)
    expires = models.DateTimeField()
    revoked = models.DateTimeField(null=True, blank=True)


class Seat(models.Model):
    """A place where somebody is signed in: one browser from sign-in to its end.

    ``key`` is the key of the session, empty once it has ended; ``seen`` is exact to half a minute.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="seats")
    key = models.CharField(max_length=40, blank=True, db_index=True)
    since = models.DateTimeField()
    seen = models.DateTimeField()
    address = models.CharField(max_length=45, blank=True)
    browser = models.CharField(max_length=80, blank=True)
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=("user", "ended", "-since"), name="seats_of_a_person")]


class LogDay(models.Model):
    """A closed day of the access log: the digest of its segment, chained to the day closed before.

    ``removed`` is when the segment was destroyed after its time; its row stays, so the chain stays whole.
    """

    day = models.DateField(unique=True)
    lines = models.PositiveIntegerField()
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    closing = models.CharField(max_length=64)
    closed = models.DateTimeField()
    removed = models.DateTimeField(null=True, blank=True)
