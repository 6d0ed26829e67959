#!/usr/bin/env python3
"""Compose a replay folder of Crossref works and the list that asks for them, for the bench of CONTRACTS §8.

Usage: compose_works.py FOLDER COUNT. Writes FOLDER/index.json, FOLDER/crossref/*.http (50 works each, some 4 kB a work, as a
list route gives them) and FOLDER/entries.jsonl. All of it is made up; the same arguments give the same bytes.
"""
import json
import pathlib
import random
import sys

PER_FILE = 50
DATE = "Mon, 23 Nov 2026 04:05:06 GMT"
FAMILIES = "Abel Brandt Castro Duval Eriksen Fischer Gruber Haas Ivanova Jansen Keller Lindqvist Moreau Novak Okafor Perez Quinn Rossi Sato Tanaka Ueda Vogel Weber Xu Yilmaz Zhang".split()
GIVEN = "Ada Bo Clara Dan Eva Finn Grete Hugo Ines Jan Kim Lea Max Nora Otto Pia Quentin Rosa Sven Tara Ugo Vera Wim Xenia Yan Zoe".split()
NOUNS = "caches schedulers kernels graphs streams tensors locks queues logs shards replicas checkpoints indexes allocators enclaves routers".split()
VERBS = "Scaling Verifying Batching Sharing Tracing Profiling Compressing Migrating Isolating Recovering Prefetching Partitioning".split()
PLACES = "accelerators datacentres phones satellites notebooks meshes warehouses sensors browsers clusters vehicles archives".split()
TEXT = (
    "We describe a system that is made up for a benchmark and measured nowhere. It keeps what it reads, forgets what it writes, and "
    "is compared with two earlier systems that do not exist either. On every workload that we thought of it needs as long as its "
    "input is, and a little more where the input is short. "
)


def work(number, chance):
    doi = f"10.1145/bench.{number // 100:05d}.{number:07d}"
    title = f"{chance.choice(VERBS)} {chance.choice(NOUNS)} and {chance.choice(NOUNS)} on {chance.choice(PLACES)}, part {number + 1}"
    authors = []
    for place in range(chance.randint(4, 6)):
        authors.append({
            "ORCID": f"https://orcid.org/0000-0002-{chance.randint(0, 9999):04d}-{chance.randint(0, 9999):04d}",
            "authenticated-orcid": False,
            "given": chance.choice(GIVEN),
            "family": chance.choice(FAMILIES),
            "sequence": "additional" if place else "first",
            "affiliation": [{"name": f"Department of {chance.choice(NOUNS)}, University of {chance.choice(FAMILIES)}"}],
            "role": [{"role": "author", "vocabulary": "crossref"}],
        })
    day = {"date-parts": [[2000 + number % 26, 1 + number % 12, 1 + number % 28]]}
    venue = f"Proceedings of the {2000 + number % 26} Symposium on {chance.choice(NOUNS)}"
    item = {
        "DOI": doi,
        "URL": f"https://doi.org/{doi}",
        "type": "proceedings-article",
        "title": [title],
        "author": authors,
        "container-title": [venue],
        "event": {"name": venue[19:], "location": "Graz Austria", "start": day, "end": day},
        "publisher": "Association for Computing Machinery",
        "publisher-location": "New York, NY, USA",
        "issued": day,
        "published": day,
        "published-print": day,
        "page": f"{number % 900 + 1}-{number % 900 + 14}",
        "ISBN": ["9798400722127"],
        "license": [{"start": day, "content-version": "vor", "delay-in-days": 0, "URL": "https://www.acm.org/publications/policies/copyright_policy#Background"}],
        "resource": {"primary": {"URL": f"https://dl.acm.org/doi/{doi}"}},
        "relation": {},
    }
    missing = 4096 - len(json.dumps(item))
    item["abstract"] = "<jats:p>" + (TEXT * (missing // len(TEXT) + 1))[:missing] + "</jats:p>"
    return item


def main():
    folder, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    (folder / "crossref").mkdir(parents=True, exist_ok=True)
    chance = random.Random(8)
    works = [work(number, chance) for number in range(count)]
    for begin in range(0, count, PER_FILE):
        items = works[begin : begin + PER_FILE]
        asked = ",".join("doi:" + item["DOI"].replace("/", "%2F") for item in items)
        body = json.dumps({
            "status": "ok",
            "message-type": "work-list",
            "message-version": "1.0.0",
            "message": {"facets": {}, "total-results": len(items), "items": items, "items-per-page": PER_FILE,
                        "query": {"start-index": 0, "search-terms": None}},
        })
        head = (f"GET /works?filter={asked}&rows={PER_FILE} HTTP/1.1\nContent-Type: application/json\nDate: {DATE}\n"
                "X-Bibmill-Origin: composed\n\n")
        (folder / "crossref" / f"works-{begin // PER_FILE:05d}.http").write_text(head + body)
    (folder / "index.json").write_text(json.dumps({"crossref": {"complete": True}}) + "\n")
    with open(folder / "entries.jsonl", "w") as entries:
        for item in works:
            entries.write(json.dumps({"title": item["title"][0], "doi": item["DOI"]}) + "\n")


if __name__ == "__main__":
    main()
