"""JSON lines and JSON: every line has its outcome, whatever the others are like."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso import RefusedReport, Report
from sayso.ingest import reports

TEXT = "The mayor of Averholt said on Tuesday that the bridge over the Linde was safe."
FULL = {
    "id": "post-17",
    "text": TEXT,
    "title": "Bridge safe",
    "published": "2024-12-22T08:30+01:00",
    "publisher": "Averholt Post",
    "url": "https://post.example/17",
    "byline": "Ilse Vond, Tam Orrery",
}


def read(data: str | bytes, name: str = "-", tmp_path: Path | None = None) -> list[Report | RefusedReport]:
    data = data.encode() if isinstance(data, str) else data
    if tmp_path is None:
        return list(reports(["-"], stdin=io.BytesIO(data)))
    (tmp_path / name).write_bytes(data)
    return list(reports([tmp_path / name]))


def short(items: list[Report | RefusedReport]) -> list[str]:
    """The id of what was read, `where: reason` of what was refused."""
    lines = [item.id if isinstance(item, Report) else str(item) for item in items]
    return [line.rpartition("/")[2] for line in lines]


def refusal(line: str | bytes) -> str:
    (refused,) = read(line)
    assert isinstance(refused, RefusedReport)
    assert refused.where == "-:1"
    return refused.reason


def test_all_keys_are_read() -> None:
    assert read(json.dumps(FULL)) == [Report(**FULL, where="-:1")]


def test_what_is_not_given_is_none() -> None:
    blank = {"id": " ", "title": "", "published": None, "publisher": "\t", "more": {"text": 1}}
    assert read(json.dumps({"text": TEXT, **blank})) == [Report(id="-:1", text=TEXT)]


@pytest.mark.parametrize("text", [f"  {TEXT} ", f"{TEXT}\r\n\r\n{TEXT}\r", f"\ufeff{TEXT}\u2028…\t\n", f"é 😀 {TEXT}"])
def test_text_is_kept_exactly(text: str) -> None:
    for ascii in (True, False):
        (report,) = read(json.dumps({"text": text}, ensure_ascii=ascii))
        assert isinstance(report, Report) and report.text == text


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("2024", "2024"),
        ("2024-12", "2024-12"),
        ("2024-12-22", "2024-12-22"),
        ("2024-12-22T08:30:00.125Z", "2024-12-22T08:30:00.125Z"),
        (" 2024-12-22 08:30 +0100 ", "2024-12-22T08:30+0100"),
    ],
)
def test_times(value: str, kept: str) -> None:
    (report,) = read(json.dumps({"text": TEXT, "published": value}))
    assert isinstance(report, Report) and report.published == kept


@pytest.mark.parametrize(
    "value", ["03/04/2024", "yesterday", "2024-13-01", "2023-02-29", "2024-12-22T25:00", "٢٠٢٤", "a\nb"]
)
def test_times_that_are_none(value: str) -> None:
    reason = refusal(json.dumps({"text": TEXT, "published": value}))
    assert reason == f'"published": no ISO 8601 time: {value!r} (write 2024-12-22 or 2024-12-22T08:30+00:00)'


def test_ids_may_be_whole_numbers() -> None:
    assert short(read(f'{{"id": 17, "text": "{TEXT}"}}\n{{"id": {"9" * 30}, "text": "{TEXT}"}}')) == ["17", "9" * 30]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{}", 'no "text"'),
        ('{"text": null}', 'no "text"'),
        ('{"text": ""}', "empty"),
        ('{"text": " \\n"}', "empty: nothing but white space"),
        ('{"text": "12 + 4"}', "no sentences: not one letter in it"),
        ('{"text": ["a"]}', '"text" must be a string, not a list'),
        ('{"text": {}}', '"text" must be a string, not an object'),
        ('{"text": 17}', '"text" must be a string, not a number'),
        ('{"text": true}', '"text" must be a string, not true or false'),
        (f'{{"text": "{TEXT}", "title": 5}}', '"title" must be a string, not a number'),
        (f'{{"text": "{TEXT}", "id": 1.5}}', '"id" must be a string, not a number'),
        (f'{{"text": "{TEXT}", "id": false}}', '"id" must be a string, not true or false'),
        (f'{{"text": "{TEXT}", "byline": ["Ilse Vond"]}}', '"byline" must be a string, not a list'),
        (f'{{"text": "{TEXT}", "id": {"9" * 5000}}}', "broken JSON: a number too large"),
        ('{"text": 1e999}', "broken JSON: a number too large"),
        ('{"text": "a\\u0000b"}', "not text: NUL character at character 1"),
        ('{"text": "a \\ud800 b and more"}',
         "broken JSON: lone surrogate (unexpected end of escaped utf-16 surrogate pair (byte 18))"),
        ('{"text": "a \\udc00 b"}', "broken JSON: lone surrogate (invalid utf-16 surrogate pair (byte 18))"),
        ('{"text": "a', "broken JSON: it ends too early"),
        ('{"text": NaN}', "broken JSON: invalid character (byte 9)"),
        (f'{{"text": "{TEXT}"}} x', "broken JSON: trailing characters (byte 92)"),
        (f'{{"text": "{TEXT}", "x": {"[" * 100_000}', "broken JSON: nested too deep"),
        ('{"text": ' + '{"a":' * 100_000, "broken JSON: nested too deep"),
        (b'{"text": "a\0b"}', "broken JSON: invalid character (byte 11)"),
    ],
)  # fmt: skip
def test_refusals(line: str | bytes, reason: str) -> None:
    assert refusal(line) == reason


def test_numbers_in_other_keys_may_be_huge() -> None:
    assert short(read(f'{{"text": "{TEXT}", "score": 1e999, "n": {"9" * 5000}}}')) == ["-:1"]


def test_of_keys_given_twice_the_last_counts() -> None:
    assert read(f'{{"text": "a", "text": "{TEXT}"}}') == [Report(id="-:1", text=TEXT)]


GOOD = f'{{"text": "{TEXT}"}}'
BAD = [
    '{"text": oops}',
    '{"text": "a',
    '{"text": "a\n',
    "{}",
    "null",
    '"a"',
    "[1]",
    "x",
    '{"text": "\0"}',
    "}",
    "\ufffd",
    "{",
]


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_line_is_named_and_the_rest_is_read(bad: str, tmp_path: Path) -> None:
    for name, first in (("a.jsonl", 1), ("a.json", 0)):
        lines = [bad, GOOD, "", GOOD] if bad.startswith("{") else [GOOD, bad, "", GOOD]
        lines = lines if first else [GOOD, *lines]
        data = "\n".join(lines)
        where = data.split("\n").index(bad.split("\n")[0]) + 1
        found = read(data, name, tmp_path)
        assert [item.text for item in found if isinstance(item, Report)] == [TEXT] * lines.count(GOOD)
        (refused,) = (item for item in found if isinstance(item, RefusedReport))
        assert refused.where == f"{tmp_path}/{name}:{where}"


@pytest.mark.parametrize("bad", [line for line in BAD if line[:2] == '{"'])
def test_a_bad_first_line_does_not_hide_the_others(bad: str) -> None:
    found = short(read("\n".join([bad.strip(), GOOD, GOOD])))
    assert found[0].startswith("-:1: broken JSON: ") and found[1:] == ["-:2", "-:3"]


def test_lines_in_other_encodings_stand_beside_utf_8(tmp_path: Path) -> None:
    text = TEXT + " “Café”"
    line = json.dumps({"text": text}, ensure_ascii=False) + "\n"
    damaged = line.encode().replace("é".encode(), b"\xc3")
    found = read(line.encode() + line.encode("windows-1252") + damaged + line.encode(), "a.jsonl", tmp_path)
    assert [item.text if isinstance(item, Report) else item.reason for item in found] == [
        text,
        text,
        f"damaged text: UTF-8 but for byte {damaged.index(0xC3)} (0xc3)",
        text,
    ]


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_whole_files_in_unicode(codec: str, tmp_path: Path) -> None:
    for name in ("a.jsonl", "a.json", "a"):
        found = read(f"{GOOD}\r\n\r\n{GOOD}\r\n".encode(codec), name, tmp_path)
        assert short(found) == [f"{name}:1", f"{name}:3"]


@pytest.mark.parametrize("data", [b"", b"\n \n\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n", b"[]", b" [ ]\n"])
@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_nothing_in_it(name: str, data: bytes, tmp_path: Path) -> None:
    if b"[" in data and name == "a.jsonl":
        assert "not a report" in short(read(data, name, tmp_path))[0]
    else:
        (refused,) = read(data, name, tmp_path)
        assert isinstance(refused, RefusedReport) and refused.reason.startswith("empty")
        assert refused.where == str(tmp_path / name)


def test_lists_and_objects_over_several_lines() -> None:
    other: list[object] = [FULL, {"text": TEXT}, {}, {"text": 1}]
    expected = ["post-17", "-:2", '-:3: no "text"', '-:4: "text" must be a string, not a number']
    for indent in (None, 1):
        assert short(read(json.dumps(other, indent=indent))) == expected
    nested = json.dumps({**FULL, "more": [{"text": "a"}]}, indent=2)
    assert read(nested) == [Report(**FULL, where="-:1")]
    assert short(read(nested[:-2])) == ["-:1: broken JSON: it ends too early"]


def test_items_of_a_list_that_are_no_objects(tmp_path: Path) -> None:
    wanted = "not a report: a JSON object is wanted"
    found = read(f'[1, null, "x", [], {GOOD}]', "a.json", tmp_path)
    assert short(found) == [*(f"a.json:{n}: {wanted}" for n in (1, 2, 3, 4)), "a.json:5"]


@pytest.mark.parametrize("data", ["[" * 100_000, '[{"text": "a"},]', '[{"text": "a"}', '[{"text": "a"}] x'])
def test_broken_lists_are_refused_whole(data: str, tmp_path: Path) -> None:
    (refused,) = read(data, "a.json", tmp_path)
    assert isinstance(refused, RefusedReport)
    assert refused.where == str(tmp_path / "a.json") and refused.reason.startswith("broken JSON: ")


class Endless(io.RawIOBase):
    """The same line again and again; counts how often it was taken."""

    def __init__(self, line: bytes, most: int) -> None:
        self.line, self.most, self.taken = line, most, 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        self.taken += 1
        return self.line if self.taken <= self.most else b""


@pytest.mark.parametrize("line", [GOOD, '{"text": oops}'])
def test_a_line_is_read_as_soon_as_it_is_there(line: str) -> None:
    source = Endless(line.encode() + b"\n", 10**9)
    items: Iterator[Report | RefusedReport] = reports(["-"], stdin=source)  # type: ignore[arg-type]
    next(items)
    assert source.taken < 100
    next(items)
    assert source.taken < 1000


def test_memory_is_flat_over_many_lines() -> None:
    line = json.dumps({"text": TEXT * 10}).encode() + b"\n"
    source = Endless(line, 5_000)
    tracemalloc.start()
    items: Iterator[Report | RefusedReport] = reports(["-"], stdin=source)  # type: ignore[arg-type]
    count = 0
    for item in items:
        count += isinstance(item, Report)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 600_000 < len(line) * count
    assert count == 5_000


def test_a_line_that_is_too_long_is_passed_over() -> None:
    data = f'{GOOD}\n{{"text": "{"a" * 20_000_000}"}}\n{GOOD}\n'
    assert short(read(data)) == ["-:1", "-:2: too long: more than 20 MB (limit 20 MB for one report)", "-:3"]


def test_what_must_be_read_whole_is_bounded() -> None:
    tail = b" " * 50_000_000
    assert short(read(b'[{"text": "a"},\n' + tail)) == ["-: a JSON file of more than 50 MB: write it as JSON lines"]
    assert short(read(GOOD.encode("utf-16") + tail)) == ["-: more than 50 MB of UTF-16: save it as UTF-8"]


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda inner: st.lists(inner), max_leaves=4
)
keys = st.sampled_from([*FULL, "other"])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.dictionaries(keys, values | st.just(TEXT)) | values, min_size=1, max_size=4))
def test_every_line_has_one_outcome(tmp_path_factory: pytest.TempPathFactory, items: list[object]) -> None:
    path = tmp_path_factory.getbasetemp() / "lines.jsonl"
    path.write_text("\n".join(map(json.dumps, items)))
    found = list(reports([path]))
    assert len(found) == len(items)
    for number, (item, outcome) in enumerate(zip(items, found, strict=True), 1):
        if isinstance(outcome, Report):
            assert isinstance(item, dict) and outcome.text == item["text"]
            msgspec.json.encode(outcome)
        else:
            assert outcome.where == f"{path}:{number}" and outcome.reason.isprintable()
