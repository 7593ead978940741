"""Materials of a case: uploading them, and opening one."""

from collections.abc import Callable, Sequence
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_safe

from sanzhi.accounts.access import as_actor
from sanzhi.accounts.actors import Actor
from sanzhi.cases.queries import CaseFile, open_case
from sanzhi.desk import special_upload as upload
from sanzhi.desk.case_tabs import materials
from sanzhi.desk.frame import show
from sanzhi.desk.special_files import send
from sanzhi.desk.special_work import Problem, new_key, problem_of, sent, standing
from sanzhi.desk.views_case import crumbs
from sanzhi.evidence.files import blobs
from sanzhi.evidence.models import Kind, Material
from sanzhi.law.errors import NotFound, NotOpen, SanzhiError
from sanzhi.pages.navigation import Entry
from sanzhi.store.blobs import Missing

_ACT = "add_evidence"
_View = Callable[[HttpRequest, Actor, UUID], HttpResponse]


def _bounded(view: _View) -> _View:
    """Ask who it is and how much comes before a byte of it is read."""

    @wraps(view)
    def guarded(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
        file = open_case(actor, case_id)
        length = request.headers.get("Content-Length", "") or "0"
        if length.isdecimal() and int(length) > upload.LARGEST_REQUEST:
            limit = upload.LARGEST_REQUEST // upload.MEGABYTE
            problem = Problem("文件太大", f"一次上传合计不超过 {limit} MB，请分次上传。", status=413)
            return _answer(request, actor, file, upload.blank(), problem)
        return view(request, actor, case_id)

    return guarded


# The token of a form is looked for in its body, so this check too must wait until the size is known.
@csrf_exempt
@as_actor
@_bounded
@csrf_protect
def add(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Add materials: a form for several files, or one file at a time from the page's script (JSON)."""
    file = open_case(actor, case_id)
    if request.method != "POST":
        return _page(request, actor, file, upload.blank())
    files = request.FILES.getlist("files")
    typed = upload.read(request.POST, files)
    try:
        digests = _add_all(file, actor, typed, sent(request.POST).key, files)
    except SanzhiError as error:
        return _answer(request, actor, file, typed, problem_of(error, file, actor, _ACT))
    if _wants_json(request):
        return JsonResponse({"sha256": digests[-1]}, status=201)
    messages.success(request, f"已添加 {len(digests)} 件材料。")
    return redirect("special_evidence", case_id)


def _add_all(
    file: CaseFile, actor: Actor, typed: upload.Typed, key: str, files: Sequence["UploadedFile[bytes]"]
) -> list[str]:
    stands = standing(file, actor, _ACT)
    if stands.closed:
        raise NotOpen(stands.closed)
    collected = upload.check(typed, files)
    return [upload.add(file, actor, typed, collected, key, each) for each in files]


def _answer(
    request: HttpRequest, actor: Actor, file: CaseFile, typed: upload.Typed, problem: Problem
) -> HttpResponse:
    if _wants_json(request):
        words = [problem.detail, *(f"{field.label}：{field.rule}" for field in problem.fields)]
        return JsonResponse({"detail": "；".join(each for each in words if each)}, status=problem.status)
    return _page(request, actor, file, typed, problem)


def _page(
    request: HttpRequest, actor: Actor, file: CaseFile, typed: upload.Typed, problem: Problem | None = None
) -> HttpResponse:
    context = {
        "file": file,
        "typed": typed,
        "problem": problem,
        "wrong": {error.field: error.rule for error in problem.fields} if problem else {},
        "standing": standing(file, actor, _ACT),
        "kinds": Kind.values,
        "materials": materials(file)[::-1],
        "form": {"key": new_key(), "seen": file.row.seq},
        "largest": upload.LARGEST // upload.MEGABYTE,
        "most": upload.MOST_FILES,
        "here": reverse("special_evidence", args=[file.row.id]),
        "crumbs": [*crumbs(file), Entry("添加证据材料", "")],
    }
    return show(request, actor, "desk/special/evidence.html", context, problem.status if problem else 200)


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


@require_safe
@as_actor
def material(request: HttpRequest, actor: Actor, case_id: UUID, material_id: UUID) -> HttpResponseBase:
    """The bytes of a material, for whoever may see the case."""
    return send_material(request, open_case(actor, case_id), material_id)


def send_material(request: HttpRequest, file: CaseFile, material_id: UUID) -> HttpResponseBase:
    """The bytes of a material of a case that was opened; ``NotFound`` for one of another case."""
    row = Material.objects.filter(pk=material_id, case_id=file.row.id).first()
    if row is None:
        raise NotFound
    try:
        stream = blobs().open(row.digest)
    except Missing as error:
        raise NotFound("这件材料的文件不在存储中，请联系系统管理员。") from error
    return send(request, stream, row.media_type, row.file_name)
