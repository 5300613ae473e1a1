"""Files, folders and standard input: what is read, what is refused, and that nothing is lost or raised."""

from __future__ import annotations

import ast
import io
import os
import re
import socket
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso import InputError, RefusedReport, Report
from sayso.ingest import Defaults, encoding, reports, size

ROOT = Path(__file__).parent.parent
TEXT = "The mayor of Averholt said on Tuesday that the bridge was safe and would open again in the spring.\n"


def outcomes(*paths: str | Path) -> list[tuple[str, str]]:
    """`(file name, text)` of what was read, `(file name, reason)` of what was refused."""
    found = []
    for item in reports(paths):
        where, what = (item.id, item.text) if isinstance(item, Report) else (item.where, item.reason)
        found.append((where.rpartition("/")[2], what))
    return found


def piped(data: bytes) -> list[Report | RefusedReport]:
    return list(reports(["-"], stdin=io.BytesIO(data)))


def test_folders_are_read_in_the_order_of_names_and_hidden_files_passed_over(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", ".hidden.txt", ".git/x.txt", "B.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    assert [name for name, _ in outcomes(tmp_path)] == ["B.txt", "c.txt", "z.txt", "b.txt"]
    assert outcomes(tmp_path / ".hidden.txt") == [(".hidden.txt", TEXT)]
    assert next(iter(reports([tmp_path / "a"]))).id == f"{tmp_path}/a/b/c.txt"  # type: ignore[union-attr]


def test_paths_are_read_in_the_order_given(tmp_path: Path) -> None:
    for name in ("1.txt", "2.txt"):
        (tmp_path / name).write_text(TEXT)
    order = [tmp_path / "2.txt", tmp_path / "none", tmp_path / "1.txt", tmp_path / "2.txt"]
    assert [name for name, _ in outcomes(*order)] == ["2.txt", "none", "1.txt", "2.txt"]


def test_what_cannot_be_opened_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "gone").symlink_to("nowhere")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "loop1").symlink_to("loop2")
    (tmp_path / "loop2").symlink_to("loop1")
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        here = os.getcwd()
        os.chdir(tmp_path)  # the path of a socket must be short
        try:
            listener.bind("socket")
        finally:
            os.chdir(here)
    (tmp_path / "z.txt").write_text(TEXT)
    circle = "cannot be read: too many levels of symbolic links"
    special = "not a file: a device, pipe or socket in a folder"
    assert outcomes(tmp_path) == [
        ("a.txt", TEXT),
        ("gone", "a link to nothing"),
        ("loop", circle),
        ("loop1", circle),
        ("loop2", circle),
        ("pipe", special),
        ("socket", special),
        ("z.txt", TEXT),
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_forbidden_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "b").mkdir(mode=0)
    assert outcomes(tmp_path) == [("a.txt", "permission denied"), ("b", "permission denied")]


def test_links_that_lead_in_circles_end(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "up").symlink_to("..")
    (tmp_path / "self").symlink_to(".")
    (tmp_path / "z.txt").write_text(TEXT)
    assert outcomes(tmp_path) == [("z.txt", TEXT)]
    assert size([tmp_path]) == len(TEXT)


def test_paths_that_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "empty").mkdir()
    nothing = "no such file or folder"
    assert outcomes(tmp_path / "none", "", "a\0b", "\ud800") == [
        ("none", nothing),
        ("''", nothing),
        ("a\\x00b", nothing),
        ("\\ud800", nothing),
    ]
    assert outcomes(tmp_path / "empty") == [("empty", "a folder without files to read")]
    assert outcomes(tmp_path / "a.txt" / "b") == [("b", "cannot be read: not a directory")]
    assert outcomes(tmp_path / ("n" * 300))[0][1] == "cannot be read: file name too long"


@pytest.mark.parametrize(
    ("name", "shown"), [(b"a\nb.txt", "a\\nb.txt"), (b"\xe2\x80\xae.txt", "\\u202e.txt"), (b"\xff.txt", "\ufffd.txt")]
)
def test_odd_names_are_shown_on_one_line(tmp_path: Path, name: bytes, shown: str) -> None:
    path = os.fsencode(tmp_path) + b"/" + name
    with open(path, "w") as file:
        file.write(TEXT)
    assert outcomes(tmp_path) == outcomes(os.fsdecode(path)) == [(shown, TEXT)]


@pytest.mark.parametrize("text", [TEXT, "  " + TEXT + " \t ", TEXT.replace("\n", "\r\n") * 2, TEXT + "\x0b\u2028\x85…"])
def test_plain_text_is_kept_exactly(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    assert outcomes(path) == [("a.txt", text)]
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert outcomes(path) == [("a.txt", text)]
    assert piped(text.encode()) == [Report(id="-", text=text)]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b" \r\n\t\n", "empty: nothing but white space"),
        (b"12. 7.\n--- 44%!\n", "no sentences: not one letter in it"),
        ("🙂 🙂".encode(), "no sentences: not one letter in it"),
        (b"%PDF-1.7\n", "not text: a PDF file"),
        (b"7z\xbc\xaf\x27\x1c\0\4", "not text: a 7-Zip archive"),
        (b"\x7fELF\x02\x01\x01" + bytes(50), "not text: a program"),
        (b"{\\rtf1\\ansi The mayor", "not text: a rich text document"),
        (bytes(range(256)) * 20, "not text: a binary file (NUL bytes)"),
        (TEXT.encode() * 100 + b"\0", "not text: a binary file (NUL bytes)"),
        (b"\x01\x02\x03 the" * 50, "not text: a binary file (control characters)"),
        ((TEXT + "\0").encode("utf-16"), f"not text: NUL character at character {len(TEXT)}"),
        (b'<?xml version="1.0"?><x/>', "XML that is no feed, no news item and no web page: not a format that is read"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, reason: str) -> None:
    (refused,) = piped(data)
    assert isinstance(refused, RefusedReport)
    assert (refused.where, refused.reason) == ("-", reason)


def test_words_like_magic_numbers_are_text() -> None:
    for start in ("BZhang", "GIF8", "Rar", "7z"):
        assert isinstance(piped(f"{start} {TEXT}".encode())[0], Report)


@pytest.mark.parametrize(
    ("name", "data", "ids"),
    [
        ("a.TXT", f'{{"text": "{TEXT.strip()}"}}\n', ["a.TXT"]),
        ("a.md", f"<p>{TEXT}</p>", ["a.md"]),
        ("a.unknown", TEXT, ["a.unknown"]),
        ("a.unknown", f'{{"text": "{TEXT.strip()}"}}\n' * 2, ["a.unknown:1", "a.unknown:2"]),
        ("a.unknown", f'\n [ {{"text": "{TEXT.strip()}"}} ]', ["a.unknown:1"]),
        ("a.JSONL", f'{{"text": "{TEXT.strip()}"}}\n', ["a.JSONL:1"]),
        ("page", f"<!-- {'-' * 5000} --><html><body><p>{TEXT}</p></body></html>", ["page"]),
        ("page", f"<!doctype HTML>\n<title>x</title><p>{TEXT}</p>", ["page"]),
    ],
)
def test_formats_are_told_apart(tmp_path: Path, name: str, data: str, ids: list[str]) -> None:
    (tmp_path / name).write_text(data)
    assert [where for where, _ in outcomes(tmp_path)] == ids
    if name == "page":
        assert outcomes(tmp_path)[0][1] == TEXT.strip()


def test_many_comments_are_looked_at_quickly() -> None:
    assert len(piped(b"<!---->" * 400 + b"x")) == 1


class Counted(io.BytesIO):
    taken = 0

    def read1(self, size: int | None = -1, /) -> bytes:
        chunk = super().read1(size)
        self.taken += len(chunk)
        return chunk


def test_a_text_of_50_mb_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with open(path, "wb") as file:
        file.write(TEXT.encode() * 50)
        file.truncate(50_000_000)
    tracemalloc.start()
    found = outcomes(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == [("a.txt", "too long: 50.0 MB (limit 20 MB for one report)")]
    assert peak < 2_000_000


def test_a_pipe_is_read_no_further_than_the_limit() -> None:
    source = Counted(b"The mayor said so. " * 1_200_000)
    (refused,) = reports(["-"], stdin=source)
    assert isinstance(refused, RefusedReport)
    assert refused.reason == "too long: more than 20 MB (limit 20 MB for one report)"
    assert source.taken < 20_200_000


def test_a_text_of_too_many_characters_is_refused() -> None:
    (refused,) = piped(b"a " * 1_000_001)
    assert str(refused) == "-: too long: 2,000,002 characters (limit 2,000,000)"


def test_advance_counts_every_byte(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.jsonl").write_text('{"text": 1}\n' * 100)
    (tmp_path / "c.txt").write_bytes(b"\x1f\x8b" + bytes(200_000))
    with open(tmp_path / "d.txt", "wb") as file:
        file.truncate(30_000_000)
    taken: list[int] = []
    list(reports([tmp_path], advance=taken.append))
    assert sum(taken) == size([tmp_path]) == len(TEXT) + 1200 + 200_002 + 30_000_000


def test_size_is_unknown_for_standard_input(tmp_path: Path) -> None:
    assert size([tmp_path, "-"]) is None
    assert size([tmp_path / "none"]) == 0


def test_closed_standard_input_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = io.BytesIO()
    closed.close()
    (refused,) = reports(["-"], stdin=closed)
    assert isinstance(refused, RefusedReport) and refused.reason.startswith("cannot be read: ")
    monkeypatch.setattr("sys.stdin", None)
    (refused,) = reports(["-"])
    assert str(refused) == "-: there is no standard input"


def test_defaults_are_those_of_plain_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.jsonl").write_text(f'{{"text": "{TEXT.strip()}"}}\n')
    plain, line = reports([tmp_path], Defaults("Bridge safe", "2024-12-22 08:30", "Averholt Post"))
    assert isinstance(plain, Report) and isinstance(line, Report)
    assert (plain.title, plain.published, plain.publisher) == ("Bridge safe", "2024-12-22T08:30", "Averholt Post")
    assert (line.title, line.published, line.publisher) == (None, None, None)


def test_defaults_that_cannot_be_written_out_are_refused() -> None:
    for wrong in ({"published": "03/04/2024"}, {"title": "a\udcff"}, {"publisher": "\ud800"}):
        with pytest.raises(InputError, match=f"^--{next(iter(wrong))}: "):
            Defaults(**wrong)


STARTS = [
    "",
    "{",
    '{"text":"',
    "[{",
    "<html><body><p>",
    "<!--",
    "<?xml",
    "\ufeff",
    "%PDF-",
    TEXT,
    f'{{"text":"{TEXT}"}}\n',
]


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(STARTS),
    st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))),
    st.sampled_from(["-", "a.txt", "a.html", "a.jsonl", "a.json"]),
)
def test_whatever_the_bytes_there_is_an_outcome_on_one_line(
    tmp_path_factory: pytest.TempPathFactory, start: str, rest: bytes, name: str
) -> None:
    data = start.encode() + rest
    if name == "-":
        found = piped(data)
    else:
        path = tmp_path_factory.getbasetemp() / name
        path.write_bytes(data)
        found = list(reports([path]))
    assert found
    for item in found:
        if isinstance(item, Report):
            assert item.text.strip()
            for value in (item.id, item.text, item.title, item.publisher, item.byline, item.url):
                (value or "").encode()  # no lone surrogates: they could not be written out
        else:
            assert isinstance(item, RefusedReport)
            assert item.reason and item.reason.isprintable(), repr(item.reason)
            assert item.where and item.where.isprintable()


CALLS = ("InputError", "RefusedReport", "_refused", "FetchError", "_Trouble", "_NoSuchPage", "Bomb")


def reasons() -> Iterator[str]:
    """The fixed words of every refusal in the source of sayso.ingest."""
    yield from (what for _, what in encoding._MAGIC)
    for path in (ROOT / "src/sayso/ingest").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            inside: list[ast.AST] = []
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                inside = [*node.args] if node.func.id in CALLS else []
            elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.value:
                named = node.targets[0].id in ("reason", "amount", "_NO_ARTICLE", "_UNKNOWN")
                inside = [node.value] if named else []
            elif isinstance(node, ast.FunctionDef) and node.name == "_why":
                inside = [part for part in ast.walk(node) if isinstance(part, ast.Return)]
            for part in (part for outer in inside for part in ast.walk(outer)):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.value


def test_every_refusal_is_documented() -> None:
    page = (ROOT / "docs/input.md").read_text()
    found = [words for words in reasons() if len(re.findall(r"[a-zA-Z]", words)) > 3]
    assert len(found) > 60
    for words in found:
        if words != "JSON is malformed: ":  # msgspec's own, taken off
            assert words.strip() in page, f"{words!r} is not in docs/input.md"
