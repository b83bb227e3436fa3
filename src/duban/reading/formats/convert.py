"""Old and foreign office files: turned into .docx or .xlsx by LibreOffice where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from duban.reading.formats.opened import Opened
from duban.reading.source import Unreadable

POLL_SECONDS = 0.2

#: ending of the source, ending it is turned into
TARGETS = {
    ".xls": ".xlsx",
    ".et": ".xlsx",
    ".ods": ".xlsx",
    ".doc": ".docx",
    ".wps": ".docx",
    ".rtf": ".docx",
    ".odt": ".docx",
    ".ofd": ".pdf",
}
_WORKBOOK = "Workbook".encode("utf-16-le")


def converted(file: Opened) -> Opened:
    """The same document in a format that can be read; Unreadable where it cannot be had."""
    ending = _ending(file)
    target = TARGETS[ending]
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise Unreadable(
            f"本机没有安装 LibreOffice，不能读 {ending} 文件，请用原软件另存为 {target} 后再试。"
        )
    with tempfile.TemporaryDirectory(prefix="duban-") as folder:
        source = Path(folder, "source" + ending)
        source.write_bytes(file.data)
        _run(program, source, target, file)
        result = source.with_suffix(target)
        if not result.is_file():
            raise Unreadable(f"{ending} 文件转换失败，请用原软件另存为 {target} 后再试。")
        if result.stat().st_size > file.limits.file_bytes:
            raise Unreadable(
                f"文件转换后超过{file.limits.file_bytes >> 20}兆字节的上限，请拆分后再试。"
            )
        data = result.read_bytes()
    return replace(file, name=os.path.splitext(file.name)[0] + target, data=data)


def _ending(file: Opened) -> str:
    """The ending by which LibreOffice will know the file; its own may be wrong or missing."""
    if file.ending in TARGETS:
        return file.ending
    if file.data.startswith(b"{\\rtf"):
        return ".rtf"
    if file.data.startswith(b"PK"):
        return ".ofd" if b"OFD.xml" in file.data else ".odt"
    return ".xls" if _WORKBOOK in file.data else ".doc"


def _run(program: str, source: Path, target: str, file: Opened) -> None:
    folder = source.parent
    command = [
        program,
        "--headless",
        "--norestore",
        # A profile of its own: another LibreOffice may be running, and has macros of its own.
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--convert-to",
        target.lstrip("."),
        "--outdir",
        str(folder),
        str(source),
    ]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet)  # noqa: S603
    try:
        deadline = time.monotonic() + file.limits.convert_seconds
        while process.poll() is None:
            if time.monotonic() > deadline:
                raise Unreadable(f"文件转换超时，请用原软件另存为 {target} 后再试。")
            file.progress(0, 1)
            time.sleep(POLL_SECONDS)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
