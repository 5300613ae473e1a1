"""Linking: which reports copy one another, which tell of the same thing, and who says what of it.

`Linker` takes readings in over an `Index`, which remembers; `Memory` is one in memory. How it works: docs/linking.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.linking.index import Edge, Index, Memory, Posting
    from sayso.linking.linker import Changes, Linker

_INDEX, _LINKER = "sayso.linking.index", "sayso.linking.linker"
_WHERE = {"Edge": _INDEX, "Index": _INDEX, "Memory": _INDEX, "Posting": _INDEX, "Changes": _LINKER, "Linker": _LINKER}


def __getattr__(name: str) -> Any:
    """Modules are imported when they are needed: the index alone costs nothing."""
    if name in _WHERE:
        from importlib import import_module

        return getattr(import_module(_WHERE[name]), name)
    raise AttributeError(name)


__all__ = ["Changes", "Edge", "Index", "Linker", "Memory", "Posting"]
