#!/usr/bin/env python3
"""Measure the figures of the main job and print them as a table. Usage: bench.py BUILD_FOLDER [ENTRIES]

Requests of the bundled list, cold and second run; wall and memory of 10,000 DOIs at Crossref's polite limits scaled by four;
building the local index of DBLP's records and enriching from it (CONTRACTS §8). Ends with 1 when a bar is missed.
"""
import json
import math
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import local_index

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BATCH = 50
SCALE = 4
POLITE_RATE = 3  # Crossref's list routes, requests a second
LEAST_BODY = BATCH * 4000


class Table:
    def __init__(self):
        self.rows = []

    def add(self, figure, value, bar, good):
        self.rows.append((figure, value, bar, "" if good is None else "ok" if good else "MISSED"))

    def print(self):
        widths = [max(len(row[column]) for row in self.rows) for column in range(3)]
        for row in self.rows:
            print(f"{row[0]:<{widths[0]}}  {row[1]:>{widths[1]}}  {row[2]:<{widths[2]}}  {row[3]}".rstrip())
        return all(row[3] != "MISSED" for row in self.rows)


def run(command, environment):
    """Wall seconds, peak memory in MB, exit code, of the whole process."""
    start = time.monotonic()
    process = subprocess.Popen(command, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return time.monotonic() - start, usage.ru_maxrss / 1024, process.returncode, usage.ru_utime + usage.ru_stime


def home(folder):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BIBMILL_", "XDG_"))}
    return {**kept, "HOME": str(folder)}


def bundled(build, folder, table):
    """The bundled list, twice on one state."""
    command = [build / "bibmill", "enrich", ROOT / "fixtures/eurosys-2026.md", "--replay", ROOT / "fixtures/http", "-q",
               "--out", folder / "out", "--state", folder / "state", "--stats", folder / "stats.json"]
    for figure, bar in (("requests, bundled list, cold", 12), ("requests, bundled list, second run", 0)):
        wall, memory, _, _ = run(command, home(folder))
        stats = json.loads((folder / "stats.json").read_text())
        asked = sum(stats["requests"].values())
        by_source = ", ".join(f"{name} {count}" for name, count in stats["requests"].items() if count)
        table.add(figure, str(asked), f"<= {bar}", asked <= bar)
        table.add("  by source" if by_source else "  wall", by_source or f"{wall:.2f} s", "", None)


def polite(build, folder, entries, table):
    """Many DOIs against the loopback server, which keeps the limits."""
    works = build / f"bench-works-{entries}"
    if not (works / "entries.jsonl").exists():
        subprocess.run([sys.executable, ROOT / "tests/bench/compose_works.py", works, str(entries)], check=True)
    server = subprocess.Popen([build / "bibmill-testserver", "--replay", works, "--port", "0", "--rate-scale", str(SCALE)],
                              stdout=subprocess.PIPE, text=True)
    command = [build / "bibmill", "enrich", works / "entries.jsonl", "--sources", "crossref", "--mailto", "bench@example.org", "-q",
               "--out", folder / "out", "--state", folder / "state", "--stats", folder / "stats.json"]
    try:
        port = int(server.stdout.readline())
        environment = {**home(folder), "BIBMILL_SOURCES_CROSSREF_BASE_URL": f"http://127.0.0.1:{port}",
                       "BIBMILL_SOURCES_CROSSREF_RATE": str(float(SCALE * POLITE_RATE)),
                       "BIBMILL_SOURCES_CROSSREF_RATE_SINGLE": "40.0"}
        wall, memory, code, cpu = run(command, environment)
    finally:
        server.send_signal(signal.SIGTERM)
        counters = json.loads(server.communicate()[0].splitlines()[-1])
    stats = json.loads((folder / "stats.json").read_text())
    crossref = counters["sources"]["crossref"]
    floor = (math.ceil(entries / BATCH) - 1) / (SCALE * POLITE_RATE)
    body = counters["smallest_body"]
    resolved = stats["status"].get("resolved", 0)
    table.add(f"{entries:,} DOIs: resolved", f"{resolved:,}", f"= {entries:,}", resolved == entries and code == 0)
    table.add("  requests", str(crossref["requests"]), f"= {math.ceil(entries / BATCH)}", crossref["requests"] == math.ceil(entries / BATCH))
    table.add("  violations of the limits", str(counters["violations"]), "= 0", counters["violations"] == 0)
    table.add("  smallest gap", f"{1000 * crossref['smallest_gap_s']['crossref/list']:.1f} ms", "", None)
    table.add("  smallest body", f"{body:,} B", f">= {LEAST_BODY:,} B", body >= LEAST_BODY)
    table.add("  wall (floor)", f"{wall:.2f} s ({floor:.2f} s)", "", None)
    table.add("  wall over floor", f"{wall / floor:.3f}", "<= 1.05", wall / floor <= 1.05)
    table.add("  processor time", f"{cpu:.2f} s", "", None)
    table.add("  peak memory", f"{memory:.0f} MB", "<= 200 MB", memory <= 200)
    nightly(build, command, folder, entries, table)


def nightly(build, command, folder, entries, table):
    """The same job on the same state, with nothing due: no server is there any more."""
    wall, memory, code, _ = run(command, home(folder))
    stats = json.loads((folder / "stats.json").read_text())
    asked = sum(stats["requests"].values())
    table.add(f"{entries:,} resolved entries, nothing due: requests", str(asked), "= 0", asked == 0 and code == 0)
    table.add("  wall", f"{wall:.2f} s", "<= 1.0 s", wall <= 1.0)
    table.add("  peak memory", f"{memory:.0f} MB", "<= 150 MB", memory <= 150)
    check(build, folder, entries, table)


def check(build, folder, entries, table):
    """Whether the outputs of that job belong to its list: nobody is asked."""
    works = build / f"bench-works-{entries}"
    wall, memory, code, _ = run([build / "bibmill", "check", works / "entries.jsonl", "--out", folder / "out"], home(folder))
    table.add(f"check over {entries:,} entries: wall", f"{wall:.2f} s", "<= 0.5 s", wall <= 0.5 and code == 0)
    table.add("  peak memory", f"{memory:.0f} MB", "", None)


def corpus(build):
    """DBLP's records in the folder of shared data that the build knows."""
    cache = (build / "CMakeCache.txt").read_text()
    shared = re.search(r"^BIBMILL_SHARED_DIR:PATH=(.*)$", cache, re.M)
    return pathlib.Path(shared.group(1) if shared else ROOT.parent / "shared") / "corpus/dblp-164k.xml.gz"


PEOPLE_PATIENCE_S = 240  # five times what its bar asks for


def people(build, folder, table):
    """A million authorships, made from DBLP's records under disjoint names."""
    command = [build / "bibmill-bench-people", corpus(build).parent]
    try:
        printed = subprocess.run(command, capture_output=True, text=True, timeout=PEOPLE_PATIENCE_S).stdout
    except subprocess.TimeoutExpired as late:
        printed = (late.stdout or b"").decode()
    if "1000000 mentions" not in printed:
        table.add("people of 1,000,000 authorships", f"not done in {PEOPLE_PATIENCE_S} s", "<= 40 s, <= 3 GB", False)
    for mentions, wall, memory, growth in re.findall(
            r"people: +(\d+) mentions .* ([\d.]+) s +peak +([\d.]+) GB +growth ([\d.]+)", printed):
        million = mentions == "1000000"
        table.add(f"people of {int(mentions):,} authorships", f"{wall} s, {memory} GB", "<= 40 s, <= 3 GB" if million else "",
                  float(wall) <= 40 and float(memory) <= 3 if million else None)
        if float(growth) > 0:
            table.add("  growth by doubling", growth, "<= 2.30", float(growth) <= 2.3)


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    entries = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    table = Table()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="bibmill-bench-"))
    try:
        for name, measure in (("list", bundled), ("polite", lambda b, f, t: polite(b, f, entries, t)),
                              ("index", lambda b, f, t: local_index.measure(run, home, b, corpus(build), f, entries, t)),
                              ("people", people)):
            (folder / name).mkdir()
            measure(build, folder / name, table)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0 if table.print() else 1


if __name__ == "__main__":
    sys.exit(main())
