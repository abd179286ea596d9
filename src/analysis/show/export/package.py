"""Write an Office file: its parts mended on the way, same content, same bytes."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EPOCH = datetime(2000, 1, 1)  # when a file was made: same content, same bytes
BIRTHDAY = (1980, 1, 1, 0, 0, 0)  # of every part: the earliest that a zip can hold


def write_package(
    path: Path,
    blob: bytes,
    mend: Callable[[str, bytes], bytes] = lambda name, part: part,
) -> None:
    """Write a package (pptx, docx, xlsx), each part as `mend` returns it.

    `mend` is called with the name of a part and what it holds. A zip tells when and on
    which system its parts were put in; here it always says the same.
    """
    path.write_bytes(rewritten(blob, mend))


def rewritten(blob: bytes, mend: Callable[[str, bytes], bytes]) -> bytes:
    """Return a package with each part mended, without the time and the system."""
    made = BytesIO()
    with ZipFile(BytesIO(blob)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = ZipInfo(name, BIRTHDAY)
            info.compress_type, info.create_system = ZIP_DEFLATED, 0
            new.writestr(info, mend(name, old.read(name)))
    return made.getvalue()
