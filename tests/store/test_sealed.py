"""The one field type of personal values: bound to its place, found by its digest, never in the clear."""

import base64
from pathlib import Path

import pytest
from django import forms
from django.core import serializers
from django.core.exceptions import FieldError
from django.db import connection, models
from pytest_django import Settings

from sanzhi.jobs.ids import uuid7
from sanzhi.jobs.rows import insert
from sanzhi.registry.models import Officer
from sanzhi.store.sealed import KeyMissing, SealedField, Unreadable, keyring, seal_bytes, unseal_bytes
from sanzhi.store.sealed.fields import Closed
from tests.store.people import Person, make_table
from tests.support.cast import make_agency, regions

IDENTITY, PHONE = "52242419000101001X", "13800000001"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Settings) -> Path:
    settings.SANZHI_HOME = tmp_path
    return tmp_path


@pytest.fixture
def person(db: None) -> Person:
    make_table()
    return Person.objects.create(
        name="甲", identity=IDENTITY, phone="138 0000 0001", remark="他说：没有许可证。"
    )


def stored(column: str) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM sample_person")  # noqa: S608  # names of the tests
        (value,) = cursor.fetchone()
    return value.encode() if isinstance(value, str) else bytes(value)


def test_a_value_is_text_in_python_and_unreadable_in_the_database(person: Person) -> None:
    assert Person.objects.get().identity == IDENTITY
    assert Person.objects.get().remark == "他说：没有许可证。"
    for column in ("identity", "phone", "remark", "identity_digest", "phone_digest"):
        assert IDENTITY.encode() not in stored(column)
        assert "许可证".encode() not in stored(column)
        assert PHONE[3:].encode() not in stored(column)


def test_an_absent_value_and_an_empty_one_come_back_as_they_were(person: Person) -> None:
    Person.objects.update(remark=None)
    assert Person.objects.get().remark is None
    person.remark = ""
    person.save()
    assert Person.objects.get().remark == ""


def test_a_value_moved_to_another_row_or_column_cannot_be_read(person: Person) -> None:
    other = Person.objects.create(name="乙", identity="522424190001010028")
    moved = Closed(stored("identity"))
    Person.objects.filter(pk=other.pk).update(identity=moved)
    with pytest.raises(Unreadable):
        _ = Person.objects.get(pk=other.pk).identity
    Person.objects.filter(pk=person.pk).update(phone=moved)
    with pytest.raises(Unreadable):
        _ = Person.objects.get(pk=person.pk).phone
    assert Person.objects.get(pk=person.pk).identity == IDENTITY


@pytest.mark.parametrize("place", range(0, 54, 7))
def test_a_changed_byte_is_noticed(place: int) -> None:
    sealed = bytearray(seal_bytes("sample.what", b"0123456789" * 2, "row"))
    sealed[place] ^= 1
    with pytest.raises((Unreadable, KeyMissing)):
        unseal_bytes("sample.what", bytes(sealed), "row")


def test_the_same_value_is_sealed_differently_each_time() -> None:
    assert seal_bytes("sample.what", b"x") != seal_bytes("sample.what", b"x")


@pytest.mark.parametrize(
    "typed", [IDENTITY, IDENTITY.lower(), "５２２４２４１９０００１０１００１Ｘ", f" {IDENTITY} "]
)
def test_a_number_is_found_however_it_was_typed(person: Person, typed: str) -> None:
    assert Person.objects.get(identity_digest__matching=typed) == person


@pytest.mark.parametrize("typed", [PHONE, "+86 138-0000-0001", "0086 13800000001", "１３８００００ ０００１"])
def test_a_telephone_is_found_however_it_was_typed(person: Person, typed: str) -> None:
    assert Person.objects.get(phone_digest__matching=typed) == person


@pytest.mark.parametrize("typed", ["", "   ", IDENTITY[:-1], "522424190001010028"])
def test_a_beginning_another_value_and_nothing_find_nobody(person: Person, typed: str) -> None:
    Person.objects.create(name="乙")
    assert not Person.objects.filter(identity_digest__matching=typed).exists()


def test_a_digest_follows_its_value(person: Person) -> None:
    loaded = Person.objects.get()
    loaded.phone = "13900000002"
    loaded.save(update_fields=["phone", "phone_digest"])
    assert Person.objects.filter(phone_digest__matching="13900000002").exists()
    assert not Person.objects.filter(phone_digest__matching=PHONE).exists()


def test_a_value_cannot_be_saved_without_its_digest(person: Person) -> None:
    person.phone = "13900000002"
    with pytest.raises(ValueError, match="phone_digest"):
        person.save(update_fields=["phone"])


@pytest.mark.parametrize(
    "lookup", ["identity", "identity__contains", "identity_digest__startswith", "phone_digest__gt"]
)
def test_no_other_search_is_possible(person: Person, lookup: str) -> None:
    with pytest.raises(FieldError):
        Person.objects.filter(**{lookup: "5"})


def test_plain_text_never_reaches_the_database_past_the_row(person: Person) -> None:
    with pytest.raises(TypeError, match=r"sample_person\.identity"):
        Person.objects.update(identity=IDENTITY)


def test_an_update_takes_what_was_sealed_for_its_row(person: Person) -> None:
    field = Person._meta.get_field("remark")
    assert isinstance(field, SealedField)
    Person.objects.filter(pk=person.pk).update(remark=field.close(person.pk, "改"))
    assert Person.objects.get().remark == "改"


def test_what_is_not_asked_for_is_not_opened_and_still_comes_when_it_is(person: Person) -> None:
    assert isinstance(Person.objects.values_list("identity", flat=True)[0], Closed)
    assert Person.objects.defer("identity").get().identity == IDENTITY
    assert Person.objects.only("name").get().phone == "138 0000 0001"


def test_many_rows_and_rows_by_hand_are_sealed_too(person: Person) -> None:
    Person.objects.bulk_create(
        [Person(name="乙", phone="13700000001"), Person(name="丙", phone="13700000002")]
    )
    insert(Person(id=uuid7(), name="丁", phone="13700000003"))
    for last in "123":
        assert Person.objects.get(phone_digest__matching=f"1370000000{last}").phone == f"1370000000{last}"


def test_a_form_shows_and_checks_text(person: Person) -> None:
    form_type = forms.modelform_factory(Person, fields=["identity", "phone"])
    assert form_type(instance=Person.objects.get()).initial["identity"] == IDENTITY
    form = form_type({"identity": IDENTITY + "0", "phone": ""}, instance=Person.objects.get())
    assert "identity" in form.errors
    form = form_type({"identity": "522424190001010028", "phone": ""}, instance=Person.objects.get())
    form.save()
    assert Person.objects.get(identity_digest__matching="522424190001010028").phone == ""


def test_a_migration_can_write_the_fields_down() -> None:
    for name in ("identity", "identity_digest"):
        field = Person._meta.get_field(name)
        assert isinstance(field, models.Field)
        _, path, args, options = field.deconstruct()
        again = field.__class__(*args, **options)
        assert path.startswith("sanzhi.store.sealed")
        assert again.deconstruct()[1:] == field.deconstruct()[1:]


def test_a_key_that_is_not_here_is_named(person: Person, home: Path) -> None:
    keyring().add()
    person.save()
    (home / "secrets" / "personal.2").rename(home / "elsewhere")
    keyring().refresh()
    with pytest.raises(KeyMissing, match=r"第 2 版密钥（secrets/personal\.2）"):
        _ = Person.objects.get().identity


@pytest.fixture
def chinese(settings: Settings) -> None:
    settings.SANZHI_CIPHER = "sm4-gcm"


def test_an_instance_may_seal_with_sm4_and_still_read_what_was_sealed_before(
    person: Person, chinese: None
) -> None:
    assert stored("identity")[3] == 1
    loaded = Person.objects.get()
    loaded.save()
    assert stored("identity")[3] == 2
    assert Person.objects.get().identity == IDENTITY


@pytest.fixture
def officer(db: None) -> Officer:
    agency = make_agency(regions(), 1, "金沙县市场监督管理局", "金沙市监")
    return Officer.objects.create(name="罗示衡", agency=agency, identity=IDENTITY, phone=PHONE)


@pytest.mark.parametrize("form", ["json", "xml", "python"])
def test_a_dump_holds_sealed_text_and_is_loaded_again(officer: Officer, form: str) -> None:
    dump = serializers.serialize(form, Officer.objects.all())
    for secret in (IDENTITY, PHONE, base64.b64encode(IDENTITY.encode()).decode()[:20]):
        assert secret not in str(dump)
    assert "sealed:" in str(dump)
    Officer.objects.all().delete()
    for each in serializers.deserialize(form, dump):
        each.save()
    assert Officer.objects.get(identity_digest__matching=IDENTITY).phone == PHONE
