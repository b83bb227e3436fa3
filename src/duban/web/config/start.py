"""From a data directory to a Django that is ready: settings read, tables made."""

from __future__ import annotations

import os
from pathlib import Path

SETTINGS = "duban.web.config.settings"


def start(folder: Path) -> None:
    """Set Django up on `folder`, made on first use, with its tables up to date.

    Must come before anything of duban.web is imported. Ends the command with a sentence where
    the folder is a sample's and its fixed day would hold for other data.
    """
    os.environ["DUBAN_DATA"] = str(folder.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    from duban.web.config.demo.standing import Unfit, refuse_standing_still  # noqa: PLC0415

    try:
        refuse_standing_still()
    except Unfit as unfit:
        raise SystemExit(str(unfit)) from unfit


def collect_static(folder: Path) -> bool:
    """Gather style sheets and scripts into `folder`/static if any of them changed.

    True when something was gathered. Needs `start` first.
    """
    from django.contrib.staticfiles.finders import get_finders  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    lines = []
    for finder in get_finders():
        for path, storage in finder.list([]):
            lines.append(f"{path} {storage.size(path)} {storage.get_modified_time(path)}")
    stamp, now = folder / "static.stamp", "\n".join(sorted(lines))
    if stamp.exists() and stamp.read_text(encoding="utf-8") == now:
        return False
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(now, encoding="utf-8")
    return True
