"""Documents in, claims out; see `extract`."""

from factcheck.claims.extract import Attempt, Extraction, extract

__all__ = ["Attempt", "Extraction", "extract"]
