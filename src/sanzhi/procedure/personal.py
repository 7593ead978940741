"""Personal values: text that enters an event only as a salted commitment.

A ``Personal`` is ordinary text to the program that works with it. Where facts are stored or an
event is written it becomes ``{"~": hex}``, the SHA-256 of salt and value; the value itself lies
sealed beside the event, so that lawful erasure leaves every proof whole (个人信息保护法 Art 19, 47).
"""

import hashlib
import secrets
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BaseModel

SALT_BYTES = 16
MARK = "~"


class Personal(str):
    """Text about a natural person."""

    __slots__ = ()


# Every act walks through all its facts several times: what is text is not asked what else it might be,
# and a dictionary is asked for before the mapping that would have to think.
_BARE = frozenset({str, int, bool, type(None)})

PersonalText = Annotated[str, AfterValidator(Personal)]
# What is told in free words may name anybody, so it is kept like a name and can be erased like one.
Narrative = PersonalText


def commitment(salt: bytes, value: str) -> str:
    """The commitment to a value: SHA-256 over salt and UTF-8 text, 64 hex digits."""
    return hashlib.sha256(salt + value.encode()).hexdigest()


def plain(value: Any) -> Any:
    """JSON of what an act was given: models, dates, instants, ids and enumerations become text or objects.

    ``Personal`` text stays what it is, so that it can still be committed to.
    """
    if type(value) in _BARE:
        return value
    if isinstance(value, BaseModel):
        return {name: plain(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, (dict, Mapping)):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(each) for each in value]
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    return str(value) if isinstance(value, UUID) else value


class Commitments:
    """The commitments of one event: the same value is committed to once."""

    def __init__(self) -> None:
        self.made: dict[str, tuple[bytes, str]] = {}

    def close(self, value: Any) -> Any:
        """Plain JSON in which every ``Personal`` has become its commitment."""
        if type(value) in _BARE:
            return value
        if isinstance(value, Personal):
            return {MARK: self._commit(str(value))} if value else ""
        if isinstance(value, (dict, Mapping)):
            return {str(key): self.close(each) for key, each in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.close(each) for each in value]
        return value

    def _commit(self, value: str) -> str:
        if value not in self.made:
            salt = secrets.token_bytes(SALT_BYTES)
            self.made[value] = (salt, commitment(salt, value))
        return self.made[value][1]


ERASED = "〔已依法删除〕"


def reveal(value: Any, read: Callable[[str], str | None]) -> Any:
    """JSON in which every commitment has become its value again; what was erased says so."""
    if type(value) in _BARE:
        return value
    if isinstance(value, (dict, Mapping)):
        if len(value) == 1 and MARK in value:
            found = read(value[MARK])
            return Personal(ERASED if found is None else found)
        return {key: reveal(each, read) for key, each in value.items()}
    if isinstance(value, list):
        return [reveal(each, read) for each in value]
    return value
