"""The portal's copy holds only what was signed, follows only one history, and is enough to start again."""

import functools
import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from sanzhi.ledger import canonical, leaf
from sanzhi.ledger.audit import audit
from sanzhi.ledger.checkpoint import Checkpoint, published
from sanzhi.ledger.content import content_path, destroy_content, put_content
from sanzhi.ledger.errors import BadNote, FeedFault, Inconsistent, LedgerError, Rewound
from sanzhi.ledger.feed import FolderSource, HttpSource, Source
from sanzhi.ledger.head import Head
from sanzhi.ledger.keys import load_or_create
from sanzhi.ledger.log import Log
from sanzhi.ledger.mirror import mirror
from sanzhi.ledger.note import Signer


def content_of(number: int) -> bytes:
    return canonical.dumps({"salt": f"{number:032x}", "record": {"title": f"处罚决定 {number}"}})


def release(log: Log, number: int, op: str = "release") -> bytes:
    """Release a text the way the publisher does: the content first, then the entry that names it."""
    digest = put_content(log.folder, content_of(number)) if op == "release" else None
    return leaf.pack({"v": 1, "op": op, "id": f"case {number}", "content": digest})


def release_many(log: Log, first: int, last: int) -> None:
    with ThreadPoolExecutor(16) as pool:
        log.append(list(pool.map(functools.partial(release, log), range(first, last))))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "portal"


@pytest.fixture(params=["folder", "http"])
def source(log: Log, request: pytest.FixtureRequest) -> Iterator[Source]:
    """The same feed as a folder and as a website."""
    if request.param == "folder":
        yield FolderSource(log.folder)
        return
    handler = functools.partial(Quiet, directory=str(log.folder))
    with serving(handler) as url:
        yield HttpSource(url + "/", timeout=10)


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A file server that says nothing."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class serving:
    """A real web server on a free port for as long as the block lasts."""

    def __init__(self, handler: Any) -> None:
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    def __enter__(self) -> str:
        self._thread.start()
        return f"http://127.0.0.1:{self._server.server_port}"

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def test_a_copy_follows_the_log_and_holds_the_same_files(log: Log, source: Source, copy: Path) -> None:
    assert mirror(source, copy, log.verifier) == range(0, 0)
    release_many(log, 0, 5)
    assert mirror(source, copy, log.verifier) == range(0, 5)
    assert mirror(source, copy, log.verifier) == range(5, 5)
    release_many(log, 5, 300)
    assert mirror(source, copy, log.verifier) == range(5, 300)
    assert audit(copy, log.verifier) == []
    assert (copy / "checkpoint").read_text() == log.checkpoint()
    for index, entry in enumerate(FolderSource(copy).entries(0, 300)):
        assert FolderSource(copy).content(leaf.unpack(entry)["content"]) == content_of(index)


def test_a_copy_of_many_batches_is_the_log(
    log: Log, copy: Path, leaves: Callable[[int], list[bytes]]
) -> None:
    every = leaves(9_000)
    log.append(every)
    assert mirror(FolderSource(log.folder), copy, log.verifier) == range(0, 9_000)
    assert audit(copy, log.verifier) == []
    assert FolderSource(copy).entries(4_000, 4_200) == every[4_000:4_200]


def test_a_copy_can_itself_be_copied(log: Log, copy: Path, tmp_path: Path) -> None:
    release_many(log, 0, 260)
    mirror(FolderSource(log.folder), copy, log.verifier)
    assert mirror(FolderSource(copy), tmp_path / "second", log.verifier) == range(0, 260)


def test_entries_are_asked_for_by_first_and_the_one_after_last(log: Log, source: Source) -> None:
    release_many(log, 0, 260)
    every = source.entries(0, 260)
    assert source.entries(255, 257) == every[255:257]
    assert source.entries(260, 260) == []
    with pytest.raises(FeedFault):
        source.entries(0, 261)
    release_many(log, 260, 270)
    assert len(source.entries(0, 270)) == 270


def test_entries_of_an_older_checkpoint_are_found_in_the_full_bundle(log: Log, source: Source) -> None:
    release_many(log, 0, 200)
    source.checkpoint()
    before = source.entries(0, 200)
    release_many(log, 200, 300)
    assert source.entries(0, 200) == before


def test_a_withdrawn_text_need_not_be_there(log: Log, source: Source, copy: Path) -> None:
    release_many(log, 0, 3)
    entry = FolderSource(log.folder).entries(1, 2)[0]
    log.append([release(log, 1, "withdraw")])
    assert destroy_content(log.folder, leaf.unpack(entry)["content"])
    assert mirror(source, copy, log.verifier) == range(0, 4)
    assert audit(copy, log.verifier) == []


def test_a_text_that_is_missing_without_a_withdrawal_stops_the_copy(
    log: Log, source: Source, copy: Path
) -> None:
    release_many(log, 0, 3)
    digest = leaf.unpack(FolderSource(log.folder).entries(1, 2)[0])["content"]
    destroy_content(log.folder, digest)
    with pytest.raises(FeedFault, match="序号 1"):
        mirror(source, copy, log.verifier)
    assert published(copy, log.verifier) is None
    put_content(log.folder, content_of(1))
    assert mirror(source, copy, log.verifier) == range(0, 3)


def test_a_changed_text_is_refused(log: Log, source: Source, copy: Path) -> None:
    release_many(log, 0, 3)
    digest = leaf.unpack(FolderSource(log.folder).entries(1, 2)[0])["content"]
    (log.folder / content_path(digest)).write_bytes(content_of(2))
    with pytest.raises(Inconsistent, match="摘要不符"):
        mirror(source, copy, log.verifier)


def test_a_changed_entry_is_refused(log: Log, source: Source, copy: Path) -> None:
    release_many(log, 0, 3)
    bundle = log.folder / "tile/entries/000.p/3"
    bundle.write_bytes(bundle.read_bytes().replace(b"case 1", b"case 9"))
    with pytest.raises(Inconsistent, match="树根不符"):
        mirror(source, copy, log.verifier)
    assert published(copy, log.verifier) is None


def rival(log: Log, name: str, signer: Signer) -> Log:
    """A log of the same origin with a history of its own."""
    home = log.folder.parent / name
    return Log(home / "log", log.origin, signer, Head(home / "head.db"), keep_entries=True)


def test_a_fork_signed_with_another_key_is_refused(log: Log, copy: Path) -> None:
    release_many(log, 0, 3)
    mirror(FolderSource(log.folder), copy, log.verifier)
    fork = rival(log, "fork", load_or_create(log.folder.parent / "other.key", log.origin))
    release_many(fork, 0, 4)
    with pytest.raises(BadNote):
        mirror(FolderSource(fork.folder), copy, log.verifier)


@pytest.mark.parametrize(("size", "error"), [(2, Rewound), (3, Inconsistent), (4, Inconsistent)])
def test_another_history_under_the_true_key_is_refused(
    log: Log, signer: Signer, copy: Path, size: int, error: type[LedgerError]
) -> None:
    release_many(log, 0, 3)
    mirror(FolderSource(log.folder), copy, log.verifier)
    fork = rival(log, "fork", signer)
    release_many(fork, 10, 10 + size)
    with pytest.raises(error):
        mirror(FolderSource(fork.folder), copy, log.verifier)
    assert (copy / "checkpoint").read_text() == log.checkpoint()
    release_many(log, 3, 6)
    assert mirror(FolderSource(log.folder), copy, log.verifier) == range(3, 6)
    assert audit(copy, log.verifier) == []


def test_a_log_restored_to_yesterday_is_refused(log: Log, copy: Path) -> None:
    release_many(log, 0, 3)
    shutil.copytree(log.folder, log.folder.parent / "yesterday")
    release_many(log, 3, 5)
    mirror(FolderSource(log.folder), copy, log.verifier)
    with pytest.raises(Rewound):
        mirror(FolderSource(log.folder.parent / "yesterday"), copy, log.verifier)


def test_a_changed_copy_is_noticed_before_it_grows(log: Log, copy: Path) -> None:
    release_many(log, 0, 3)
    mirror(FolderSource(log.folder), copy, log.verifier)
    tile = copy / "tile/0/000.p/3"
    tile.write_bytes(b"\xff" + tile.read_bytes()[1:])
    with pytest.raises(Inconsistent, match="镜像"):
        mirror(FolderSource(log.folder), copy, log.verifier)


def test_a_feed_that_is_not_there_yet_is_a_feed_fault(log: Log, tmp_path: Path, copy: Path) -> None:
    for absent in (FolderSource(tmp_path / "nowhere"), HttpSource("http://127.0.0.1:9")):
        with pytest.raises(FeedFault):
            mirror(absent, copy, log.verifier)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://a.example/", "demo.example"])
def test_only_web_addresses_are_followed(url: str) -> None:
    with pytest.raises(FeedFault):
        HttpSource(url)


class Failing(Quiet):
    """A server that answers with an error, far too much, nonsense, or never."""

    released = threading.Event()

    def do_GET(self) -> None:
        if self.path.startswith("/error"):
            self.send_error(500)
        elif self.path.startswith("/much"):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"a" * 70_000)
        elif self.path.startswith("/never"):
            self.released.wait(10)
        else:
            self.wfile.write(b"nonsense\r\n\r\n")


@pytest.mark.parametrize("kind", ["error", "much", "nonsense", "never"])
def test_a_server_out_of_order_is_a_feed_fault(kind: str) -> None:
    with serving(Failing) as url:
        with pytest.raises(FeedFault):
            HttpSource(f"{url}/{kind}", timeout=0.3).checkpoint()
        Failing.released.set()


@pytest.mark.parametrize("digest", ["", "../../secrets/key", "A" * 64, "a" * 63])
def test_a_content_is_asked_for_by_its_digest_only(log: Log, digest: str) -> None:
    with pytest.raises(FeedFault):
        FolderSource(log.folder).content(digest)


def test_a_mirrored_checkpoint_is_the_signed_one(log: Log, copy: Path) -> None:
    release_many(log, 0, 2)
    mirror(FolderSource(log.folder), copy, log.verifier)
    assert Checkpoint.unseal(FolderSource(copy).checkpoint(), log.verifier).size == 2
