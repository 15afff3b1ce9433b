"""What the outside measurements share: running a program and watching it."""
import os
import statistics
import subprocess
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RELEASE = ROOT / ".build" / "release"
SHARED = Path(os.environ.get("HOCLIEU_SHARED", ROOT.parent / "shared"))


def machine():
    """The machine's name as figures are quoted with: processor, cores, memory."""
    model = "unknown processor"
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
            break
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return f"{model}, {os.cpu_count()} cores, {pages / 2**30:.0f} GiB"


def rss_anon_mib(pid):
    """Anonymous resident memory of one process, MiB; 0 when it is gone."""
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("RssAnon:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def cpu_seconds(pid):
    """User and system time of one live process and its waited-for children."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return sum(int(field) for field in fields[11:15]) / os.sysconf("SC_CLK_TCK")


class Watch(threading.Thread):
    """Samples the largest RssAnon of a process until it is stopped."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.peak, self.samples, self.going = pid, 0.0, [], True
        self.start()

    def run(self):
        while self.going:
            now = rss_anon_mib(self.pid)
            self.samples.append(now)
            self.peak = max(self.peak, now)
            time.sleep(0.05)

    def stop(self):
        self.going = False
        self.join()
        return self.peak


def timed(command, **options):
    """Runs a command: wall seconds, CPU seconds of it and its children, peak RssAnon MiB."""
    before = os.times()
    start = time.monotonic()
    process = subprocess.Popen([str(part) for part in command], **options)
    watch = Watch(process.pid)
    output, _ = process.communicate()
    wall = time.monotonic() - start
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return process.returncode, output, wall, cpu, watch.stop()


def median(values):
    return statistics.median(values)


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
