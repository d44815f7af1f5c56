"""schemathesis against the description of the routes: whatever it allows is answered, whatever it does not is refused."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from conftest import DATA
from web.asking import serve

from techvisits.web.routes import build_routes

HERE = Path(__file__).parent
COMMAND = Path(sys.executable).with_name("schemathesis")


def fuzz(*arguments: str) -> subprocess.CompletedProcess[str]:
    """What schemathesis says of a server of its own with the shipped data, after all its checks."""
    with serve(build_routes(DATA)) as server, tempfile.TemporaryDirectory() as folder:
        address = f"http://127.0.0.1:{server.port}/api/openapi.json"
        environment = {
            **os.environ,
            "SCHEMATHESIS_HOOKS": "hooks",
            "PYTHONPATH": str(HERE),
            "PYTHONIOENCODING": "utf-8",
        }
        words = [str(COMMAND), "run", address, "--checks", "all", "--warnings", "off", "--no-color", *arguments]
        return subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)


if __name__ == "__main__":
    done = fuzz(*sys.argv[1:])
    sys.stdout.write(done.stdout + done.stderr)
    sys.exit(done.returncode)
