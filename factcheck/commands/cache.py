"""The cache in; what it holds, and where, out; or it is emptied."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from factcheck import streams
from factcheck.arguments import Parser, Usage

_MIB = 2**20


def parsed(words: Sequence[str]) -> Namespace:
    """The options of `factcheck cache`, with `what`. Raises Usage."""
    told = (
        "Tell where the results of earlier runs and their rule packs are kept and how many, or delete them. The folder "
        "is the one that FACTCHECK_CACHE_DIR names, else one where the system keeps caches. "
        "`factcheck check --no-cache` does without."
    )
    parser = Parser("factcheck cache", description=told)
    parser.add_words("what", choices=("info", "clear"))
    return parser.parse(words)


def run(words: Sequence[str]) -> int:
    """Runs the command; gives back its exit status."""
    options = parsed(words)
    from factcheck.cache import FOLDER, PACKS, PACKS_LIMIT, Store, place
    from factcheck.reports.layout import counted

    results, packs = Store(place()), Store(place(), PACKS_LIMIT, PACKS)
    if not results.folder:
        raise Usage(f"there is no folder for a cache; name one in the environment variable {FOLDER}")
    kept, drafts = results.state(), packs.state()
    held = f"{counted(kept.entries, 'result') or 'no result'}, {counted(drafts.entries, 'pack') or 'no pack'}"
    size = f"{(kept.size + drafts.size) / _MIB:.1f} MiB"
    if options.what == "clear":
        results.clear()
        packs.clear()
        return streams.say([f"deleted {held}, {size}, from {results.folder}"])
    trouble = results.trouble()
    most = (results.limit + packs.limit) // _MIB
    lines = [f"folder: {results.folder}", f"holds:  {held}, {size} (at most {most} MiB)"]
    return streams.say(
        [*lines, f"unused: {trouble}; make it a folder of your own, with mode 700"] if trouble else lines
    )
