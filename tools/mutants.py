"""How many small faults the tests find: `python -m tools.mutants [NUMBER]` tries that many of mutmut's, drawn by a fixed seed.

The modules that are changed, and the tests that look at them, stand in pyproject.toml under `tool.mutmut`.
"""

from __future__ import annotations

import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

SEED = 2026
FIRST = "techvisits.record.search.*"
FOUND = ("killed", "timeout", "caught by type check")
MUTMUT = Path(sys.executable).with_name("mutmut")


def main(number: int) -> int:
    """Exit code 1 where the tests let more than one in five of them live."""
    run(FIRST)
    names = sorted(results())
    drawn = random.Random(SEED).sample(names, min(number, len(names)))
    run(*drawn)
    found = results()
    counts = Counter(found[name] for name in drawn)
    for name in sorted(drawn):
        if found[name] not in FOUND:
            print(f"{found[name]}: {name}")
    killed = sum(counts[word] for word in FOUND)
    print(f"{killed} of {len(drawn)} found ({killed / len(drawn):.0%}), of {len(names)} that there are; {dict(counts)}")
    return int(killed < 0.8 * len(drawn))


def run(*names: str) -> None:
    """Let the tests look for these faults; where they fail without any fault, what they said."""
    answer = subprocess.run([MUTMUT, "run", *names], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if answer.returncode:
        sys.exit(answer.stdout.replace("\r", "\n")[-3000:])


def results() -> dict[str, str]:
    """What became of each fault, by its name."""
    answer = subprocess.run([MUTMUT, "results", "--all", "true"], check=True, capture_output=True, text=True).stdout
    return dict(line.strip().rsplit(": ", 1) for line in answer.splitlines() if ": " in line)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 600))
