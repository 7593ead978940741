"""Questions about cases; each starts from what the actor may see."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import cached_property
from typing import Any, Literal, get_args, get_origin
from uuid import UUID

from django.db.models import Q, QuerySet
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from sanzhi.accounts.actors import Actor
from sanzhi.cases import door_store as store
from sanzhi.cases.fold import events_of, fold
from sanzhi.cases.models import CaseScope, OpenStep, PersonalValue
from sanzhi.cases.rulebook import rules
from sanzhi.cases.seal import reader
from sanzhi.cases.sight import look
from sanzhi.jobs import clock
from sanzhi.law.errors import NotFound
from sanzhi.law.findings import Finding
from sanzhi.procedure.acts import Act, guards_of
from sanzhi.procedure.deed import CaseHead, Deed
from sanzhi.procedure.grammar import Bundle
from sanzhi.procedure.interpreter import Token, marking_from_json, open_steps
from sanzhi.procedure.library import by_digest
from sanzhi.procedure.personal import reveal

# What a form would hold once somebody has typed into it.
_FILLERS: Mapping[Any, Callable[[], Any]] = {
    str: lambda: "（待填写）",
    date: clock.today,
    datetime: clock.now,
    int: int,
}


@dataclass(frozen=True)
class CaseFile:
    """A case as somebody who may see it opens it: its row, and its events in order.

    ``past`` says that it is shown as it stood or was known at an earlier moment. Facts and events are
    in the clear; what was erased says so.
    """

    row: store.CaseRow
    events: tuple[Mapping[str, Any], ...]
    past: bool = False

    @cached_property
    def facts(self) -> Mapping[str, Any]:
        """The facts of the case."""
        facts: Mapping[str, Any] = reveal(self.row.facts, self._read)
        return facts

    @property
    def bundle(self) -> Bundle:
        """The flow that the case keeps."""
        return by_digest(self.row.procedure)

    @cached_property
    def marking(self) -> tuple[Token, ...]:
        """Where the case stands in its flow."""
        return marking_from_json(self.row.marking)

    @property
    def present(self) -> tuple[Token, ...]:
        """The open steps."""
        return tuple(open_steps(self.marking))

    def in_clear(self, value: Any) -> Any:
        """A part of an event with its personal values."""
        return reveal(value, self._read)

    @cached_property
    def _read(self) -> Callable[[str], str | None]:
        return reader(store.read_personal(self.row.id))


def open_case(
    actor: Actor, case_id: UUID, *, as_of: datetime | None = None, known_at: datetime | None = None
) -> CaseFile:
    """The case with its events; ``as_of`` and ``known_at`` (aware) show it as it then stood or was known.

    ``NotFound`` when it does not exist, may not be seen, or did not exist at that moment; ``PurposeNeeded``
    for somebody else's case without a purpose. The sight of one is logged.
    """
    look(actor, case_id)
    row = store.read_case(case_id, lock=False)
    if row is None:
        raise NotFound
    events = tuple(events_of(case_id, as_of=as_of, known_at=known_at))
    if as_of is None and known_at is None:
        return CaseFile(row, events)
    if not events:
        raise NotFound("该时刻案件尚未登记。")
    return CaseFile(_as_folded(row, events), events, past=True)


def _as_folded(row: store.CaseRow, events: Iterable[Mapping[str, Any]]) -> store.CaseRow:
    then = fold(events)
    return store.CaseRow(
        id=row.id, number=then.number, title=then.title, kind=then.kind,
        handler_id=UUID(then.handler_id) if then.handler_id else None, procedure=then.procedure, seq=then.seq,
        facts=then.facts, versions=then.versions, marking=then.marking, clocks=then.clocks,
        opened_at=row.opened_at, agency=row.agency, origin_id=row.origin_id,
    )  # fmt: skip


def foresee(file: CaseFile, actor: Actor, act: Act, draft: Mapping[str, Any]) -> list[Finding]:
    """What the law would say to an act today, without performing it.

    ``draft`` is what the form would begin with; everything else is taken at its most favourable, so a
    refusal found here stands whatever is typed. Costs the act's guards and nothing more.
    """
    row, now = file.row, clock.now()
    deed = Deed(
        act=act.name,
        case=CaseHead(row.id, row.number, row.title, row.kind, row.seq, row.handler_id),
        agency=row.agency,
        actor=actor,
        data=most_favourable(act.data, draft),
        happened=now,
        recorded=now,
        rules=rules(),
        facts=dict(file.facts),
        clocks=dict(row.clocks),
        marking=file.marking,
        flow=file.bundle,
    )
    return [finding for guard in guards_of(act) for finding in guard(deed)]


def most_favourable(model: type[BaseModel], draft: Mapping[str, Any]) -> BaseModel:
    """Data of an act with the draft's values where they are valid, and otherwise what hinders least."""
    values = {name: _favourable(field, draft.get(name)) for name, field in model.model_fields.items()}
    return model.model_construct(**values)


def _favourable(field: FieldInfo, drafted: Any) -> Any:
    if drafted not in (None, "", [], False):
        try:
            adapter: TypeAdapter[Any] = TypeAdapter(field.annotation or Any)
            return adapter.validate_python(drafted)
        except ValidationError:
            pass
    return _hindering_least(field)


def _hindering_least(field: FieldInfo) -> Any:
    kind: Any = field.annotation
    if kind is bool:
        return True
    default = None if field.is_required() else field.get_default(call_default_factory=True)
    if default not in (None, ""):
        return default
    if get_origin(kind) is Literal:
        return get_args(kind)[0]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    return _FILLERS[kind]() if kind in _FILLERS else default if get_origin(kind) is not list else []


def tasks(actor: Actor) -> QuerySet[OpenStep]:
    """The open steps that wait for this person: as handler, or as one who holds the role in the agency."""
    office = actor.roles & {"head", "reviewer", "editor"}
    mine = Q(pk=None)
    if "officer" in actor.roles and actor.user_id:
        mine |= Q(role="officer", handler_id=actor.user_id)
    if office and actor.agency_id:
        free = Q(assignee_id=None) | Q(assignee_id=actor.user_id)
        mine |= Q(role__in=sorted(office), agency_id=actor.agency_id) & free
    if "officer" in actor.roles or office:
        mine |= _called_away(actor, office)
    return OpenStep.objects.filter(mine)


def _called_away(actor: Actor, office: AbstractSet[str]) -> Q:
    """What was given to this person beside his office: reviews of other agencies, a hearing to host. Asked
    first, for most have none and one more alternative would cost the walk along one index.
    """
    away = Q(assignee_id=actor.user_id) & ~Q(agency_id=actor.agency_id, role__in=sorted(office))
    if actor.user_id and OpenStep.objects.filter(away).exists():
        return away
    return Q(pk=None)


def assisting(actor: Actor) -> QuerySet[OpenStep]:
    """The officers' steps of cases in whose team the person is without being the handler."""
    seen = CaseScope.objects.filter(scope=f"user:{actor.user_id}").values("case_id")
    steps = OpenStep.objects.filter(role="officer", case_id__in=seen)
    return steps.exclude(handler_id=actor.user_id) if "officer" in actor.roles else steps.none()


def names_in_clear(names: Iterable[Any]) -> Iterator[str]:
    """Names of parties in the order given: text as it is, commitments opened with one question for all."""
    listed = list(names)
    wanted = [name["~"] for name in listed if isinstance(name, Mapping)]
    read = reader(dict(PersonalValue.objects.filter(digest__in=wanted).values_list("digest", "sealed")))
    for name in listed:
        yield str(reveal(name, read))
