"""The process beside the server that does long work: reading big files, the work of each day.

Jobs stand in the database; one killed half-way is handed out again (see Q_CLUSTER).
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys

from duban.web.config.bond import end_with


def start_beside() -> subprocess.Popen[bytes]:
    """The job process, ended with the process that calls this even if that one is killed."""
    command = [sys.executable, "-m", "duban.web.config.jobs", str(os.getpid())]
    return subprocess.Popen(command)  # noqa: S603


def main(parent: int) -> None:
    """Run the cluster until the server that started it is gone."""
    if not end_with(parent):
        return
    # Ctrl-C reaches the whole group; the server passes its end on as SIGTERM
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    import django  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    from duban.web.supervision.jobs import keep_time  # noqa: PLC0415

    keep_time()
    call_command("qcluster", verbosity=0)


if __name__ == "__main__":
    main(int(sys.argv[1]))
