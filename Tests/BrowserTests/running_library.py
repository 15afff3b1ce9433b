"""A real server on a free port with real books in it, for the browser tests.

HOCLIEU_BIN names the program. With HOCLIEU_URL an already running site is used
as it is.
"""

import json
import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get("HOCLIEU_SHARED", ROOT.parent / "shared"))
OPEN = [
    "samples/epub/vi/vi-giong-to.epub",
    "samples/epub/vi/vi-viec-lang.epub",
    "samples/epub/standardebooks/candide.epub",
    "samples/pdf/vi/vi-refresher-probabilities-statistics.pdf",
    "samples/pdf/py-pdf/004-pdflatex-4-pages__pdflatex-4-pages.pdf",
]


class RunningLibrary:
    """`with RunningLibrary() as library:` gives `library.url`."""

    def __init__(self):
        self.url = os.environ.get("HOCLIEU_URL", "").rstrip("/")
        self.server = None
        self.folder = None
        # Whether all of OPEN is in it; of a site that runs already nobody knows.
        self.has_samples = False

    def __enter__(self):
        if self.url:
            return self
        self.program = os.environ["HOCLIEU_BIN"]
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="hoclieu-browser-"))
        self.data = self.folder / "data"
        self._ingest(*self._starter_collection())
        samples = [SHARED / name for name in OPEN if (SHARED / name).exists()]
        self.has_samples = len(samples) == len(OPEN)
        if samples:
            self._ingest(*samples, "--licence", "PD", "--access", "open")
        closed = SHARED / "samples/epub/vi/vi-vo-de.epub"
        if closed.exists():
            self._ingest(closed)
        self._run("units", "load")
        self.passwords = {"quantri": self._run("account", "add", "--admin", "quantri").split()[-1]}
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        environment = dict(os.environ, HOCLIEU_PSEUDO_LANGUAGE="1")
        self.log = open(self.folder / "server.log", "wb")
        self.server = subprocess.Popen(
            [self.program, "--data", self.data, "serve", "--port", str(port)],
            stdout=self.log, stderr=self.log, env=environment)
        self._wait()
        return self

    def __exit__(self, *_):
        if self.server:
            self.server.terminate()
            self.server.wait(timeout=20)
            self.log.close()
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)

    def password(self, name):
        """The password of an account that was made for the tests."""
        return self.passwords[name]

    def json(self, path):
        with urllib.request.urlopen(self.url + path, timeout=20) as answer:
            return json.load(answer)

    def record(self, words):
        """The first record that is found for some words."""
        return self.json("/api/v1/search?q=" + urllib.parse.quote(words))["records"][0]

    def passage(self, words, ending):
        """The first passage found in a book that came from a file of a kind."""
        answer = self.json("/api/v1/search?limit=100&q=" + urllib.parse.quote(words))
        for passage in answer["passages"]:
            page = self.text(f"/tai-lieu/{passage['record']}")
            if ending in page:
                return passage
        return None

    def text(self, path):
        with urllib.request.urlopen(self.url + path, timeout=20) as answer:
            return answer.read().decode()

    def _starter_collection(self):
        """The list of classics and the handbook, as `make run` loads them."""
        folder = self.folder / "collection"
        subprocess.run(["sh", ROOT / "ingest/collection/build.sh", folder], check=True)
        return [folder]

    def _ingest(self, *arguments):
        done = subprocess.run(
            [self.program, "--data", self.data, "ingest", *map(str, arguments), "--json"], capture_output=True, text=True)
        if done.returncode == 2:
            raise RuntimeError(f"ingest failed: {done.stdout}{done.stderr}")

    def _run(self, *arguments):
        return subprocess.run(
            [self.program, "--data", self.data, *arguments], capture_output=True, text=True, check=True).stdout

    def _wait(self):
        """Until the server answers and the texts are indexed."""
        for _ in range(300):
            try:
                self.json("/healthz")
                if not self.json("/api/v1/search?q=h").get("isIndexing"):
                    return
            except OSError:
                if self.server.poll() is not None:
                    raise RuntimeError((self.folder / "server.log").read_text())
            time.sleep(0.2)
        raise RuntimeError("the server did not come up")
