"""Put a folder of results in its place whole, or leave what was there."""

import os
import platform
import re
import secrets
import shutil
import time
import unicodedata
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis import InputError

MARKER = ".zhongxin"
MARKED = "# 由 zhongxin 生成，再次运行会换成新的结果。本次生成的文件：\n"
# A folder of a run under way: its name, a random part, the machine, the process.
LEFTOVER = re.compile(
    r"\.(?P<name>.+)\.[0-9a-f]{8}"
    r"(?:\.(?P<machine>[0-9a-f]{8})-(?P<process>[0-9]+))?\.(?:new|old)"
)
STALE = 24 * 60 * 60  # seconds; younger, it may belong to a run on another machine
LONGEST_NAME = 120  # bytes of a folder name: file systems stop at 255, and we add to it

UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f]')
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")  # Windows


def folder_name(report: str) -> str:
    """Return a report's name as a folder name that is safe on every system.

    Chinese stays; separators and control characters become ``_``, leading dots and
    names that Windows reserves are disarmed.

    Examples
    --------
    >>> folder_name("2023年市政府宣传工作总结")
    '2023年市政府宣传工作总结'
    >>> folder_name("../../etc/passwd"), folder_name("CON"), folder_name("..")
    ('_.._etc_passwd', '_CON', '_')
    """
    text = unicodedata.normalize("NFC", report)
    visible = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Cs"))
    name = UNSAFE.sub("_", visible).strip().lstrip(".").rstrip(". ")
    name = name.encode()[:LONGEST_NAME].decode(errors="ignore").rstrip(". ") or "_"
    return f"_{name}" if RESERVED.fullmatch(name) else name


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """Yield an empty folder that takes the place of `folder` when the block ends well.

    Where the block raises, the new folder is removed and the old one stays as it
    was. Files that someone else put into the old folder move over to the new one.

    Raises
    ------
    InputError
        If `folder` is a file or not made by this program, or cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> output = Path(tempfile.mkdtemp()) / "2023"
    >>> with staged(output) as new:
    ...     _ = (new / "index.html").write_text("")
    >>> sorted(path.name for path in output.iterdir())
    ['.zhongxin', 'index.html']
    """
    folder = Path(os.path.abspath(folder))
    if folder.is_symlink():  # replace what it points to, not the link
        folder = folder.resolve()
    try:
        _refuse_a_stranger(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        _clean_up(folder)
        new = _beside(folder, "new")
        new.mkdir()
    except OSError as error:
        reason = f"{error.filename or folder}: {_reason(error)}"
        message = f"{folder}: cannot be made: {reason}; use another --out"
        raise InputError(message) from error
    try:
        yield new
        _mark(new)
        _bring_over(folder, new)
        _replace(folder, new)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _beside(folder: Path, kind: str) -> Path:
    token = f"{secrets.token_hex(4)}.{_machine()}-{os.getpid()}"
    return folder.with_name(f".{folder.name}.{token}.{kind}")


def _machine() -> str:
    """Return a short name of this machine: folders may be shared over a network."""
    return f"{zlib.crc32(platform.node().encode()):08x}"


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _refuse_a_stranger(folder: Path) -> None:
    if not os.path.lexists(folder):
        return
    if not folder.is_dir():
        raise InputError(f"{folder}: is a file, not a folder; use another --out")
    if any(folder.iterdir()) and not (folder / MARKER).is_file():
        raise InputError(
            f"{folder}: holds files that are not results of zhongxin, and is left "
            "alone; use a new or empty folder as --out"
        )


def _mark(new: Path) -> None:
    """Leave a list of what was made, to tell it from what others add later."""
    made = sorted(p.relative_to(new).as_posix() for p in new.rglob("*") if p.is_file())
    text = MARKED + "".join(f"{name}\n" for name in made)
    (new / MARKER).write_text(text, encoding="utf-8", newline="\n")


def _replace(folder: Path, new: Path) -> None:
    """Move `new` to `folder`; where that fails, the old folder is back in place."""
    old = _beside(folder, "old")
    try:
        if folder.exists():
            folder.rename(old)
        try:
            new.rename(folder)
        except BaseException:
            if old.exists() and not folder.exists():
                old.rename(folder)
            raise
    except OSError as error:
        raise InputError(
            f"{folder}: cannot be replaced: {_reason(error)}; close the files that "
            "are open in other programs and run again"
        ) from error
    shutil.rmtree(old, ignore_errors=True)


def _bring_over(folder: Path, new: Path) -> None:
    """Copy what others put into the old folder; a new file of that name wins."""
    for path in _added_by_others(folder):
        target = new / path.relative_to(folder)
        if not os.path.lexists(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, target, follow_symlinks=False)


def _added_by_others(folder: Path) -> list[Path]:
    marker = folder / MARKER
    if not marker.is_file():
        return []
    made = set(marker.read_text("utf-8").splitlines()) | {MARKER}
    files = [path for path in sorted(folder.rglob("*")) if not path.is_dir()]
    return [path for path in files if path.relative_to(folder).as_posix() not in made]


def _clean_up(folder: Path) -> None:
    """Undo what runs that were killed left beside `folder`, of whatever report."""
    for path in sorted(folder.parent.iterdir()):
        left = LEFTOVER.fullmatch(path.name)
        if not left or not path.is_dir():
            continue
        own, ended = left["name"] == folder.name, _ended(left)
        place = folder.with_name(left["name"])
        if path.suffix == ".old" and not os.path.lexists(place):
            if own or ended:
                path.rename(place)  # killed between the two moves: the old result
        elif ended or (own and time.time() - path.lstat().st_mtime > STALE):
            shutil.rmtree(path, ignore_errors=True)


def _ended(left: re.Match) -> bool:
    """Say whether the run that a leftover is of has surely ended."""
    if os.name != "posix" or left["machine"] != _machine():
        return False  # elsewhere asking for a process would end it
    try:
        os.kill(int(left["process"]), 0)
    except (ProcessLookupError, OverflowError):
        return True
    except PermissionError:  # there, and another user's
        return False
    return False
