"""zip, tar, and files packed by gzip, bzip2 or xz. Members are read one by one, in memory; nothing is put on disk under
a name from the archive.

What a member is called: `news.zip!folder/a.txt`. Hidden members are passed over, as hidden files in folders are.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import tarfile
import tempfile
import zipfile
import zlib
from typing import BinaryIO, cast

from sayso._errors import InputError, RefusedReport
from sayso.ingest.budget import MEMBER
from sayso.ingest.formats import Items, Source

#: What damaged or hostile archives make Python's modules raise.
DAMAGE = (EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError)
_ENDINGS = (".gz", ".bz2", ".xz", ".tgz", ".tbz2", ".txz")
_IN_MEMORY = 16_000_000  # bytes of an archive in an archive; more go to a temporary file
_OFFICE = {"[Content_Types].xml", "mimetype"}


def damaged(error: BaseException) -> InputError:
    """The refusal of an archive that broke off."""
    words = " ".join(str(error).split())[:100]
    return InputError(f"damaged archive: {words or 'it ends too early'}")


def read_packed(source: Source) -> Items:
    """The one file, or the tar, that gzip, bzip2 or xz packed."""
    base = os.path.basename(source.name)
    stem, ending = os.path.splitext(base)
    inner = stem if ending.lower() in _ENDINGS else base
    if _is_web_archive(source.head):
        from sayso.ingest.warc import Salvaged

        salvaged = Salvaged(source.stream)
        yield from source.member(inner, cast(BinaryIO, source.budget.counted(cast(BinaryIO, salvaged))), None)
        if salvaged.damage:
            raise InputError(f"damaged archive: {salvaged.damage}")
        return
    with _unpacked(source) as opened:
        yield from source.member(inner, cast(BinaryIO, source.budget.counted(opened)), None)


def _unpacked(source: Source) -> BinaryIO:
    if source.head.startswith(b"\x1f\x8b"):
        return cast(BinaryIO, gzip.open(source.stream))
    if source.head.startswith(b"BZh"):
        return cast(BinaryIO, bz2.open(source.stream))
    return cast(BinaryIO, lzma.open(source.stream))


def _is_web_archive(head: bytes) -> bool:
    """Whether gzip packed records of WARC, each a member of its own."""
    try:
        return zlib.decompressobj(31).decompress(head, 5) == b"WARC/"
    except zlib.error:
        return False


def read_tar(source: Source) -> Items:
    """The files of a tar, in its order."""
    found = False
    try:
        with tarfile.open(fileobj=source.stream, mode="r|") as archive:
            for info in archive:
                source.budget.spend(MEMBER)
                name = info.name
                if info.isdir() or _hidden(name):
                    continue
                found = True
                if reason := _outside(name):
                    yield RefusedReport(f"{source.name}!{_shown(name)}", reason)
                elif not info.isfile():
                    yield RefusedReport(f"{source.name}!{_shown(name)}", "not a file: a link or device in an archive")
                else:
                    with cast(BinaryIO, archive.extractfile(info)) as member:
                        yield from source.member(name, cast(BinaryIO, source.budget.counted(member)), info.size)
    except DAMAGE as error:
        raise damaged(error) from None
    if not found:
        raise InputError("an archive without files to read")


def read_zip(source: Source) -> Items:
    """The files of a zip, in the order of their names."""
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as spool:
        file = source.inner
        if file is None:  # a zip's table stands at its end
            while chunk := source.stream.read(65536):
                spool.write(chunk)
            file = cast(BinaryIO, spool)
        try:
            with zipfile.ZipFile(file) as archive:
                yield from _members(source, archive)
        except (*DAMAGE, NotImplementedError, OverflowError, ValueError) as error:
            raise damaged(error) from None


def _members(source: Source, archive: zipfile.ZipFile) -> Items:
    infos = sorted(archive.infolist(), key=lambda info: info.filename)
    source.budget.spend(MEMBER * len(infos))
    if _OFFICE & {info.filename for info in infos}:
        raise InputError("not text: an office document")
    found = False
    for info in infos:
        name = info.filename
        if info.is_dir() or _hidden(name):
            continue
        found = True
        if reason := _outside(name):
            yield RefusedReport(f"{source.name}!{_shown(name)}", reason)
            continue
        try:
            with cast(BinaryIO, archive.open(info)) as member:
                yield from source.member(name, cast(BinaryIO, source.budget.counted(member)), info.file_size)
        except (*DAMAGE, NotImplementedError, RuntimeError) as error:  # RuntimeError: it wants a password
            encrypted = isinstance(error, RuntimeError) and info.flag_bits & 1
            reason = "encrypted" if encrypted else str(damaged(error))
            yield RefusedReport(f"{source.name}!{_shown(name)}", reason)
        source.advance(info.compress_size)
    if not found:
        raise InputError("an archive without files to read")


def _hidden(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return any(part.startswith(".") and part not in (".", "..") for part in parts) or parts[0] == "__MACOSX"


def _outside(name: str) -> str | None:
    """Why a member's name is refused: nothing is written under it, but whoever made it meant no good."""
    path = name.replace("\\", "/")
    outside = path.startswith("/") or path[1:3] == ":/" or ".." in path.split("/")
    return "a path that leads out of the archive" if outside else None


def _shown(name: str) -> str:
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)
