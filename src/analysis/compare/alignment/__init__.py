"""Align passages: what goes on as what, and what the plan answers to each problem."""

from analysis.compare.alignment.answers import coverage
from analysis.compare.alignment.links import align, continuity, delivery

__all__ = ["align", "continuity", "coverage", "delivery"]
