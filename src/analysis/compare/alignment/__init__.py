"""Align passages: what goes on as what, and what the plan answers to each problem."""

from analysis.compare.alignment.answers import coverage
from analysis.compare.alignment.links import continuity

__all__ = ["continuity", "coverage"]
