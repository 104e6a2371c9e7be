"""Documents in, claims out; see `extract`, and `tabled` for what their tables hold."""

from factcheck.claims.extract import Attempt, Extraction, extract, tabled

__all__ = ["Attempt", "Extraction", "extract", "tabled"]
