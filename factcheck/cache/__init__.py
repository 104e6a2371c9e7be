"""Files in, what they came to in earlier runs out; what they come to in this one is kept for the next.

A report is looked up by all that it follows from: the bytes of the file and its name, the waivers beside it, the
configuration, the packs, and factcheck itself; so are rule packs, compiled. A cache never fails a run: where it cannot
be used, files are checked and packs read.
"""

from factcheck.cache.drafts import PACKS, PACKS_LIMIT, Draft
from factcheck.cache.results import Entry, Results
from factcheck.cache.store import FOLDER, Store, place

__all__ = ["FOLDER", "PACKS", "PACKS_LIMIT", "Draft", "Entry", "Results", "Store", "place"]
