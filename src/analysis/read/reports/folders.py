"""Find the reports in folders."""

import os
from collections.abc import Iterable
from pathlib import Path

from analysis import InputError
from analysis.read.documents import READABLE
from analysis.read.reports import read_reports
from analysis.read.reports.genre import other_genre

# How the names of hidden files begin, and of those that an open Word keeps.
SKIPPED = (".", "~$")


def files_of(
    paths: Iterable[Path], *, any_genre: bool = False
) -> tuple[list[Path], list[str]]:
    """Return files as they are and, of each folder, those in it that are reports.

    Beside them comes a line for each file of a folder that does not look like a work
    report; with `any_genre` none is left out.

    Raises
    ------
    InputError
        Where a folder holds no file of a kind that can be read.
    """
    found, left_out = [], []
    for path in paths:
        if path.is_file() or (path.suffix and not path.is_dir()):
            found.append(path)
            continue
        inside = sorted(
            one
            for one in path.glob("*")
            if one.suffix.lower() in READABLE and not one.name.startswith(SKIPPED)
        )
        if not inside:
            raise InputError(
                f"{path.absolute()}: no report there; name one: zhongxin brief REPORT"
            )
        for one in inside:
            why = "" if any_genre else other_genre(read_reports([one])["text"].item())
            if why:
                left_out.append(f"left out: {one}: not like a work report: {why}")
            else:
                found.append(one)
    return found, left_out


def files_in(
    folder: Path, *, beside: Path | None = None
) -> tuple[list[str], list[str]]:
    """Return the files of a tree that can be read, and the others; sorted.

    Hidden files and folders, those that an open Word keeps (~$…), and what lies in the
    folder `beside`, the collection's own, are neither.

    Raises
    ------
    InputError
        Where a folder cannot be looked into, or holds nothing to read.
    """
    found: tuple[list[str], list[str]] = [], []
    for place, folders, files in os.walk(folder, onerror=_refuse):
        folders[:] = [
            name
            for name in folders
            if not name.startswith(SKIPPED) and Path(place, name) != beside
        ]
        for name in files:
            if not name.startswith(SKIPPED):
                path = Path(place, name)
                other = path.suffix.lower() not in READABLE
                found[other].append(path.relative_to(folder).as_posix())
    if not found[0]:
        raise InputError(f"{folder}: no report there; name a folder that has some")
    return sorted(found[0]), sorted(found[1])


def _refuse(error: OSError) -> None:
    raise InputError(f"{error.filename}: cannot be read: {error.strerror}") from error
