"""The form of an upload of evidence: what was typed, which files came, and what the act is told of each."""

import hashlib
import mimetypes
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from sanzhi.accounts.actors import Actor
from sanzhi.cases.door import perform
from sanzhi.cases.queries import CaseFile
from sanzhi.desk.reading import moment
from sanzhi.desk.special_files import OTHER
from sanzhi.evidence.files import blobs
from sanzhi.evidence.models import Kind
from sanzhi.jobs import clock
from sanzhi.law.errors import FieldError, Invalid
from sanzhi.procedure import acts
from sanzhi.procedure.deed import china_day

MEGABYTE = 1024 * 1024
LARGEST = 200 * MEGABYTE
MOST_FILES = 20
# Beside the files a request carries a few short fields.
LARGEST_REQUEST = MOST_FILES * LARGEST + MEGABYTE

_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]{0,40}/[a-z0-9][a-z0-9.+-]{0,56}")


@dataclass(frozen=True)
class Typed:
    """What stands in the form, as typed; ``several`` says that more than one file was chosen."""

    title: str = ""
    kind: str = ""
    collected: str = ""
    place: str = ""
    late_reason: str = ""
    several: bool = False


def blank() -> Typed:
    """The form as it begins: collected now, in China."""
    return Typed(collected=f"{clock.now().astimezone(clock.CHINA):%Y-%m-%dT%H:%M}")


def read(post: QueryDict, files: Sequence["UploadedFile[bytes]"]) -> Typed:
    """Read what a browser sent."""
    return Typed(
        title=post.get("title", "").strip(),
        kind=post.get("kind", ""),
        collected=post.get("collected", "").strip(),
        place=post.get("place", "").strip(),
        late_reason=post.get("late_reason", "").strip(),
        several=len(files) > 1 or post.get("several") == "1",
    )


def check(typed: Typed, files: Sequence["UploadedFile[bytes]"]) -> datetime:
    """The moment of collection; ``Invalid`` names every wrong field and file at once."""
    errors = [*_faults_of_files(files), *_faults_of_words(typed)]
    collected = moment(typed.collected)
    errors += _faults_of_moment(collected, typed)
    if errors or collected is None:
        raise Invalid(errors)
    return collected


def _faults_of_files(files: Sequence["UploadedFile[bytes]"]) -> list[FieldError]:
    if not files:
        return [FieldError("files", "文件", "请选择要上传的文件")]
    if len(files) > MOST_FILES:
        return [FieldError("files", "文件", f"一次最多 {MOST_FILES} 个，现有 {len(files)} 个，请分次上传")]
    found = []
    for file in files:
        if not file.size:
            found.append(FieldError("files", "文件", f"“{file.name}”是空文件（0 字节），请检查后重新选择"))
        elif file.size > LARGEST:
            rule = f"“{file.name}”有 {file.size // MEGABYTE} MB，每个文件不超过 {LARGEST // MEGABYTE} MB"
            found.append(FieldError("files", "文件", rule))
    return found


def _faults_of_words(typed: Typed) -> list[FieldError]:
    found = []
    if typed.kind not in Kind.values:
        found.append(FieldError("kind", "证据种类", "请选择（行政处罚法第四十六条列有八种）"))
    for name, label, text in (("title", "名称", typed.title), ("place", "取得地点", typed.place)):
        if len(text) > 150:
            found.append(FieldError(name, label, "不超过 150 个字"))
    return found


def _faults_of_moment(collected: datetime | None, typed: Typed) -> list[FieldError]:
    if collected is None:
        return [FieldError("collected", "取得时间", "应为日期和时间，例如 2026-03-02 09:30")]
    if collected > clock.now():
        return [FieldError("collected", "取得时间", "不能晚于现在")]
    if china_day(collected) < clock.today() and not typed.late_reason:
        return [FieldError("late_reason", "补录原因", "取得时间早于今天的，必须说明为什么今天才录入")]
    return []


def add(
    file: CaseFile, actor: Actor, typed: Typed, collected: datetime, key: str, upload: "UploadedFile[bytes]"
) -> str:
    """Store one file and bind it to the case; returns its digest. A form sent twice adds it once."""
    upload.seek(0)
    blob = blobs().put(cast(BinaryIO, upload.file))
    data: dict[str, Any] = {
        "title": _title(typed, upload),
        "kind": typed.kind,
        "digest": blob.digest,
        "size": blob.size,
        "media_type": _media_type(upload),
        "file_name": _name(upload),
        "collected_at": collected.isoformat(),
        "place": typed.place,
    }
    perform(
        "add_evidence",
        file.row.id,
        actor=actor,
        data=data,
        key=_key(key, data),
        happened=_happened(file, collected),
        late_reason=typed.late_reason,
    )
    return blob.digest


def _happened(file: CaseFile, collected: datetime) -> datetime | None:
    """When the act happened: on collection, as far as the case was open then and the act may be entered late.

    What was collected earlier keeps its own day in the material and its reason in the event.
    """
    if china_day(collected) == clock.today() or collected < file.row.opened_at:
        return None
    oldest = clock.now() - timedelta(days=acts.get("add_evidence").late_days)
    return collected if collected >= oldest else None


def _key(form: str, data: Mapping[str, Any]) -> str:
    """One key for one file under one form with the same words: repeated it is harmless, changed it is new."""
    told = "|".join(f"{name}={data[name]}" for name in sorted(data))
    return f"evidence:{hashlib.sha256(f'{form}|{told}'.encode()).hexdigest()}"


def _title(typed: Typed, upload: "UploadedFile[bytes]") -> str:
    stem = _name(upload).rpartition(".")[0] or _name(upload)
    if not typed.title:
        return stem
    return f"{typed.title}（{stem}）"[:200] if typed.several else typed.title


def _name(upload: "UploadedFile[bytes]") -> str:
    return (upload.name or "未命名")[-200:]


def _media_type(upload: "UploadedFile[bytes]") -> str:
    """What the browser says it is, where that is a type; it decides nothing but how the file is opened."""
    given = (upload.content_type or "").lower()
    guessed = mimetypes.guess_type(_name(upload))[0] or ""
    return next((kind for kind in (given, guessed) if _MEDIA_TYPE.fullmatch(kind)), OTHER)
