"""What `import sayso` promises."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys

import msgspec
import pytest

import sayso


def test_public_names() -> None:
    assert sorted(sayso.__all__) == [
        "Check", "Claim", "Figure", "InputError", "LedgerError", "ModelError", "Name", "Place", "Reader", "Reading",
        "RefusedReport", "Relation", "Report", "SaysoError", "Span", "Speaker", "Time", "__version__", "read",
    ]  # fmt: skip
    assert dir(sayso) == sorted(sayso.__all__)
    for name in sayso.__all__:
        assert getattr(sayso, name)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = sayso.nonsense


def test_importing_is_cheap() -> None:
    heavy = ("numpy", "onnxruntime", "rich", "click", "tokenizers", "trafilatura", "msgspec")
    code = f"import sys, sayso; sayso.__all__; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_read_stays_a_function() -> None:
    """A module of the same name would take its place as soon as it is imported."""
    code = "import sayso; sayso.Reader; print(callable(sayso.read), callable(sayso.read))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout == "True True\n", done.stderr


def test_values_are_immutable_and_compared_by_value() -> None:
    span = sayso.Span(0, 3, "she")
    assert span == sayso.Span(0, 3, "she")
    with pytest.raises(AttributeError):
        span.start = 1  # type: ignore[misc]


def test_a_reading_survives_its_json() -> None:
    span = sayso.Span(0, 3, "she")
    claim = sayso.Claim("c1", span, None, (span,), None, sayso.Speaker("Orla", "person"), "direct", "ask", False, 0.5)
    name = sayso.Name(0, 3, "she", "person", "Orla")
    reading = sayso.Reading("1", None, "2023", None, None, None, "she", (claim,), (name,))
    line = msgspec.json.encode(reading)
    assert list(msgspec.json.decode(line)) == [
        "id", "title", "published", "publisher", "url", "byline", "text", "claims", "names", "times",
        "places", "figures", "checks",
    ]  # fmt: skip
    assert msgspec.json.decode(line, type=sayso.Reading) == reading


def test_errors_have_one_root() -> None:
    for error in (sayso.InputError, sayso.RefusedReport, sayso.ModelError):
        assert issubclass(error, sayso.SaysoError)
    refused = sayso.RefusedReport("a.txt", "empty")
    assert (str(refused), refused.where, refused.reason) == ("a.txt: empty", "a.txt", "empty")


def test_the_version_is_the_distributions() -> None:
    try:
        version = importlib.metadata.version("sayso")
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("not installed")
    assert version == sayso.__version__
