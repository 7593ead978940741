"""A thousand personal values that can be recognised anywhere, typed through the ways that people have."""

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel

from sanzhi.accounts.actors import Actor
from sanzhi.cases.door import Outcome
from sanzhi.law.identifiers import demonstration_resident
from sanzhi.procedure import acts
from sanzhi.procedure.personal import Personal
from tests.support.story import Story

# Each planted value contains the mark of its kind, and nothing else in the program does: where no mark is
# found none of the values is. The numbers belong to nobody: they are of a made-up region and the year 1888.
MARKS = {
    "name": "闻人植",
    "identity": "5205991888",
    "phone": "1998877",
    "address": "植测县暗山镇",
    "words": "植入之陈述",
}
_SOME = "一乙丁七三上下不与丑专世业东丝中为丽举之乐九也习乡书买云五井亚交产亨京亭亮人什今介"
_1888 = 2922


@dataclass
class Planter:
    """Makes values that are all different, and remembers them by kind."""

    planted: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in MARKS})

    def make(self, kind: str) -> str:
        """A new value of a kind of ``MARKS``."""
        number = len(self.planted[kind])
        made = {
            "name": f"{MARKS['name']}{_SOME[number // len(_SOME)]}{_SOME[number % len(_SOME)]}",
            "identity": demonstration_resident(_1888 + number % 360 + 7300 * (number // 360)),
            "phone": f"{MARKS['phone']}{number:04d}",
            "address": f"{MARKS['address']}{number}号",
            "words": f"{MARKS['words']}第{number}段。",
        }[kind]
        self.planted[kind].append(made)
        return made

    @property
    def values(self) -> list[str]:
        """Everything that was planted."""
        return [value for values in self.planted.values() for value in values]


_KINDS = {
    "id_number": "identity",
    "phone": "phone",
    "address": "address",
    "place": "address",
    **dict.fromkeys(("name", "speaker", "by", "signed_by", "receiver", "legal_representative"), "name"),
}
# What says that somebody refused or was absent would be another act than the story tells.
_LEFT_OUT = {"refusal", "witness", "host"}


def is_personal(annotation: Any, metadata: Any = ()) -> bool:
    """Whether a field of an act is kept as a commitment."""
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return is_personal(inner, (*metadata, *more))
    return any(getattr(each, "func", None) is Personal for each in metadata)


@dataclass
class Planted(Story):
    """A story in which every personal word is a planted one."""

    planter: Planter = field(default_factory=Planter)

    def perform(self, name: str, actor: Actor, data: dict[str, Any], **more: Any) -> Outcome:
        """Perform an act, each of its personal fields planted."""
        return super().perform(name, actor, self.sown(acts.get(name).data, data), **more)

    def sown(self, model: type[BaseModel], data: Mapping[str, Any]) -> dict[str, Any]:
        """The data with a planted value for each personal field, the optional ones too."""
        sown = {key: self._part(model, key, value) for key, value in data.items()}
        for key, known in model.model_fields.items():
            if is_personal(known.annotation, known.metadata) and key not in _LEFT_OUT:
                sown[key] = self.planter.make(_KINDS.get(key, "words"))
        if sown.get("type") == "自然人":
            sown |= {"name": self.planter.make("name"), "address": self.planter.make("address")}
        return sown

    def _part(self, model: type[BaseModel], key: str, value: Any) -> Any:
        inner = [each for each in inside(model.model_fields[key].annotation) if isinstance(each, type)]
        models = [each for each in inner if issubclass(each, BaseModel)]
        if models and isinstance(value, Mapping):
            return self.sown(models[0], value)
        if models and isinstance(value, list):
            return [self.sown(models[0], each) for each in value]
        if isinstance(value, list) and any(
            is_personal(each) for each in inside(model.model_fields[key].annotation)
        ):
            return [self.planter.make("words") for _ in value]
        return value


def inside(annotation: Any) -> Iterator[Any]:
    """A type and the types it is made of; what is annotated stays whole."""
    yield annotation
    if get_origin(annotation) not in {Annotated, Literal}:
        for each in get_args(annotation):
            yield from inside(each)


def models_of(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A model and the models of its fields."""
    yield model
    for known in model.model_fields.values():
        for each in inside(known.annotation):
            if isinstance(each, type) and issubclass(each, BaseModel):
                yield from models_of(each)


def disguises(text: str) -> dict[str, bytes]:
    """How a text may stand in a file: as bytes of either width, escaped, in hex, in base64 at each offset."""
    plain = text.encode()
    escaped = "".join(each if each.isascii() else f"\\u{ord(each):04x}" for each in text)
    return {
        "utf-8": plain,
        "utf-16-le": text.encode("utf-16-le"),
        "utf-16-be": text.encode("utf-16-be"),
        "escaped": escaped.encode(),
        "escaped in capitals": escaped.upper().replace("\\U", "\\u").encode(),
        "escaped twice": escaped.replace("\\", "\\\\").encode(),
        "hex": plain.hex().encode(),
        "hex in capitals": plain.hex().upper().encode(),
        **{f"base64 at {offset}": _base64(plain, offset) for offset in range(3)},
        "base64 of utf-16": _base64(text.encode("utf-16-le"), 0),
    }


def _base64(plain: bytes, offset: int) -> bytes:
    """What base64 writes for these bytes after ``offset`` others, without the letters that they share."""
    coded = base64.b64encode(b"\0" * offset + plain).rstrip(b"=")
    first = {0: 0, 1: 2, 2: 3}[offset]
    last = len(coded) - (1 if (offset + len(plain)) % 3 else 0)
    return coded[first:last]


def found_in(haystack: bytes, texts: Mapping[str, str]) -> list[str]:
    """Which texts stand in the bytes, and how."""
    return [
        f"{name} as {form}"
        for name, text in texts.items()
        for form, needle in disguises(text).items()
        if needle in haystack
    ]
