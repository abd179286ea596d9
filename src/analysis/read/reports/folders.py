"""Find the reports in folders."""

from collections.abc import Iterable
from pathlib import Path

from analysis import InputError
from analysis.read.documents import READABLE
from analysis.read.reports import read_reports
from analysis.read.reports.genre import other_genre


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
        inside = sorted(one for one in path.glob("*") if one.suffix.lower() in READABLE)
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
