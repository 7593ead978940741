"""Cases: register a lead, perform acts, read, list. Every write goes through the one door."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from ninja import Router

from sanzhi.api import shown
from sanzhi.api.answers import PageQuery, bad_cursor, cursor_of, many, one, place_of
from sanzhi.api.auth import StaffRequest
from sanzhi.api.listing import CaseQuery, page_of_cases
from sanzhi.api.requests import body_of, idempotency_key, no_query, query_of, takes_body, takes_query
from sanzhi.api.schemas import ActRequest, CaseDetailShape, CaseShape, EventShape, Many, One, OutcomeShape
from sanzhi.api.sights import reader_of, says_purpose
from sanzhi.cases import door_store as store
from sanzhi.cases.door import Outcome, perform
from sanzhi.cases.models import Event
from sanzhi.cases.queries import CaseFile
from sanzhi.cases.sight import look
from sanzhi.law.errors import NotFound
from sanzhi.procedure import acts

router = Router(tags=["案件"])

LEAD = "register_lead"


@router.post(
    "/cases",
    response={201: One[OutcomeShape]},
    summary="登记案源",
    operation_id="register_lead",
    openapi_extra=takes_body(ActRequest),
)
def register_lead(request: StaffRequest) -> HttpResponse:
    """以 register_lead 的内容立一个新案件；重复请求返回第一次的结果。"""
    found = _perform(request, LEAD, None)
    address = reverse("api-v1:case", kwargs={"case_id": found.case_id})
    return one(shown.outcome(found), 201, Location=address)


@router.post(
    "/cases/{uuid:case_id}/acts/{act}",
    response=One[OutcomeShape],
    summary="办理",
    operation_id="perform_act",
    openapi_extra=takes_body(ActRequest),
)
def perform_act(request: StaffRequest, case_id: UUID, act: str) -> HttpResponse:
    """在案件上办理一个动作；不合法的以 422 列明条款和补救办法。"""
    known = acts.registered().get(act)
    if known is None or known.opens_case:
        raise NotFound(f"没有“{act}”这个办理动作。")
    return one(shown.outcome(_perform(request, act, case_id)))


def _perform(request: StaffRequest, act: str, case_id: UUID | None) -> Outcome:
    no_query(request)
    key, body = idempotency_key(request), body_of(request, ActRequest)
    return perform(
        act,
        case_id,
        actor=request.auth,
        data=body.data,
        key=key,
        seen=body.seen,
        happened=body.happened,
        late_reason=body.late_reason,
    )


@router.get(
    "/cases",
    response=Many[CaseShape],
    summary="案件列表",
    operation_id="list_cases",
    openapi_extra=takes_query(CaseQuery),
)
def list_cases(request: StaffRequest) -> HttpResponse:
    """可见的案件，新登记的在前。"""
    rows, following = page_of_cases(request.auth, query_of(request, CaseQuery))
    return many(rows, following)


@router.get(
    "/cases/{uuid:case_id}",
    response=One[CaseDetailShape],
    summary="案件",
    operation_id="read_case",
    url_name="case",
    openapi_extra=says_purpose(),
)
def read_case(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """案件的基本信息、事实、可办理的动作、时限和三条线。"""
    no_query(request)
    return one(shown.detail(_file(request, case_id), request.auth))


@router.get(
    "/cases/{uuid:case_id}/events",
    response=Many[EventShape],
    summary="办理记录",
    operation_id="list_events",
    openapi_extra=says_purpose(takes_query(PageQuery)),
)
def list_events(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """案件的全部事件，先发生的在前；事件一经记录不再改变。"""
    query, file = query_of(request, PageQuery), _file(request, case_id)
    rows = Event.objects.filter(case_id=case_id, seq__gt=_seq_of(query.after)).order_by("seq")
    found = list(rows[: query.size + 1])
    kept = found[: query.size]
    following = cursor_of(str(kept[-1].seq)) if len(found) > query.size else None
    return many([shown.event(file, row) for row in kept], following)


def _seq_of(cursor: str) -> int:
    if not cursor:
        return 0
    (text,) = place_of(cursor, 1)
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise bad_cursor()
    return int(text)


def _file(request: StaffRequest, case_id: UUID) -> CaseFile:
    look(reader_of(request), case_id)
    row = store.read_case(case_id, lock=False)
    if row is None:
        raise NotFound
    return CaseFile(row, ())
