"""What a report of wapiti holds beyond what SECURITY.md explains: a line each; exit 1 where there is any."""

import json
import sys
from pathlib import Path
from typing import Final

EXPLAINED: Final = {
    "HTTP Strict Transport Security (HSTS)": "Strict-Transport-Security",
    "Unencrypted Channels": "No HTTPS redirection",
}
"""For a category what its findings may be about."""


def main(path: Path) -> int:
    """Print each finding; how many are not explained."""
    report = json.loads(path.read_text("utf-8"))
    wrong = 0
    for kind in ("vulnerabilities", "anomalies"):
        for category, findings in report[kind].items():
            for finding in findings:
                about = EXPLAINED.get(category)
                is_explained = bool(about and about in finding["info"])
                wrong += not is_explained
                print(
                    f"{'explained' if is_explained else 'FOUND':9} {category}: {finding['info']} ({finding['path'][:120]})"
                )
    print(f"{report['infos']['crawled_pages_nbr']} addresses, {wrong} findings to look at")
    return wrong


if __name__ == "__main__":
    sys.exit(bool(main(Path(sys.argv[1]))))
