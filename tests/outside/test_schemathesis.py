"""Whatever the description of the routes allows is answered as it says, and whatever it does not is refused as it says."""

import pytest

from outside.fuzz import fuzz


def test_schemathesis_finds_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    """All its checks, a few examples of each kind; `make fuzz-api` takes hundreds."""
    monkeypatch.setenv("FUZZ_IDS", "3")
    done = fuzz("--seed", "20261126", "--max-examples", "10")
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert "No issues found" in done.stdout
