"""Has LibreOffice turn a cleaned Word document into a PDF, in a process that cannot reach a network."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from evidencepack.errors import BadInput
from evidencepack.settings import resources
from evidencepack.workers import leash as leash_of_programs

TIME_LIMIT = 180.0
"""Seconds that one document may take."""
_PRIORITY = 10  # 0 is the program's own, 19 the lowest
_VERSION = re.compile(r"LibreOffice\s+(\d+(?:\.\d+)+)")
_FILTER = "pdf:writer_pdf_Export:" + json.dumps(
    {
        "UseTaggedPDF": {"type": "boolean", "value": "true"},
        "ExportBookmarks": {"type": "boolean", "value": "true"},
    }
)
# Named, because LibreOffice would take what it does not know for plain text, and print its bytes.
_READ_AS = {
    "docx": "MS Word 2007 XML",
    "doc": "MS Word 97",
    "rtf": "Rich Text Format",
    "odt": "writer8",
}
_FILTERS = {".pdf": _FILTER, ".docx": "docx:MS Word 2007 XML"}
# Nothing is asked, run, updated or fetched, whatever the document wants.
_PREFERENCES = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Writer/Content/Update", "Field", "false"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
_FONTS = "fonts.conf"
_NOWHERE = "http://127.0.0.1:9"
_PROXIES = ("http_proxy", "https_proxy", "ftp_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")


def program() -> str | None:
    """Where LibreOffice is, or None: then, or with ``EVIDENCEPACK_CONVERTER=own``, Word is typeset by us."""
    if os.environ.get("EVIDENCEPACK_CONVERTER", "").strip().lower() == "own":
        return None
    return shutil.which("soffice") or shutil.which("libreoffice")


@cache
def version_of(soffice: str) -> str:
    """Which version a LibreOffice is, such as ``7.4.7.2``; empty if it does not say or does not start."""
    with tempfile.TemporaryDirectory(prefix="evidencepack-office-") as folder:
        try:
            ended = subprocess.run(
                [soffice, f"-env:UserInstallation={Path(folder).as_uri()}", "--version"],
                capture_output=True, text=True, timeout=60, env=_environment(Path(folder)), check=False,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired):
            return ""
    found = _VERSION.search(ended.stdout)
    return found[1] if found else ""


def convert(
    soffice: str, document: bytes, name: str, out: Path, time_limit: float = TIME_LIMIT, form: str = "docx"
) -> None:
    """Turn a Word document into a PDF, or a document of another program into a Word document.

    Args:
        soffice: The program.
        document: The document; a Word document is cleaned before.
        name: The original's name, for errors.
        out: Where the result goes; its ending says what it is to be, ``.pdf`` or ``.docx``.
        time_limit: Seconds it may take.
        form: What the document is, as an ending without the dot.

    Raises:
        BadInput: If LibreOffice fails or takes too long.
    """
    with tempfile.TemporaryDirectory(prefix="evidencepack-office-") as room:
        folder = Path(room)
        user = folder / "profile" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(_preferences(), encoding="utf-8")
        (folder / _FONTS).write_text(_fonts(), encoding="utf-8")
        source = folder / f"document.{form}"
        source.write_bytes(document)
        made = folder / "made" / f"document{out.suffix}"
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [
            *_without_network(), soffice, profile, "--headless", "--norestore", "--nolockcheck",
            "--nodefault", "--nologo", f"--infilter={_READ_AS[form]}",
            "--convert-to", _FILTERS[out.suffix], "--outdir", str(made.parent), str(source),
        ]  # fmt: skip
        _run(command, folder, name, time_limit)
        if not made.is_file() or not made.stat().st_size:
            raise BadInput(
                f"“{name}” could not be converted by LibreOffice; open it in Word, save it as PDF and "
                "import that."
            )
        shutil.move(made, out)


def _preferences() -> str:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _PREFERENCES
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        f'xmlns:xs="http://www.w3.org/2001/XMLSchema">{items}</oor:items>'
    )


def _fonts() -> str:
    """The computer's fonts, and this program's, whose letters are as wide as those of Arial and Times."""
    own = escape((resources() / "fonts").as_posix())
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{own}</dir></fontconfig>'
    )


def _run(command: list[str], folder: Path, name: str, time_limit: float) -> None:
    # It ends with us, however we end: a leash holds it that lets go when its standard input does.
    leash = [sys.executable, "-I", str(Path(leash_of_programs.__file__))]
    with subprocess.Popen(
        [*leash, *command], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        cwd=folder, env=_environment(folder), start_new_session=True,
    ) as child:  # fmt: skip
        _let_others_first(child.pid)
        try:
            child.wait(time_limit)
        except BaseException as stopped:
            _end(child)
            if not isinstance(stopped, subprocess.TimeoutExpired):
                raise
            raise BadInput(
                f"“{name}” took LibreOffice more than {time_limit:.0f} seconds and was given up; open "
                "it in Word, "
                "save it as PDF and import that."
            ) from stopped


def _let_others_first(group: int) -> None:
    """Keep LibreOffice, which takes all the processor it can get, from making a window wait."""
    if hasattr(os, "setpriority"):
        with contextlib.suppress(OSError):  # it is over already, or the system does not let us
            os.setpriority(os.PRIO_PGRP, group, _PRIORITY)
    with contextlib.suppress(OSError):  # some Linux systems weigh sessions against each other by this instead
        Path(f"/proc/{group}/autogroup").write_text(str(_PRIORITY), encoding="ascii")


def _end(child: subprocess.Popen[bytes]) -> None:
    """End LibreOffice with the processes that it started itself."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
    else:
        child.kill()
    child.wait()


def _environment(folder: Path) -> dict[str, str]:
    """Only what LibreOffice needs: a home of its own, and proxies that lead nowhere."""
    kept = (
        "PATH",
        "LANG",
        "LC_ALL",
        "SYSTEMROOT",
        "WINDIR",
        "TEMP",
        "TMP",
        "PROGRAMFILES",
        "LD_LIBRARY_PATH",
    )
    return {
        **{name: os.environ[name] for name in kept if name in os.environ},
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "FONTCONFIG_FILE": str(folder / _FONTS),
        "SAL_USE_VCLPLUGIN": "svp",
        "TZ": "UTC",
        **dict.fromkeys(_PROXIES, _NOWHERE),
        "no_proxy": "",
    }


@cache
def _without_network() -> tuple[str, ...]:
    """A prefix that starts a program without any network, where the system lets us."""
    unshare = shutil.which("unshare")
    if not unshare:
        return ()
    for prefix in ((unshare, "-n"), (unshare, "-r", "-n")):
        try:
            tried = subprocess.run([*prefix, "true"], capture_output=True, timeout=10, check=False)
        except (OSError, subprocess.TimeoutExpired):
            continue
        if tried.returncode == 0:
            return prefix
    return ()


def has_network_cut() -> bool:
    """Whether the system itself keeps LibreOffice from the network, beyond its settings."""
    return bool(_without_network())
