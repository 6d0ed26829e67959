#!/usr/bin/env python3
"""Kill a running job (kill -9) at random moments again and again, and run it again: the outputs must be those of an unbroken
run, and no request may be repeated whose answer had been stored.

Usage: soak.py BUILD_FOLDER [KILLS] [--seed N]. Ends with 1 when a job came out otherwise.

Every question is a request of its own, so that equal requests are equal questions. What the server has answered and the
process that was killed had not yet stored was on its way: of that there is at most what the sources take at once.
"""
import argparse
import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

import loopback

AT_ONCE = 9  # transfers of all sources together, as shipped: crossref 3, datacite 3, doi_ra 2, the others 1
# A job is small: slow bodies make room for moments between its requests.
SLOW = '{"rules": [{"fault": "slow_body", "seconds": 0.03}]}'
AGAIN = 0.5  # of the runs that go on after a kill are killed too


class Log:
    """The targets that the server has answered, a line each, read on from where they were read."""

    def __init__(self, path):
        self.path = path
        self.read = 0

    def new(self):
        lines = self.path.read_text().splitlines() if self.path.exists() else []
        new = lines[self.read:]
        self.read = len(lines)
        return new


def stored(state):
    """The requests whose answers the state holds. Works on a copy: reading a database may tidy it up."""
    with tempfile.TemporaryDirectory() as name:
        copy = pathlib.Path(name)
        for part in state.glob("cache.db*"):
            shutil.copy(part, copy)
        if not (copy / "cache.db").exists():
            return set()
        database = sqlite3.connect(copy / "cache.db")
        try:
            urls = [url for (url,) in database.execute("SELECT url FROM bodies")]
        except sqlite3.OperationalError:  # killed before there was a table
            urls = []
        finally:
            database.close()
    return {"/" + url.split("://", 1)[1].split("/", 1)[1] for url in urls}


class Soak:
    def __init__(self, build, folder, kills, seed):
        self.build = build
        self.folder = folder
        self.left = kills
        self.random = random.Random(seed)
        faults = folder / "faults.json"
        faults.write_text(SLOW)
        self.log = Log(folder / "answers.log")
        self.server = loopback.Server(build, "--no-limits", "--rate-scale", "1000", "--faults", faults, "--log", self.log.path)
        self.env = loopback.environment(folder, self.server, RATE="500.0", RATE_ANONYMOUS="500.0",
                                        RATE_SINGLE_ANONYMOUS="500.0", BATCH="1", BATCH_TITLES="1")
        self.env["BIBMILL_HTTP_BATCH_LINGER_S"] = "0.01"
        self.kills = self.jobs = self.same = self.repeated = self.most_lost = 0

    def run(self, state, out):
        return loopback.enrich(self.build, self.folder, state, out, self.env)

    def unbroken(self):
        start = time.monotonic()
        code = self.run("state-unbroken", "out-unbroken").wait()
        self.seconds = time.monotonic() - start
        self.right = loopback.outputs(self.folder / "out-unbroken")
        self.requests = len(self.log.new())
        return code == 0

    def killed(self, state, out):
        """False when the job was done before it could be killed."""
        process = self.run(state, out)
        try:
            process.wait(timeout=self.random.uniform(0, self.seconds))
            return False
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return True

    def job(self):
        """A job that is killed at least once, until it is done; whether it came out as an unbroken one."""
        state, out = f"state-{self.jobs}", f"out-{self.jobs}"
        self.jobs += 1
        kept = set()
        kills = 0
        while self.left > 0 and (kills == 0 or self.random.random() < AGAIN):
            done = not self.killed(state, out)
            kept = self.check(state, kept, done)
            if done:
                break
            kills += 1
            self.left -= 1
        code = self.run(state, out).wait()
        self.check(state, kept, True)
        same = code == 0 and loopback.outputs(self.folder / out) == self.right
        self.kills += kills
        self.same += kills if same else 0
        if not same:
            print(f"soak: job {self.jobs} ended with {code} and other outputs; see {self.folder / out}", file=sys.stderr)
        else:
            shutil.rmtree(self.folder / out)
            shutil.rmtree(self.folder / state)

    def check(self, state, kept, done):
        """Counts what was asked although it was stored, and what was answered and is not stored."""
        answered = self.log.new()
        again = [request for request in answered if request in kept]
        for request in again:
            print(f"soak: asked again though stored: {request}", file=sys.stderr)
        self.repeated += len(again)
        now = stored(self.folder / state)
        if not done:
            self.most_lost = max(self.most_lost, len(set(answered) - now))
        return now

    def report(self):
        print(f"{self.kills} kills in {self.jobs} jobs of {self.requests} requests and {self.seconds:.2f} s each: "
              f"identical bytes after {self.same} of {self.kills}; stored requests repeated: {self.repeated}; "
              f"answers on their way when killed: at most {self.most_lost}")
        return self.same == self.kills and self.repeated == 0 and self.most_lost <= AT_ONCE


def main():
    parser = argparse.ArgumentParser(description="Kill a job at random moments and compare what becomes of it.")
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("kills", type=int, nargs="?", default=200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="bibmill-soak-"))
    soak = Soak(arguments.build.resolve(), folder, arguments.kills, arguments.seed)
    try:
        good = soak.unbroken()
        while good and soak.left > 0:
            soak.job()
    finally:
        soak.server.stop()
    good = soak.report() and good
    if good:
        shutil.rmtree(folder)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
