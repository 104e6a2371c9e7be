"""A figure in, its dimension out, by which facts of one measure meet."""

from __future__ import annotations

from factcheck.claims.dimensions import dimension
from factcheck.records import Quantity


def dimension_of(figure: Quantity) -> str:
    """The dimension of a figure; what is counted and a bare number are of one."""
    return "count" if figure.type in ("count", "number") else dimension(figure)
