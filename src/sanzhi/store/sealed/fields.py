"""The one field type of personal values: text in Python, sealed bytes in the database.

::

    identity = SealedField("公民身份号码", max_length=18, blank=True, default="")
    identity_digest = DigestField(of="identity", normal="identity")

    Officer.objects.filter(identity_digest__matching="52242419000101001X")

A value is bound to table, column and primary key. It is opened when an attribute is read, so that a list that
does not show it does not pay for it. ``values()`` gives sealed bytes; ``update()`` takes what ``close`` made.
There is no search by ``SealedField`` at all, and by ``DigestField`` only for the whole value: equal digests
say that two rows of a column hold the same value, and a key holder can try out short values (``digests``).
Do not make a digest unique: while keys are changed a value has two. Ask ``matching`` inside the
transaction.
"""

import base64
from typing import TYPE_CHECKING, Any

from django import forms
from django.core import checks
from django.core.exceptions import EmptyResultSet, ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.db.models.signals import class_prepared, pre_save

from sanzhi.store.sealed.digests import LONGEST, NORMALS, Normal
from sanzhi.store.sealed.vault import digest_of, digests_of, seal_bytes, unseal_bytes

if TYPE_CHECKING:
    # Only the types of Django are generic, not its classes.
    Text = models.Field[Any, Any]
    Characters = models.CharField[Any, Any]
    Question = models.Lookup[Any]
else:
    Text, Characters, Question = models.Field, models.CharField, models.Lookup

_FIXTURE = "sealed:"


class Closed(bytes):
    """Sealed bytes as they stand in the database; empty bytes are the empty text."""


class Fixture(Closed):
    """Sealed bytes that were read from a dump: they are stored as they are."""


class _Opening(DeferredAttribute):
    """Reads sealed bytes of an instance as the text they hold."""

    field: "SealedField"

    def __get__(self, instance: models.Model | None, cls: type[models.Model] | None = None) -> Any:
        if instance is None:
            return self
        value = super().__get__(instance, cls)
        if isinstance(value, Closed) and not isinstance(value, Fixture):
            value = instance.__dict__[self.field.attname] = self.field.open(instance.pk, value)
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class SealedField(Text):
    """Text that is sealed at rest. ``max_length`` counts characters; there is no index and no search."""

    description = "加密的文字"
    descriptor_class = _Opening
    empty_strings_allowed = True

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.max_length is not None:
            self.validators.append(MaxLengthValidator(self.max_length))

    @property
    def place(self) -> str:
        """Where values are bound to: table and column."""
        return f"{self.model._meta.db_table}.{self.column}"

    def close(self, row: Any, value: str) -> Closed:
        """Seal a text for the row of this primary key: what ``update()`` and statements by hand store."""
        return Closed(seal_bytes(self.place, value.encode(), str(row)) if value else b"")

    def open(self, row: Any, sealed: bytes) -> str:
        """The text of sealed bytes; ``Unreadable`` when they were sealed elsewhere, ``KeyMissing``."""
        return unseal_bytes(self.place, sealed, str(row)).decode() if sealed else ""

    def get_internal_type(self) -> str:
        """Bytes in either database."""
        return "BinaryField"

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        """Refuse what a sealed column cannot be: unique, indexed, a primary key."""
        found = super().check(**kwargs)
        if self.unique or getattr(self, "db_index", False) or self.primary_key:
            found.append(
                checks.Error(
                    "加密字段不能作索引、唯一约束或者主键，请用 DigestField。", obj=self, id="sealed.E001"
                )
            )
        return found

    def from_db_value(self, value: Any, *_: Any) -> Closed | None:
        """What the database holds, unopened."""
        return None if value is None else Closed(bytes(value))

    def to_python(self, value: Any) -> Any:
        """Text; sealed text out of a dump becomes the bytes it stands for."""
        if value is None or isinstance(value, Closed):
            return value
        if isinstance(value, str) and value.startswith(_FIXTURE):
            return Fixture(base64.b64decode(value.removeprefix(_FIXTURE)))
        return str(value)

    def value_to_string(self, obj: models.Model) -> str:
        """For ``dumpdata``: sealed, so that a dump holds nothing that the database does not."""
        value = self.value_from_object(obj) or ""
        closed = value if isinstance(value, Closed) else self.close(obj.pk, value)
        return _FIXTURE + base64.b64encode(closed).decode()

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Seal the text of an instance anew, for its row, under the newest key."""
        value = getattr(model_instance, self.attname)
        if value is None or isinstance(value, Closed):
            return value
        if value and model_instance.pk is None:
            raise ValueError(f"{self.place}: a sealed value needs the primary key before it is stored")
        return self.close(model_instance.pk, str(value))

    def get_prep_value(self, value: Any) -> Any:
        """Only sealed bytes reach the database: plain text here means that the row is not known."""
        value = super().get_prep_value(value)
        if value == "":
            return Closed()
        if value is not None and not isinstance(value, Closed):
            raise TypeError(f"{self.place} holds sealed values: save the instance, or give what close() made")
        return value

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """Bytes as the driver wants them."""
        value = super().get_db_prep_value(value, connection, prepared)
        return None if value is None else connection.Database.Binary(bytes(value))

    def get_lookup(self, lookup_name: str) -> Any:
        """Ask only whether there is a value."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def get_transform(self, lookup_name: str) -> None:
        """There is nothing to compute with."""
        return

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        """A line of text."""
        return super().formfield(
            *args, **{"form_class": forms.CharField, "max_length": self.max_length, **kwargs}
        )

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        """Text checked by the validators; an unopened value is opened by reading the attribute first."""
        if isinstance(value, Closed):
            raise ValidationError("加密的值不能直接填写。")
        return super().clean(value, model_instance)


class DigestField(Characters):
    """The keyed digest of a sealed field of the same row, for the question ``matching`` and no other.

    ``of`` names the sealed field, ``normal`` the form in which values are compared: ``identity``, ``phone``
    or ``text``. It follows the sealed field at every save.
    """

    def __init__(self, *args: Any, of: str, normal: Normal = "text", **options: Any) -> None:
        if normal not in NORMALS:
            raise ValueError(f"normal is one of {sorted(NORMALS)}, not {normal!r}")
        self.of, self.normal = of, normal
        options |= {"max_length": LONGEST, "editable": False, "blank": True}
        options.setdefault("default", "")
        options.setdefault("db_index", True)
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        """For migrations."""
        name, path, args, options = super().deconstruct()
        for implied in ("max_length", "editable", "blank"):
            options.pop(implied, None)
        return name, path, args, {**options, "of": self.of, "normal": self.normal}

    @property
    def place(self) -> str:
        """What keeps the digests of two columns apart: table and column of the digest."""
        return f"{self.model._meta.db_table}.{self.column}"

    def digest(self, value: str) -> str:
        """The digest of a value under the newest key."""
        return digest_of(self.place, value, self.normal)

    def digests(self, value: str) -> list[str]:
        """The digests of a value under every key that is there."""
        return digests_of(self.place, value, self.normal)

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Follow the sealed field."""
        value = getattr(model_instance, self.of)
        if isinstance(value, Closed):
            return str(getattr(model_instance, self.attname))
        made = self.digest(value or "")
        setattr(model_instance, self.attname, made)
        return made

    def get_lookup(self, lookup_name: str) -> Any:
        """Whole values only: a range or a beginning of digests means nothing."""
        return (
            super().get_lookup(lookup_name) if lookup_name in {"matching", "exact", "in", "isnull"} else None
        )


@DigestField.register_lookup
class Matching(Question):
    """``…_digest__matching=value``: rows whose sealed value is this one, in its normal form."""

    lookup_name = "matching"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """``column IN (digest under each key)``; nothing matches an empty value."""
        field: DigestField = self.lhs.output_field
        digests = field.digests(str(self.rhs))
        if not digests:
            raise EmptyResultSet
        left, parameters = self.process_lhs(compiler, connection)
        return f"{left} IN ({', '.join(['%s'] * len(digests))})", [*parameters, *digests]


def _watch(sender: type[models.Model], **_: Any) -> None:
    if any(isinstance(field, DigestField) for field in sender._meta.local_fields):
        pre_save.connect(_digest_goes_along, sender=sender, dispatch_uid=f"sealed:{sender._meta.label}")


def _digest_goes_along(
    sender: type[models.Model], instance: models.Model, update_fields: frozenset[str] | None, **_: Any
) -> None:
    if update_fields is None:
        return
    for field in sender._meta.local_fields:
        if isinstance(field, DigestField) and field.of in update_fields and field.name not in update_fields:
            raise ValueError(
                f"update_fields names {field.of} without {field.name}: its digest would be wrong"
            )


class_prepared.connect(_watch, dispatch_uid="sealed.fields")
