"""The command as its users meet it: in a process of its own, over the real ingest.

The model has tests of its own; here a stand-in reads one claim out of every report.
"""

from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

STAND_IN = """
import sayso, signal, sys, time, types
from sayso import Claim, ModelError, Reading, Span, Speaker

class Reader:
    def __init__(self, model=None, *, scheme="sayso", threads=2):
        self.scheme = scheme
        if "--title=no model" in sys.argv:
            raise ModelError("model/encoder.onnx is missing")

    def read_many(self, reports):
        for report in reports:
            if "explode" in report.text:
                raise RuntimeError("boom\\nin two lines")
            if "linger" in report.text:
                time.sleep(1.3)
            if "forever" in report.text:
                time.sleep(60)
            at = report.text.index("said")
            span = Span(at, at + 4, "said")
            claim = Claim("c1", None, span, (), None, Speaker("The mayor", "person"), "direct", "state", False, 0.9)
            yield Reading(report.id, report.title, report.published, report.publisher, report.url, self.scheme,
                          report.text, (claim,), ())

home = sayso._PUBLIC["Reader"]
module = types.ModuleType(home)
module.Reader = Reader
sys.modules[home] = module
signal.signal(signal.SIGINT, signal.default_int_handler)  # a runner in the background starts us with it ignored
from sayso.cli.main import main
main()
"""

TEXT = "The mayor said on Tuesday that the bridge over the river was safe and would open again in the spring. "
KEYS = [
    "id", "title", "published", "publisher", "url", "byline", "text", "claims", "names", "times", "places", "figures",
    "checks",
]  # fmt: skip


def sayso(*arguments: str | Path, stdin: bytes | None = None, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", STAND_IN, *map(str, arguments)],
        input=stdin,
        stdin=None if stdin is not None else subprocess.DEVNULL,
        capture_output=True,
        env={**os.environ, "TERM": "xterm", **environment},
        timeout=60,
    )


def start(*arguments: str | Path, **streams: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", STAND_IN, *map(str, arguments)], **streams)  # type: ignore[call-overload,no-any-return]


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT)
    (folder / "b.jsonl").write_text(json.dumps({"id": "b1", "text": TEXT, "title": "Bridge"}) + "\n{broken\n")
    (folder / "c.txt").write_text(TEXT * 2)
    return folder


def test_json_is_one_object_a_report_in_input_order(reports: Path) -> None:
    done = sayso("read", "--json", reports)
    objects = [json.loads(line) for line in done.stdout.splitlines()]
    assert [list(found) for found in objects] == [KEYS] * 3
    assert [found["text"] for found in objects] == [TEXT, TEXT, TEXT * 2]
    assert objects[1]["id"] == "b1"


def test_a_refusal_is_one_line_and_the_rest_is_read(reports: Path) -> None:
    done = sayso("read", "--json", reports, "nowhere.txt")
    assert done.returncode == 1
    lines = done.stderr.decode().splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("sayso: ") and "b.jsonl:2: " in lines[0]
    assert lines[1].startswith("sayso: nowhere.txt: ")
    assert len(done.stdout.splitlines()) == 3


def test_all_read_is_exit_code_0(reports: Path) -> None:
    done = sayso("read", "--json", reports / "a.txt", "--scheme", "polnear")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["byline"] == "polnear"  # the stand-in shows here which scheme it was given


def test_what_plain_text_cannot_say(reports: Path) -> None:
    done = sayso(
        "read", "--json", reports / "a.txt", "--published=2024-12-22", "--title=A Bridge", "--publisher=The Averin Tide"
    )
    found = json.loads(done.stdout)
    assert (found["published"], found["title"], found["publisher"]) == ("2024-12-22", "A Bridge", "The Averin Tide")


@pytest.mark.parametrize("arguments", [("read", "-", "--json"), ("read", "--json")])
def test_standard_input(arguments: tuple[str, ...]) -> None:
    done = sayso(*arguments, stdin=TEXT.encode())
    assert (done.returncode, json.loads(done.stdout)["text"]) == (0, TEXT)


def test_piped_trees_are_plain(reports: Path) -> None:
    done = sayso("read", reports / "a.txt", "--title", "Bridge \x1b[31msafe")
    assert b"\x1b" not in done.stdout
    assert "└── The mayor · state · “said” · 90%" in done.stdout.decode()


def test_a_terminal_of_few_characters(reports: Path) -> None:
    done = sayso("read", reports / "a.txt", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"The mayor" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("read", "--published", "22.12.2024", "x"),
        ("read", "--published", "2024-02-31", "x"),
        ("read", "--scheme", "parc", "x"),
        ("read", "--nonsense"),
        ("recite",),
    ],
)
def test_wrong_calls(arguments: tuple[str, ...]) -> None:
    done = sayso(*arguments)
    assert done.returncode == 2
    assert done.stdout == b""
    assert b"Error: " in done.stderr and b"Traceback" not in done.stderr


def test_no_path_at_a_terminal_is_a_wrong_call() -> None:
    ours, theirs = pty.openpty()
    process = start("read", stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    _, errors = process.communicate(timeout=60)
    os.close(ours)
    os.close(theirs)
    assert process.returncode == 2
    assert b"standard input" in errors


@pytest.mark.parametrize("arguments", [("--help",), ("read", "--help"), ("--version",)])
def test_help_and_version(arguments: tuple[str, ...]) -> None:
    done = sayso(*arguments)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"sayso" in done.stdout


def test_the_first_object_comes_before_the_last_report_is_there() -> None:
    process = start("read", "--json", "-", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin and process.stdout
    line = json.dumps({"text": TEXT}).encode() + b"\n"
    process.stdin.write(line * 2)
    process.stdin.flush()
    assert select.select([process.stdout], [], [], 30)[0], "nothing came while the input was open"
    assert list(json.loads(process.stdout.readline())) == KEYS
    process.communicate(timeout=60)
    assert process.returncode == 0


def test_a_pipe_closed_early_ends_silently(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text((json.dumps({"text": TEXT}) + "\n") * 5000)
    process = start("read", "--json", path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout and process.stderr
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(timeout=60) == 141
    assert process.stderr.read() == b""
    process.stderr.close()


def test_an_interruption_is_one_line_and_130(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": TEXT}) + "\n" + json.dumps({"text": TEXT + "forever"}))
    process = start("read", "--json", tmp_path / "a.jsonl", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    first = process.stdout.readline()
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    rest, errors = process.communicate(timeout=10)
    assert process.returncode == 130
    assert json.loads(first) and rest == b""
    assert errors.decode().strip() == "sayso: interrupted"


def test_a_fault_is_one_line_without_its_traceback(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT + "explode")
    done = sayso("read", tmp_path / "a.txt")
    assert done.returncode == 3
    assert done.stderr.startswith(b"sayso: unexpected RuntimeError: boom in two lines")
    assert len(done.stderr.splitlines()) == 1
    assert b"Traceback" in sayso("read", tmp_path / "a.txt", SAYSO_DEBUG="1").stderr


def test_a_missing_model_is_one_line(reports: Path) -> None:
    done = sayso("read", reports, "--title=no model")
    assert (done.returncode, done.stderr) == (3, b"sayso: model/encoder.onnx is missing\n")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no full disk to try")
def test_a_full_disk_is_one_line(reports: Path) -> None:
    with open("/dev/full", "wb") as full:
        process = start("read", "--json", reports, stdout=full.fileno(), stderr=subprocess.PIPE)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 3
    assert errors.decode().splitlines()[-1].startswith("sayso: ") and b"Traceback" not in errors


def test_a_name_that_steers_terminals_is_defused(tmp_path: Path) -> None:
    (tmp_path / "\x1b[2J\nx.txt").write_bytes(b"")
    done = sayso("read", tmp_path)
    assert done.returncode == 1
    assert b"\x1b" not in done.stderr and len(done.stderr.splitlines()) == 1


def test_a_bar_for_those_who_wait_at_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text((json.dumps({"text": TEXT + "linger"}) + "\n") * 2 + "{broken\n")
    ours, theirs = pty.openpty()
    process = start("read", "--json", tmp_path / "a.jsonl", stdout=subprocess.PIPE, stderr=theirs)
    output, _ = process.communicate(timeout=60)
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert len(output.splitlines()) == 2 and b"\x1b" not in output
    assert re.search(r"\d read", shown) and "a.jsonl:3: " in shown
    assert process.returncode == 1


def test_quick_work_needs_no_bar(reports: Path) -> None:
    ours, theirs = pty.openpty()
    process = start("read", "--json", reports / "a.txt", stdout=subprocess.DEVNULL, stderr=theirs)
    assert process.wait(timeout=60) == 0
    os.close(theirs)
    with pytest.raises(OSError):  # Linux: the other end closed, nothing was written
        os.read(ours, 1000)
    os.close(ours)


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom sayso.cli.main import cli\ncli.main(['--help'], standalone_mode=False)\n"
        "print([m for m in ('numpy', 'onnxruntime', 'rich', 'trafilatura', 'tokenizers') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60)
    assert done.stdout.splitlines()[-1] == b"[]"
