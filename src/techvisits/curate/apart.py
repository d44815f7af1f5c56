"""The check in a process of its own: it takes seconds, and neither a start nor a reader waits for it longer than need be.

    python -m techvisits.curate.apart FOLDER

prints the findings as JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from techvisits.package.errors import Finding


def check_apart(folder: Path) -> list[Finding]:
    """What `check_served` finds in a folder today; where its process was cut off, that."""
    return start_check(folder)()


def start_check(folder: Path) -> Callable[[], list[Finding]]:
    """Begin that check; what is given waits for its end."""
    process = subprocess.Popen([sys.executable, "-m", __name__, str(folder)], stdout=subprocess.PIPE)

    def wait() -> list[Finding]:
        told, _ = process.communicate()
        if process.returncode:
            what = f"could not be checked: the process of the check ended with {process.returncode}"
            remedy = "run techvisits check, and see whether memory or time ran out"
            return [Finding("datapackage.json", 0, "", what, remedy, "check-ends")]
        return [Finding(**row) for row in json.loads(told)]

    return wait


def main() -> None:
    """Check the folder that is named."""
    from techvisits.curate.check import check_served, today_there  # a quarter of a second that only this process needs

    json.dump([asdict(finding) for finding in check_served(Path(sys.argv[1]), today_there())], sys.stdout)


if __name__ == "__main__":
    main()
