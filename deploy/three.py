"""Three copies of the dashboard behind nginx on this machine, until stopped; a copy that dies is started anew.

.venv/bin/python deploy/three.py [--folder build/host]
"""

import argparse
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
NGINX: Final = HERE / "nginx" / "nginx.conf"
PORT: Final = 8500
COPIES: Final = (8601, 8602, 8603)
PATIENCE: Final = 60.0


class Host:
    """The running copies by port, and nginx before them; `folder` gets what they write."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("logs", "cache"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        self.copies: dict[int, subprocess.Popen[bytes]] = {}
        self.nginx: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the copies, then nginx; return when every copy answers."""
        for port in COPIES:
            self.start_copy(port)
        for port in COPIES:
            wait_for(port)
        self.start_nginx()
        wait_for(PORT)

    def start_nginx(self) -> None:
        """Start nginx before the copies."""
        command = ["nginx", "-p", str(self.folder), "-c", str(NGINX), "-g", "daemon off;"]
        self.nginx = subprocess.Popen(command)

    def start_copy(self, port: int) -> None:
        """Start the copy of that port, which logs into a file of its own."""
        command = [sys.executable, "-m", "techvisits", "serve", "--address", "127.0.0.1", "--port", str(port)]
        with (self.folder / "logs" / f"{port}.log").open("ab") as log:
            self.copies[port] = subprocess.Popen(command, stdout=log, stderr=log)

    def replace_one_by_one(self) -> None:
        """Let each copy finish and start it anew, the next one only when it answers again."""
        for port in COPIES:
            self.copies[port].send_signal(signal.SIGTERM)
            self.copies[port].wait(PATIENCE)
            self.start_copy(port)
            wait_for(port)

    def revive(self) -> None:
        """Start each copy that has died, and nginx."""
        if self.nginx and self.nginx.poll() is not None:
            self.start_nginx()
        for port, copy in list(self.copies.items()):
            if copy.poll() is not None:
                print(f"copy {port} ended with {copy.returncode}; started anew", flush=True)
                self.start_copy(port)

    def stop(self) -> None:
        """Stop nginx, then the copies."""
        for process in (*([self.nginx] if self.nginx else []), *self.copies.values()):
            process.terminate()
        for process in (*([self.nginx] if self.nginx else []), *self.copies.values()):
            process.wait(PATIENCE)


def wait_for(port: int) -> None:
    """Return when the port answers that it is well; raises TimeoutError after a minute."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError(f"port {port} does not answer; look into logs/ of the host's folder")


def main() -> None:
    """Serve until stopped."""
    parser = argparse.ArgumentParser(description="Three copies behind nginx.")
    parser.add_argument("--folder", type=Path, default=HERE.parent / "build" / "host")
    folder = parser.parse_args().folder.resolve()
    if not shutil.which("nginx"):
        sys.exit("nginx is not installed; on Debian: apt-get install nginx-light")
    host = Host(folder)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        host.start()
        print(f"http://localhost:{PORT}, three copies; logs in {folder / 'logs'}", flush=True)
        while True:
            time.sleep(1)
            host.revive()
    except KeyboardInterrupt:
        pass
    finally:
        host.stop()


if __name__ == "__main__":
    main()
