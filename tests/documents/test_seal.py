"""A seal leaves the original in front, proves itself, and shows every later change."""

import hashlib
import http.client
import http.server
import json
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar

import pypdfium2  # type: ignore[import-untyped]  # The package ships no types.
import pytest

from sanzhi.documents import pdfium
from sanzhi.documents.errors import SealError
from sanzhi.documents.sealing.service import SealService
from sanzhi.documents.sealing.testseal import build_server, read_key
from sanzhi.documents.sealing.verify import contains_original, verify_seal
from tests.documents.papers import DOCUMENT_ID, issued, text_of
from tests.documents.samples import sample

AGENCY = "黔西市市场监督管理局"


@contextmanager
def running(server: http.server.ThreadingHTTPServer) -> Iterator[str]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("seal")


@pytest.fixture(scope="module")
def service(home: Path) -> Iterator[SealService]:
    with running(build_server(home, 0)) as url:
        yield SealService(url, read_key(home))


@pytest.fixture(scope="module")
def original() -> bytes:
    return issued("decision").pdf


@pytest.fixture(scope="module")
def sealed(service: SealService, original: bytes) -> bytes:
    return service.seal(original, name=AGENCY, document_id=DOCUMENT_ID)


def root_of(service: SealService) -> bytes:
    with urllib.request.urlopen(f"{service.url}/certificate") as answer:
        pem: bytes = answer.read()
    return pem


def test_the_original_stands_in_front_of_the_seal(original: bytes, sealed: bytes) -> None:
    assert sealed.startswith(original)
    assert contains_original(sealed, hashlib.sha256(original).hexdigest())
    assert not contains_original(sealed, hashlib.sha256(original + b" ").hexdigest())


def test_the_seal_names_its_signer_and_its_moment(service: SealService, sealed: bytes) -> None:
    info = verify_seal(sealed, roots=[root_of(service)])
    assert info.signer == f"{AGENCY}（测试印章）"
    assert info.signed_at is not None
    assert abs(datetime.now(UTC) - info.signed_at) < timedelta(minutes=5)
    assert info.intact
    assert info.trusted


def test_a_seal_of_a_stranger_is_intact_but_not_trusted(
    tmp_path: Path, original: bytes, sealed: bytes
) -> None:
    with running(build_server(tmp_path, 0)) as url:
        stranger = SealService(url, read_key(tmp_path))
        root = root_of(stranger)
    assert not verify_seal(sealed, roots=[root]).trusted
    assert not verify_seal(sealed).trusted
    assert verify_seal(sealed).intact


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9])
def test_a_flipped_byte_breaks_the_seal(original: bytes, sealed: bytes, share: float) -> None:
    place = int(len(original) * share)
    broken = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
    try:
        assert not verify_seal(broken).intact
    except SealError as refusal:
        assert "已损坏" in str(refusal)


def test_an_appended_byte_breaks_the_seal(sealed: bytes) -> None:
    assert not verify_seal(sealed + b"\n% more").intact


def test_an_unsealed_file_has_no_seal(original: bytes) -> None:
    with pytest.raises(SealError, match="没有电子印章"):
        verify_seal(original)


def test_what_is_no_pdf_cannot_be_verified() -> None:
    with pytest.raises(SealError, match="已损坏"):
        verify_seal(b"hello")


def test_the_red_seal_lies_over_name_and_date(original: bytes, sealed: bytes) -> None:
    where = pdfium.last_box(original, AGENCY)
    assert where is not None
    with pypdfium2.PdfDocument(sealed) as document:
        document.init_forms()
        picture = document[where.page].render(scale=1, may_draw_forms=True).to_pil().convert("RGB")
    across, down = (where.left + where.right) / 2, picture.height - where.bottom
    near = picture.crop((int(across - 60), int(down - 60), int(across + 60), int(down + 60)))
    red = sum(1 for r, g, b in near.get_flattened_data() if r > 150 and g < 90 and b < 90)
    far = picture.crop((0, 0, picture.width, 300))
    assert red > 800
    assert not any(r > 150 and g < 90 and b < 90 for r, g, b in far.get_flattened_data())


def test_the_wording_is_untouched(original: bytes, sealed: bytes) -> None:
    assert text_of(sealed).replace("测试印章", "").startswith(text_of(original)[:200])


def test_a_second_seal_keeps_the_first(service: SealService, sealed: bytes) -> None:
    twice = service.seal(sealed, name=AGENCY, document_id=DOCUMENT_ID)
    assert twice.startswith(sealed)
    assert verify_seal(twice).intact


def test_a_name_that_stands_nowhere_is_refused(service: SealService, original: bytes) -> None:
    with pytest.raises(SealError, match="没有找到署名“金沙县林业局”"):
        service.seal(original, name="金沙县林业局", document_id=DOCUMENT_ID)


@pytest.mark.parametrize("length", [4, 18, 19, 27, 40])
def test_a_name_of_any_length_finds_its_place(service: SealService, length: int) -> None:
    name = "局" * length
    pdf = issued("decision", agency={**sample("decision")["agency"], "name": name}).pdf
    assert verify_seal(service.seal(pdf, name=name, document_id=DOCUMENT_ID)).intact


def test_a_wrong_key_is_refused(service: SealService, original: bytes) -> None:
    with pytest.raises(SealError, match="密钥不正确"):
        SealService(service.url, "wrong").seal(original, name=AGENCY, document_id=DOCUMENT_ID)


def test_a_document_without_id_is_refused(service: SealService, original: bytes) -> None:
    with pytest.raises(SealError, match="没有说明为哪份文书用印"):
        service.seal(original, name=AGENCY, document_id="12")


def test_what_is_no_pdf_is_refused(service: SealService) -> None:
    with pytest.raises(SealError, match="打不开这个 PDF"):
        service.seal(b"hello", name=AGENCY, document_id=DOCUMENT_ID)


def test_an_unreachable_service_says_so(original: bytes) -> None:
    with pytest.raises(SealError, match="暂时无法连接"):
        SealService("http://127.0.0.1:9", "key", timeout=2).seal(
            original, name=AGENCY, document_id=DOCUMENT_ID
        )


def test_an_address_that_is_none_is_refused(original: bytes) -> None:
    with pytest.raises(SealError, match="地址不正确"):
        SealService("file:///etc/passwd", "key").seal(original, name=AGENCY, document_id=DOCUMENT_ID)


class Forger(http.server.BaseHTTPRequestHandler):
    """A service that answers every request with the same bytes."""

    answer: ClassVar[bytes] = b""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.answer)))
        self.end_headers()
        self.wfile.write(self.answer)

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent."""


def test_the_seal_of_another_document_is_not_accepted(original: bytes, sealed: bytes) -> None:
    forger = type("ForgerOfOne", (Forger,), {"answer": sealed})
    other = issued("decision", facts="另一份文书").pdf
    with (
        running(http.server.ThreadingHTTPServer(("127.0.0.1", 0), forger)) as url,
        pytest.raises(SealError, match="不是本文书的签章件"),
    ):
        SealService(url, "key").seal(other, name=AGENCY, document_id=DOCUMENT_ID)


def test_an_original_returned_without_seal_is_not_accepted(original: bytes) -> None:
    forger = type("ForgerOfNone", (Forger,), {"answer": original})
    with (
        running(http.server.ThreadingHTTPServer(("127.0.0.1", 0), forger)) as url,
        pytest.raises(SealError, match="没有电子印章"),
    ):
        SealService(url, "key").seal(original, name=AGENCY, document_id=DOCUMENT_ID)


def test_every_seal_is_in_the_register(home: Path, sealed: bytes, original: bytes) -> None:
    lines = [json.loads(line) for line in (home / "register.jsonl").read_text("utf-8").splitlines()]
    entry = next(line for line in lines if line["sealed"] == hashlib.sha256(sealed).hexdigest())
    assert entry["document_id"] == DOCUMENT_ID
    assert entry["name"] == AGENCY
    assert entry["original"] == hashlib.sha256(original).hexdigest()


def test_secrets_are_readable_by_their_owner_alone(home: Path, sealed: bytes) -> None:
    for path in [home / "key", *(home / "certificates").glob("*.pem")]:
        assert path.stat().st_mode & 0o077 == 0


def test_first_seals_at_the_same_time_share_one_certificate(tmp_path: Path, original: bytes) -> None:
    with running(build_server(tmp_path, 0)) as url:
        client = SealService(url, read_key(tmp_path))
        with ThreadPoolExecutor(4) as pool:
            made = list(
                pool.map(lambda _: client.seal(original, name=AGENCY, document_id=DOCUMENT_ID), range(6))
            )
        assert all(verify_seal(each, roots=[root_of(client)]).trusted for each in made)
    assert len(list((tmp_path / "certificates").glob("*.pem"))) == 2


def test_the_program_starts_seals_and_stops(tmp_path: Path, original: bytes) -> None:
    program = [
        sys.executable,
        "-m",
        "sanzhi.documents.sealing.testseal",
        "--port",
        "0",
        "--home",
        str(tmp_path),
    ]
    with subprocess.Popen(program, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        url = process.stderr.readline().strip().rsplit("：", 1)[1]
        connection = http.client.HTTPConnection(url.removeprefix("http://"))
        connection.request("GET", "/health")
        assert connection.getresponse().status == 200
        connection.close()
        sealed = SealService(url, read_key(tmp_path)).seal(original, name=AGENCY, document_id=DOCUMENT_ID)
        process.terminate()
        assert process.wait(10) == 0
    assert verify_seal(sealed).intact
