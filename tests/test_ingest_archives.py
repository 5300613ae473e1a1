"""zip, tar, packed files and web archives: what is in them is read; bombs, traps and damage are refused."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso import RefusedReport, Report
from sayso.ingest import reports, size

TEXT = "The mayor of Averholt said on Tuesday that the bridge was safe and would open again in the spring.\n"
PAGE = f"<html><head><title>Bridge</title></head><body><article>{f'<p>{TEXT}</p>' * 4}</article></body></html>".encode()
LINES = "".join(json.dumps({"id": f"j{k}", "text": TEXT}) + "\n" for k in range(2)).encode()
FEED = f"<rss><channel><item><guid>g1</guid><description>{TEXT}</description></item></channel></rss>".encode()
FILES = {"news/b.txt": TEXT.encode(), "a.html": PAGE, "news/deep/c.jsonl": LINES, "f.rss": FEED}


def piped(data: bytes) -> list[str]:
    return shown(list(reports(["-"], stdin=io.BytesIO(data))))


def shown(found: list[Report | RefusedReport]) -> list[str]:
    return [item.id if isinstance(item, Report) else f"{item.where}: {item.reason}" for item in found]


def zipped(files: dict[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(files: dict[str, bytes], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "ids"),
    [
        (zipped(FILES), ["-!a.html", "g1", "-!news/b.txt", "j0", "j1"]),
        (zipped(FILES, zipfile.ZIP_STORED), ["-!a.html", "g1", "-!news/b.txt", "j0", "j1"]),
        (tarred(FILES), ["-!news/b.txt", "-!a.html", "j0", "j1", "g1"]),
        (tarred(FILES, "w:gz"), ["-!-!news/b.txt", "-!-!a.html", "j0", "j1", "g1"]),
        (tarred(FILES, "w:bz2"), ["-!-!news/b.txt", "-!-!a.html", "j0", "j1", "g1"]),
        (tarred(FILES, "w:xz"), ["-!-!news/b.txt", "-!-!a.html", "j0", "j1", "g1"]),
        (gzip.compress(LINES), ["j0", "j1"]),
        (bz2.compress(TEXT.encode()), ["-!-"]),
        (lzma.compress(PAGE), ["-!-"]),
        (zipped({"inner.zip": zipped({"a.txt": TEXT.encode()})}), ["-!inner.zip!a.txt"]),
    ],
)
def test_archives_are_read(tmp_path: Path, data: bytes, ids: list[str]) -> None:
    assert piped(data) == ids
    path = tmp_path / "news.archive"
    path.write_bytes(data)
    taken: list[int] = []
    found = list(reports([path], advance=taken.append))
    assert [item.replace(str(path), "-").replace("!news.archive", "!-") for item in shown(found)] == ids
    assert sum(taken) == size([path]) == len(data)


def test_ids_of_members(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    (tmp_path / "b.zip").write_bytes(zipped({"x\n.txt": TEXT.encode()}))
    (tmp_path / "c.jsonl.bz2").write_bytes(bz2.compress(LINES + b"{broken\n"))
    top = str(tmp_path)
    found = list(reports([tmp_path]))
    assert [item.replace(top, "") for item in shown(found)][:2] == ["/a.txt.gz!a.txt", "/b.zip!x\\n.txt"]
    assert [item.where for item in found[2:4] if isinstance(item, Report)] == [
        f"{top}/c.jsonl.bz2!c.jsonl:1", f"{top}/c.jsonl.bz2!c.jsonl:2",
    ]  # fmt: skip
    assert isinstance(found[4], RefusedReport) and found[4].where == f"{top}/c.jsonl.bz2!c.jsonl:3"


def linked() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind in (("link", tarfile.SYMTYPE), ("hard", tarfile.LNKTYPE), ("pipe", tarfile.FIFOTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    return out.getvalue()


EARLY = "damaged archive: Compressed file ended before the end-of-stream marker was reached"
BAD = "a path that leads out of the archive"


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (zipped({}), ["-: an archive without files to read"]),
        (tarred({".hidden": b"x", "__MACOSX/._a": b"x"}), ["-: an archive without files to read"]),
        (zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"x"}), ["-: not text: an office document"]),
        (
            zipped(dict.fromkeys(("../../etc/a.txt", "/a.txt", "C:/a.txt", "..\\b.txt", "z.txt"), TEXT.encode())),
            [f"-!../../etc/a.txt: {BAD}", f"-!..\\b.txt: {BAD}", f"-!/a.txt: {BAD}", f"-!C:/a.txt: {BAD}", "-!z.txt"],
        ),
        (tarred({"../a.txt": b"x", "./z.txt": TEXT.encode()}), [f"-!../a.txt: {BAD}", "-!./z.txt"]),
        (linked(), [f"-!{name}: not a file: a link or device in an archive" for name in ("link", "hard", "pipe")]),
        (zipped({"a.txt": b"", "b.pdf": b"%PDF-1.7\n", "c.txt": TEXT.encode()}),
         ["-!a.txt: empty", "-!b.pdf: not text: a PDF file", "-!c.txt"]),
        (b"\x1f\x8b\x08\0\0", [f"-!-: {EARLY}"]),
        (b"BZh91AY&SY\x01\x02", [f"-!-: {EARLY}"]),
        (b"PK\x03\x04 and then nothing", ["-: damaged archive: File is not a zip file"]),
        (tarred(FILES)[:700], ["-!news/b.txt", "-: damaged archive: unexpected end of data"]),
    ],
)  # fmt: skip
def test_traps_and_damage(data: bytes, wanted: list[str]) -> None:
    assert piped(data) == wanted


def test_damage_costs_no_more_than_it_must() -> None:
    data = bytearray(zipped({"a.txt": TEXT.encode(), "b.txt": TEXT.encode() * 9, "c.txt": TEXT.encode()}))
    at = data.find(b"b.txt") + 12
    data[at] ^= 0xFF
    a, b, c = piped(bytes(data))
    assert (a, c) == ("-!a.txt", "-!c.txt") and b.startswith("-!b.txt: damaged archive: ")


def test_an_encrypted_member_is_refused() -> None:
    data = bytearray(zipped({"a.txt": TEXT.encode(), "b.txt": TEXT.encode()}))
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1  # the flag in the table; the file's own beside it
    data[data.find(b"PK\x03\x04") + 6] |= 1
    assert piped(bytes(data)) == ["-!a.txt: encrypted", "-!b.txt"]


def nested(depth: int) -> bytes:
    data = zipped({"a.txt": TEXT.encode()})
    for _ in range(depth):
        data = zipped({"in.zip": data})
    return data


def test_archives_in_archives_end() -> None:
    assert piped(nested(2)) == ["-!in.zip!in.zip!a.txt"]
    assert piped(nested(3)) == ["-!in.zip!in.zip!in.zip: archives in archives, more than 3 deep"]


class Same(io.RawIOBase):
    """So many bytes of one kind, made as they are read."""

    def __init__(self, count: int) -> None:
        self._left = count

    def readable(self) -> bool:
        return True

    def read(self, amount: int = -1) -> bytes:
        amount = min(amount, self._left)
        self._left -= amount
        return b"x" * amount


def bomb_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for k in range(4):
            with archive.open(f"{k}.jsonl", "w") as member:
                for _ in range(30):
                    member.write(b"x" * 1_000_000)


def bomb_tar(path: Path) -> None:
    with tarfile.open(path, "w:gz") as archive:
        info = tarfile.TarInfo("a.jsonl")
        info.size = 120_000_000
        archive.addfile(info, Same(info.size))  # type: ignore[arg-type]


@pytest.mark.parametrize("make", [bomb_zip, bomb_tar])
def test_bombs_are_refused_once_and_in_flat_memory(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "bomb"
    make(path)
    assert path.stat().st_size < 1_000_000
    (tmp_path / "z.txt").write_text(TEXT)
    tracemalloc.start()
    begun = time.monotonic()
    found = shown(list(reports([tmp_path])))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    reason = "a decompression bomb: more than 100 times its size when unpacked"
    assert found[-2:] == [f"{path}: {reason}", f"{tmp_path}/z.txt"]
    assert len(found) < 6 and peak < 90_000_000 and time.monotonic() - begun < 30


def test_a_packed_file_is_read_no_further_than_a_plain_one(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz"
    with gzip.open(path, "wb") as file:
        for _ in range(120):
            file.write(b"x" * 1_000_000)
    assert shown(list(reports([path]))) == [f"{path}!a.txt: too long: more than 20 MB (limit 20 MB for one report)"]


def test_what_packs_well_is_no_bomb(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    with gzip.open(path, "wb") as file:
        file.write(b"x" * 15_000_000 + b"\n")
        file.write(LINES)
    assert shown(list(reports([path])))[1:] == ["j0", "j1"]


def record(n: int, body: bytes = PAGE, kind: str = "text/html; charset=utf-8", status: str = "200 OK", extra: str = "",
           type: str = "response") -> bytes:  # fmt: skip
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    return (
        f"WARC/1.0\r\nWARC-Type: {type}\r\nWARC-Target-URI: https://tide.example/{n}\r\n"
        "WARC-Date: 2024-01-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{n}>\r\nContent-Type: application/http; msgtype=response\r\n{extra}"
        f"Content-Length: {len(http)}\r\n\r\n"
    ).encode() + http + b"\r\n\r\n"  # fmt: skip


GOOD = [record(k) for k in range(3)]
PACKED = [gzip.compress(part) for part in GOOD]
OK = ["urn:uuid:0", "urn:uuid:1", "urn:uuid:2"]
BREAKS = "damaged record: it breaks off"


def flipped(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 0xFF]) + data[middle + 1 :]


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (b"".join(GOOD), OK),
        (b"".join(PACKED), OK),
        (b"\r\n" + b"".join(GOOD), None),
        (GOOD[0] + record(1, type="request") + record(2, kind="image/png") + record(3, status="404 Not Found")
         + record(4, type="revisit") + record(5, b"", status="301 Moved"), OK[:1]),
        (record(0, type="warcinfo"), ["-: no page in it: a web archive without responses that are pages"]),
        (b"".join(GOOD)[:-300], [*OK[:2], f"-:3: {BREAKS}"]),
        (b"".join(PACKED)[:-100], [*OK[:2], f"-!-:3: {BREAKS}", "-: damaged archive: it ends too early"]),
        (GOOD[0] + GOOD[1][:150] + GOOD[2], [OK[0], f"-:2: {BREAKS}", OK[2]]),
        (GOOD[0] + GOOD[1][:-200] + GOOD[2], [OK[0], f"-:2: {BREAKS}", OK[2]]),
        (GOOD[0] + b"noise\r\n\r\n" * 9 + GOOD[2], [OK[0], OK[2]]),
        (GOOD[0] + GOOD[1].replace(b"Content-Length: ", b"Content-Length: x") + GOOD[2],
         [OK[0], "-:2: damaged record: no length", OK[2]]),
        (GOOD[0] + record(1, extra="WARC-Truncated: length\r\n") + GOOD[2],
         [OK[0], "-:2: broken off: the crawler did not keep all of the page", OK[2]]),
        (GOOD[0] + record(1, b"<html><p>x</p></html>") + GOOD[2],
         [OK[0], "-:2: no article: no running text in the page", OK[2]]),
        (record(0, TEXT.encode(), "text/plain"), ["urn:uuid:0"]),
        (record(0, gzip.compress(PAGE), "text/html\r\nContent-Encoding: gzip"), ["urn:uuid:0"]),
        (record(0, b"x" * 21_000_000) + GOOD[1], ["-:1: too long: 21.0 MB (limit 20 MB for one report)", OK[1]]),
        (record(0, gzip.compress(b"x" * 21_000_000), "text/html\r\nContent-Encoding: gzip") + GOOD[1],
         ["-:1: too long: more than 20 MB (limit 20 MB for one report)", OK[1]]),
    ],
)  # fmt: skip
def test_web_archives(data: bytes, wanted: list[str] | None) -> None:
    if wanted is not None:
        assert piped(data) == wanted
    else:
        assert piped(data[2:]) == OK


def test_a_damaged_member_costs_itself_alone() -> None:
    first, *middle, last, damage = piped(PACKED[0] + flipped(PACKED[1]) + PACKED[2])
    assert (first, last) == (OK[0], OK[2]) and len(middle) <= 1
    assert damage.startswith("-: damaged archive: ")


def test_what_is_taken_from_a_record(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    latin = record(1, PAGE.replace(b"spring", b"caf\xe9"), "text/html;charset=latin1")
    path.write_bytes(PACKED[0] + gzip.compress(latin))
    one, two = reports([path])
    assert isinstance(one, Report) and isinstance(two, Report)
    assert (one.url, one.title, one.published, one.where) == (
        "https://tide.example/0", "Bridge", None, f"{path}!crawl.warc:1",
    )  # fmt: skip
    assert "café" in two.text


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([b"".join(GOOD[:2]), b"".join(PACKED[:2]), zipped(FILES), tarred(FILES), tarred(FILES, "w:gz")]),
    st.integers(0, 5000),
    st.integers(0, 5000),
    st.binary(max_size=20),
)
def test_whatever_is_broken_there_is_an_outcome(data: bytes, start: int, end: int, put: bytes) -> None:
    start, end = start % len(data), end % len(data)
    found = list(reports(["-"], stdin=io.BytesIO(data[: min(start, end)] + put + data[max(start, end) :])))
    assert found
    for item in found:
        assert isinstance(item, Report) or (item.reason.isprintable() and item.where.isprintable())
