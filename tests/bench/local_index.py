"""Figures of the local index: building it, and enriching from it (CONTRACTS §8), each beside a limit measured in the same run."""
import gzip
import json
import subprocess
import sys
import time

import compose_bibliography

PARSE = "import gzip,sys,xml.parsers.expat as x; p=x.ParserCreate('ISO-8859-1'); p.UseForeignDTD(True); " \
        "p.ExternalEntityRefHandler=lambda *a: 1; p.ParseFile(gzip.open(sys.argv[1]))"
PARTS = (4, 2, 1)


def part_of(dump, folder, share):
    """A dump of the first 1/share of the records, line by line: a large parent would count as its children's memory."""
    if share == 1:
        return dump
    size = int.from_bytes(dump.read_bytes()[-4:], "little")  # RFC 1952: the length, unpacked
    file = folder / f"part-{share}.xml.gz"
    written = 0
    with gzip.open(dump) as source, gzip.open(file, "wb", compresslevel=6) as target:
        for line in source:
            end = line.find(b"</inproceedings>") if written > size // share else -1
            if end >= 0:
                target.write(line[:end] + b"</inproceedings>\n</dblp>\n")
                return file
            written += target.write(line)
    return dump


def building(run, build, dump, folder, environment, table):
    """Wall and memory of building, for a quarter, half and all of the records."""
    walls = []
    for share in PARTS:
        file = part_of(dump, folder, share)
        wall, memory, code, _ = run([build / "bibmill", "index", "dblp", file, "-q", "--jobs", "2"], environment)
        meta = json.loads((folder / "index/dblp/meta.json").read_text())
        walls.append(wall / meta["records"])
        bar = share == 1
        table.add(f"index of {meta['records']:,} records: wall", f"{wall:.2f} s", "<= 4 s" if bar else "",
                  (wall <= 4 and code == 0) if bar else None)
    table.add("  peak memory", f"{memory:.0f} MB", "<= 300 MB", memory <= 300)
    table.add("  time a record, all over a quarter", f"{walls[-1] / walls[0]:.2f}", "<= 1.25", walls[-1] / walls[0] <= 1.25)
    started = time.monotonic()
    subprocess.run([sys.executable, "-c", PARSE, dump], check=True)
    limit = time.monotonic() - started
    table.add("  wall over unpacking and parsing alone (expat)", f"{wall / limit:.2f} ({limit:.2f} s)", "", None)


def enriching(run, build, dump, folder, environment, entries, table):
    """The whole of `enrich --offline`, cold, outputs written."""
    bibliography = folder / "refs.bib"
    keys = compose_bibliography.compose(dump, bibliography, entries)
    command = [build / "bibmill", "enrich", bibliography, "--offline", "--jobs", "2", "-q"]
    wall, memory, _, cpu = run(command + ["--out", folder / "out", "--state", folder / "state"], environment)
    found = wrong = 0
    for line in (folder / "out/enriched.jsonl").open():
        record = json.loads(line)
        if record["status"] == "resolved":
            expected = keys[int(record["entry"]["key"][1:])]
            found += 1
            wrong += record.get("dblp_key", record.get("work", {}).get("dblp_key")) != expected
    rate = entries / wall
    table.add(f"{entries:,} entries from the index: a second", f"{rate:,.0f}", ">= 5,000", rate >= 5000)
    table.add("  wall, processor time", f"{wall:.2f} s, {cpu:.2f} s", "", None)
    table.add("  peak memory", f"{memory:.0f} MB", "", None)
    table.add("  resolved, to another record than it was made of", f"{found:,}, {wrong:,}", "", None)
    nothing, _, _, _ = run(command + ["--sources", "crossref", "--out", folder / "none", "--state", folder / "none-state"],
                           environment)
    table.add("  wall over reading and writing alone", f"{wall / nothing:.2f} ({nothing:.2f} s)", "", None)


def measure(run, home, build, dump, folder, entries, table):
    if not dump.exists():
        print(f"bench: no index figures: {dump} is not there")
        return
    environment = {**home(folder), "BIBMILL_INDEX_DIR": str(folder / "index")}
    building(run, build, dump, folder, environment, table)
    enriching(run, build, dump, folder, environment, entries, table)
