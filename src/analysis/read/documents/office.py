"""Old Word, WPS, RTF and OpenDocument files, through LibreOffice where it is there."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from analysis import InputError
from analysis.read.documents.limits import PREFIX, Limits

PROGRAMS = ("soffice", "libreoffice")
# In the compound files of old Word and WPS names are UTF-16.
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
WORKBOOK = "Workbook".encode("utf-16-le")
SLIDES = "PowerPoint Document".encode("utf-16-le")
TEXT = "WordDocument".encode("utf-16-le")
# What LibreOffice may not do with a file: run its macros, fetch what it links to.
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">{}</oor:items>"""
SETTING = (
    '<item oor:path="/org.openoffice.Office.{}"><prop oor:name="{}" oor:op="fuse">'
    "<value>{}</value></prop></item>"
)
FORBIDDEN = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Writer/Content/Update", "Link", "0"),
)
FLAGS, LOCKED = 0x0A, 0x0100  # where Word's first bytes say that it is encrypted
WORD = b"\xec\xa5"


def check_compound(data: bytes) -> None:
    """Refuse a compound file that is protected, or no text.

    Raises
    ------
    InputError
        One line saying what the file holds.
    """
    if ENCRYPTED in data:
        raise InputError("is protected by a password; save it without one")
    if TEXT not in data:
        if WORKBOOK in data:
            raise InputError("holds a spreadsheet; save the report's text as .docx")
        if SLIDES in data:
            raise InputError("holds a presentation; save the report's text as .docx")
    at = data.find(WORD, 512)
    while 0 < at and at % 512:
        at = data.find(WORD, at + 1)
    if at > 0 and int.from_bytes(data[at + FLAGS : at + FLAGS + 2], "little") & LOCKED:
        raise InputError("is protected by a password; save it without one")


def as_docx(path: Path, limits: Limits) -> bytes:
    """Return what LibreOffice makes of a file, as .docx; it runs no macro.

    Raises
    ------
    InputError
        Where LibreOffice is not installed, cannot read the file or takes too long.
    """
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise InputError(
            "is in an older format, which needs LibreOffice (not installed here); "
            "open it in Word or WPS and save it as .docx"
        )
    with tempfile.TemporaryDirectory(prefix="zhongxin-") as folder:
        user = Path(folder, "profile", "user")
        user.mkdir(parents=True)
        said = "".join(SETTING.format(*setting) for setting in FORBIDDEN)
        settings = user / "registrymodifications.xcu"
        settings.write_text(SETTINGS.format(said), encoding="utf-8")
        profile = user.parent.as_uri()
        command = [
            program, "--headless", "--norestore", "--nolockcheck", "--nodefault",
            f"-env:UserInstallation={profile}", "--convert-to", "docx:MS Word 2007 XML",
            "--outdir", folder, str(path.resolve()),
        ]  # fmt: skip
        _run(command, limits)
        made = sorted(Path(folder).glob("*.docx"))
        if not made:
            raise InputError(
                "cannot be opened by LibreOffice (damaged, or protected by a "
                "password); open it in Word or WPS and save it as .docx"
            )
        return made[0].read_bytes()


def _run(command: list[str], limits: Limits) -> None:
    """Run LibreOffice; end it with all it started when its time is over."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
    )
    try:
        process.wait(limits.seconds)
    except subprocess.TimeoutExpired:
        raise InputError(
            f"takes LibreOffice longer than {limits.seconds} s; save it as .docx, or "
            f"allow more with {PREFIX}SECONDS"
        ) from None
    finally:
        if process.poll() is None:
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
            process.wait()
