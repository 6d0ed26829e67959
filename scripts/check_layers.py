#!/usr/bin/env python3
"""Refuse includes against the layers (DESIGN: config | normalizers -> connectors -> pipeline), libraries outside their folders,
clocks outside connectors/async and main, and files over 500 lines."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
MAY_INCLUDE = {
    "config": {"config"},
    "normalizers": {"normalizers"},
    "connectors": {"config", "normalizers", "connectors"},
    "pipeline": {"config", "normalizers", "connectors", "pipeline"},
    "tests": {"config", "normalizers", "connectors", "pipeline", "tests"},
}
# A finer line inside connectors and pipeline: pure parts know no I/O part.
PURE = {
    "connectors/crossref", "connectors/datacite", "connectors/doi_ra", "connectors/arxiv", "connectors/dblp", "connectors/wire",
    "pipeline/match", "pipeline/merge", "pipeline/record_json", "pipeline/read",
}
PURE_BANS = ("connectors/http/curl", "connectors/cache/", "connectors/async/", "connectors/replay/", "config/")
LIBRARY_HOMES = {
    r"<curl/": ("connectors/http",),
    r"<sqlite3\.h>": ("connectors/cache",),
    r"<(tbb|oneapi)/": ("connectors/async", "connectors/local", "pipeline/parallel"),
    r"<spdlog/": ("connectors/http", "connectors/replay", "pipeline/"),
    r"<cmark-gfm": ("pipeline/read",),
    r"<toml\+\+/": ("config/toml.h",),
    r"<CLI/": ("pipeline/",),
    r"<pugixml\.hpp>": ("connectors/", "normalizers/text"),
}
CLOCKS = re.compile(r"(system_clock|steady_clock)::now|this_thread::sleep_for|\brand\(\)")
CLOCK_HOMES = ("connectors/async", "pipeline/main.cpp", "tests/")
LONGEST = 500


def check(path, name):
    folder = name.split("/")[0]
    lines = path.read_text().splitlines()
    if len(lines) > LONGEST:
        yield len(lines), f"file has {len(lines)} lines; split it by subject (limit {LONGEST})"
    for number, line in enumerate(lines, 1):
        ours = re.match(r'\s*#include "([a-z_]+)/', line)
        if ours and ours.group(1) in MAY_INCLUDE and ours.group(1) not in MAY_INCLUDE[folder]:
            yield number, f"{folder}/ may not include {ours.group(1)}/"
        if any(name.startswith(p + "/") for p in PURE) and any(f'"{ban}' in line for ban in PURE_BANS):
            yield number, "a pure part includes an I/O part"
        for pattern, homes in LIBRARY_HOMES.items():
            if re.search(r"#include\s+" + pattern, line) and folder != "tests" and not name.startswith(homes):
                yield number, f"{pattern} belongs to {', '.join(homes)}"
        if CLOCKS.search(line) and not name.startswith(CLOCK_HOMES):
            yield number, "clocks and sleeps live in connectors/async (Clock)"


def main():
    bad = 0
    for folder in MAY_INCLUDE:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".h", ".cpp"):
                name = str(path.relative_to(ROOT))
                for line, why in check(path, name):
                    print(f"{name}:{line}: {why}")
                    bad += 1
    print(f"check_layers: {bad} finding(s)")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
