#!/usr/bin/env python3
"""Two processes with two states at once, at the shipped rates: the limits of the sources hold across both.

Usage: two_processes.py BUILD_FOLDER. Takes some twenty seconds, most of them arXiv's pauses.
"""
import pathlib
import sys
import tempfile

import loopback

ARXIV_PAUSE_S = 3.0


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory(prefix="bibmill-two-") as name:
        folder = pathlib.Path(name)
        server = loopback.Server(build)
        env = loopback.environment(folder, server)
        running = [loopback.enrich(build, folder, f"state-{i}", f"out-{i}", env) for i in (1, 2)]
        codes = [process.wait() for process in running]
        counters = server.stop()
        same = loopback.outputs(folder / "out-1") == loopback.outputs(folder / "out-2")
    arxiv = counters["sources"]["arxiv"]
    gap = min(arxiv["smallest_gap_s"].values())
    print(f"arXiv: {arxiv['requests']} requests of two processes, smallest gap {gap:.3f} s; "
          f"{counters['violations']} violations; exit codes {codes}")
    good = codes == [0, 0] and same and counters["violations"] == 0 and arxiv["requests"] >= 4 and gap >= ARXIV_PAUSE_S
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
