"""How large, how deep and how slow a file may be: every bound in one place."""

import os
import time
from dataclasses import dataclass, fields

from analysis import InputError

PREFIX = "ZHONGXIN_MAX_"


@dataclass(frozen=True)
class Limits:
    """What reading one file may cost; beyond it the file is refused in one line.

    Each can be set by the environment: ``ZHONGXIN_MAX_PAGES=100`` and so on.

    Examples
    --------
    >>> Limits(pages=100).pages
    100
    """

    file_bytes: int = 64 << 20
    unpacked_bytes: int = 256 << 20  # of a Word file, which is a zip archive
    ratio: int = 300  # unpacked to packed, of one part of more than a megabyte
    parts: int = 10_000
    page_bytes: int = 16 << 20  # of a web page
    pages: int = 3_000
    characters: int = 2_000_000  # fifty times the longest report we know
    seconds: int = 60  # for one file; LibreOffice is stopped after as many


def limits_from_environment() -> Limits:
    """Return the limits, with those that environment variables set.

    Raises
    ------
    InputError
        Where a variable is not a whole number above 0.
    """
    found = {}
    for field in fields(Limits):
        name = PREFIX + field.name.upper()
        if (value := os.environ.get(name)) is None:
            continue
        if not value.isascii() or not value.isdigit() or not int(value):
            raise InputError(f"{name}={value!r}: write a whole number above 0")
        found[field.name] = int(value)
    return Limits(**found)


def deadline(limits: Limits) -> float:
    """Return the moment, on the monotonic clock, by which a file must be read."""
    return time.monotonic() + limits.seconds


def check_time(until: float, limits: Limits) -> None:
    """Raise where the moment has passed."""
    if time.monotonic() > until:
        raise InputError(
            f"takes longer than {limits.seconds} s to read; save it as .txt, or allow "
            f"more with {PREFIX}SECONDS"
        )
