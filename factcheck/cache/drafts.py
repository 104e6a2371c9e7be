"""Rule packs and a language in, what an earlier run made of them out, if that is kept: the pack, and its wording.

It is looked up by all that it follows from: the content of the packs' files and where they are, and factcheck itself
with its built-in pack. Only what has no fault is kept, so that faults are told anew in each run.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from stat import S_ISREG
from typing import Any

from attrs import frozen

from factcheck.cache.basis import add, add_file, begun
from factcheck.cache.seal import opened, sealed
from factcheck.cache.store import Store

PACKS = "packs-1.sqlite"
"""The file of a store of drafts; the number is that of what stands in it."""
PACKS_LIMIT = 16 * 2**20
"""Bytes that it holds at the most: some forty drafts."""
_LARGEST = 8 * 2**20  # bytes of a pack's files; beyond, there is little that reading them again adds
_LIBRARIES = ("yaml",)


@frozen
class Draft:
    """What some packs come to in one language, kept or not."""

    store: Store
    key: bytes

    @classmethod
    def of(cls, packs: Sequence[str], files: Iterable[str], languages: Sequence[str], store: Store) -> Draft | None:
        """The draft of packs, their files and the languages that have a say; None for files that no draft is made of.

        Raises OSError.
        """
        whole = begun(_LIBRARIES)
        add(whole, json.dumps([packs, languages]).encode())
        size = 0
        for file in sorted(set(files)):
            add(whole, os.fsencode(os.path.realpath(file)))  # a link that leads out of its pack is a fault
            if file in packs and os.path.isdir(file):
                continue
            state = os.stat(file)
            size += state.st_size
            if not S_ISREG(state.st_mode) or size > _LARGEST:
                return None
            add_file(whole, file)
        return cls(store, whole.digest())

    def found(self) -> Mapping[str, Any] | None:
        """What is kept of it."""
        body = opened(self.key, self.store.get([self.key]).get(self.key, b""))
        content: Mapping[str, Any] | None = json.loads(body) if body else None
        return content

    def keep(self, content: Mapping[str, Any]) -> None:
        """Keeps what the packs came to."""
        body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        self.store.put([(self.key, sealed(self.key, body))])
