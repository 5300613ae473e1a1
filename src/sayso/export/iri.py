"""IRIs of what is exported as linked data, made so that nothing of a stranger breaks out of one."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from sayso.ledger.address import fingerprint

_SAFE = "/:?#[]@!$&()*+,;=%~-._"


def of_report(sha256: str, url: str | None) -> str:
    """Its address on the web; without one, its hash."""
    if url:
        try:
            parts = urlsplit(url.strip())
            if parts.scheme in ("http", "https") and parts.hostname:
                return quote(url.strip(), safe=_SAFE)
        except ValueError:
            pass
    return f"urn:sayso:report:{sha256}"


def of_claim(sha256: str, label: str) -> str:
    """A claim: the hash of its report's text, and its id there."""
    return f"urn:sayso:claim:{sha256}:{quote(label, safe='')}"


def of_document(sha256: str, name: str) -> str:
    """A document that a report names as its source: by one name two reports may mean two."""
    return f"urn:sayso:document:{sha256}:{fingerprint(name)[:32]}"


def of_agent(name: str) -> str:
    """Somebody by name: two with one name are one here, as nothing tells them apart."""
    return f"urn:sayso:agent:{fingerprint(name)[:32]}"
