#!/usr/bin/env python3
"""Compose fixtures/http from fixtures/facts, in the shape of each source's responses.

Everything written here is marked `X-Bibmill-Origin: composed`. Facts that are unknown (pages, some authors, abstracts) stay
unknown. DBLP keys are invented (fixtures/README.md). Run it after changing the facts; the result is committed.
"""
import json
import pathlib
import shutil
import urllib.parse
from xml.sax.saxutils import escape

ROOT = pathlib.Path(__file__).resolve().parent.parent
FACTS = ROOT / "fixtures" / "facts"
OUT = ROOT / "fixtures" / "http"
DATE = "Mon, 23 Nov 2026 04:05:06 GMT"
DOIS_PER_FILE = 7


def lines(name):
    return [json.loads(line) for line in (FACTS / name).read_text().splitlines() if line]


VENUE = json.loads((FACTS / "eurosys-2026-venue.json").read_text())
PAPERS = lines("eurosys-2026.jsonl")
NEAR_MISSES = lines("near-misses.jsonl")
BY_NUMBER = {paper["n"]: paper for paper in PAPERS}


def write(source, name, target, content_type, body):
    path = OUT / source / f"{name}.http"
    path.parent.mkdir(parents=True, exist_ok=True)
    head = (
        f"GET {target} HTTP/1.1\n"
        f"Content-Type: {content_type}\n"
        f"Date: {DATE}\n"
        "X-Bibmill-Origin: composed\n"
        "\n"
    )
    path.write_text(head + body)


def as_json(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def printed(author):
    return f"{author['given']} {author['family']}" if "given" in author else author["family"]


# --- Crossref -----------------------------------------------------------------------------------------------------------------


def crossref_author(author, position):
    item = {k: author[k] for k in ("given", "family") if k in author}
    if "orcid" in author:
        item["ORCID"] = "https://orcid.org/" + author["orcid"]
        item["authenticated-orcid"] = False
    item["sequence"] = "additional" if position else "first"
    item["affiliation"] = [{"name": name} for name in author.get("affiliations", [])]
    item["role"] = [{"role": "author", "vocabulary": "crossref"}]
    return item


def crossref_titles(title):
    """ACM deposits what stands after the first colon as a subtitle."""
    main, colon, rest = title.partition(": ")
    return {"title": [main], "subtitle": [rest]} if colon else {"title": [title]}


def crossref_work(paper):
    issued = {"date-parts": [VENUE["start"]]}
    work = {
        "DOI": paper["doi"],
        "URL": "https://doi.org/" + paper["doi"],
        "type": "proceedings-article",
        **crossref_titles(paper["title"]),
        "container-title": [VENUE["proceedings_title"]],
        "event": {
            "name": f"{VENUE['acronym']}: {VENUE['event']}",
            "acronym": VENUE["acronym"],
            "location": VENUE["location"],
            "start": {"date-parts": [VENUE["start"]]},
            "end": {"date-parts": [VENUE["end"]]},
        },
        "publisher": VENUE["publisher"],
        "publisher-location": "New York, NY, USA",
        "issued": issued,
        "published": issued,
        "published-print": issued,
        "ISBN": [VENUE["isbn"]],
        "member": "320",
        "prefix": "10.1145",
    }
    if "authors" in paper:
        work["author"] = [crossref_author(a, i) for i, a in enumerate(paper["authors"])]
    if "pages" in paper:
        work["page"] = paper["pages"]
    return work


def crossref_near_miss(fact):
    authors = BY_NUMBER[fact["authors_of"]]["authors"] if "authors_of" in fact else fact["authors"]
    issued = {"date-parts": [fact["issued"]]}
    work = {
        "DOI": fact["doi"],
        "URL": "https://doi.org/" + fact["doi"],
        "type": fact["type"],
        "title": [fact["title"]],
        "publisher": fact["publisher"],
        "issued": issued,
        "author": [crossref_author(a, i) for i, a in enumerate(authors)],
        "prefix": fact["doi"].split("/")[0],
    }
    if "container_title" in fact:
        work["container-title"] = [fact["container_title"]]
    if "group_title" in fact:
        work["group-title"] = fact["group_title"]
    return work


def crossref_list(items):
    return as_json(
        {
            "status": "ok",
            "message-type": "work-list",
            "message-version": "1.0.0",
            "message": {
                "facets": {},
                "total-results": len(items),
                "items": items,
                "items-per-page": len(items),
                "query": {"start-index": 0, "search-terms": None},
            },
        }
    )


def compose_crossref():
    for start in range(0, len(PAPERS), DOIS_PER_FILE):
        part = PAPERS[start : start + DOIS_PER_FILE]
        dois = ",".join("doi:" + urllib.parse.quote(p["doi"], safe="") for p in part)
        target = f"/works?filter={dois}&rows={len(part)}"
        write("crossref", f"dois-{start // DOIS_PER_FILE + 1}", target, "application/json", crossref_list([crossref_work(p) for p in part]))
    for fact in (f for f in NEAR_MISSES if f["kind"] == "crossref"):
        # A search shows the copy first, then the paper: as seen for well-known titles.
        truth = [crossref_work(p) for p in PAPERS if p["title"] == fact["title"]]
        query = urllib.parse.quote_plus(fact["title"])
        name = "search-" + fact["doi"].split("/")[1].replace(".", "-")
        target = f"/works?query.bibliographic={query}&rows=5"
        write("crossref", name, target, "application/json", crossref_list([crossref_near_miss(fact), *truth]))


# --- DBLP (SPARQL) ------------------------------------------------------------------------------------------------------------


def dblp_keys():
    """conf/eurosys/<Family><YY>, told apart by letters where first authors share a name."""
    stems = {}
    for paper in PAPERS:
        stem = paper["authors"][0]["family"] if "authors" in paper else paper["title"].partition(":")[0].split()[0]
        stem = "".join(c for c in stem if c.isascii() and c.isalnum())
        stems.setdefault(stem, []).append(paper["n"])
    keys = {}
    for stem, numbers in stems.items():
        for i, number in enumerate(numbers):
            letter = chr(ord("a") + i) if len(numbers) > 1 else ""
            keys[number] = f"conf/eurosys/{stem}{VENUE['year'] % 100}{letter}"
    return keys


def uri(value):
    return {"type": "uri", "value": value}


def literal(value):
    return {"type": "literal", "value": value}


def dblp_rows(paper, key):
    year = {"type": "literal", "datatype": "http://www.w3.org/2001/XMLSchema#gYear", "value": str(VENUE["year"])}
    shared = {
        "pub": uri("https://dblp.org/rec/" + key),
        "title": literal(paper["title"] + "."),
        "type": uri("http://purl.org/net/nknouf/ns/bibtex#Inproceedings"),
        "venue": literal(VENUE["venue"]),
        "year": year,
        "doi": uri("https://doi.org/" + paper["doi"].upper()),
        "primary": uri("https://doi.org/" + paper["doi"]),
        "booktitle": literal(VENUE["proceedings_title"] + "."),
    }
    if "pages" in paper:
        shared["pages"] = literal(paper["pages"])
    rows = []
    for i, author in enumerate(paper.get("authors", [])):
        row = dict(shared)
        row["ord"] = {"type": "literal", "datatype": "http://www.w3.org/2001/XMLSchema#int", "value": str(i + 1)}
        row["name"] = literal(printed(author))
        if "dblp_person" in author:
            row["pers"] = uri("https://dblp.org/pid/" + author["dblp_person"])
        rows.append(row)
    return rows or [shared]


def dblp_volume_row(fact):
    return {
        "pub": uri("https://dblp.org/rec/" + fact["key"]),
        "title": literal(fact["title"] + "."),
        "type": uri("http://purl.org/net/nknouf/ns/bibtex#Proceedings"),
        "year": literal(str(VENUE["year"])),
        "doi": uri("https://doi.org/" + fact["doi"].upper()),
        "primary": uri("https://doi.org/" + fact["doi"]),
    }


def compose_dblp():
    keys = dblp_keys()
    rows = [dblp_volume_row(f) for f in NEAR_MISSES if f["kind"] == "toc"]
    for paper in PAPERS:
        rows.extend(dblp_rows(paper, keys[paper["n"]]))
    names = ["pub", "title", "type", "venue", "year", "doi", "primary", "booktitle", "pages", "ord", "name", "pers"]
    query = (
        "PREFIX dblp: <https://dblp.org/rdf/schema#> SELECT ?pub ?title ?type ?venue ?year ?doi ?primary ?ord ?name ?pers WHERE "
        f"{{ ?pub dblp:listedOnTocPage <https://dblp.org/db/{VENUE['dblp_page']}> . ?pub dblp:title ?title }}"
    )
    body = '{"head":{"vars":' + json.dumps(names) + '},"results":{"bindings":[\n'
    body += ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows) + "\n]}}\n"
    target = "/sparql?query=" + urllib.parse.quote_plus(query)
    write("dblp_sparql", "toc-eurosys-2026", target, "application/sparql-results+json", body)


# --- arXiv --------------------------------------------------------------------------------------------------------------------


def arxiv_entry(identifier, version, title, authors):
    year, month = 2000 + int(identifier[:2]), int(identifier[2:4])
    versioned = f"{identifier}v{version}"
    day = f"{year}-{month:02d}-15T12:00:00Z"
    people = "".join(f"<author><name>{escape(printed(a))}</name></author>" for a in authors)
    return (
        f"<entry><id>http://arxiv.org/abs/{versioned}</id><title>{escape(title)}</title><updated>{day}</updated>"
        f'<link href="https://arxiv.org/abs/{versioned}" rel="alternate" type="text/html"/>'
        f'<link href="https://arxiv.org/pdf/{versioned}" rel="related" type="application/pdf" title="pdf"/>'
        f'<category term="cs.DC" scheme="http://arxiv.org/schemas/atom"/><published>{day}</published>'
        f'<arxiv:primary_category term="cs.DC"/>{people}</entry>'
    )


def compose_arxiv():
    entries = [(p["arxiv"]["id"], p["arxiv"]["version"], p["arxiv"]["title"], p.get("authors", [])) for p in PAPERS if "arxiv" in p]
    entries += [(f["id"], f["version"], f["title"], f["authors"]) for f in NEAR_MISSES if f["kind"] == "arxiv"]
    for number, start in enumerate(range(0, len(entries), 9), 1):
        part = entries[start : start + 9]
        ids = ",".join(e[0] for e in part)
        target = f"/api/query?id_list={ids}&max_results={len(part)}"
        body = (
            "<?xml version='1.0' encoding='UTF-8'?>\n"
            '<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom"'
            ' xmlns="http://www.w3.org/2005/Atom">\n'
            f"<id>https://arxiv.org/api/composed{number}</id>"
            f"<title>arXiv Query: search_query=&amp;id_list={ids}&amp;start=0&amp;max_results={len(part)}</title>"
            "<updated>2026-11-23T04:05:06Z</updated>"
            f'<link href="https://arxiv.org{escape(target)}" type="application/atom+xml"/>'
            f"<opensearch:itemsPerPage>{len(part)}</opensearch:itemsPerPage>"
            f"<opensearch:totalResults>{len(part)}</opensearch:totalResults>"
            "<opensearch:startIndex>0</opensearch:startIndex>\n"
        )
        body += "\n".join(arxiv_entry(*entry) for entry in part) + "\n</feed>\n"
        write("arxiv", f"ids-{number}", target, "application/atom+xml", body)


# --- Registration agencies, DataCite --------------------------------------------------------------------------------------------


def compose_agencies():
    prefixes = {"10.1145": "Crossref", "10.65215": "Crossref", "10.48550": "DataCite", "10.5281": "DataCite"}
    body = json.dumps([{"DOI": prefix, "RA": agency} for prefix, agency in prefixes.items()], indent=2) + "\n"
    write("doi_ra", "prefixes", "/doiRA/" + ",".join(prefixes), "application/json", body)


def datacite_arxiv(paper):
    doi = "10.48550/arxiv." + paper["arxiv"]["id"]
    creators = [
        {
            "name": f"{a['family']}, {a['given']}" if "given" in a else a["family"],
            "nameType": "Personal",
            **({"givenName": a["given"]} if "given" in a else {}),
            "familyName": a["family"],
            "affiliation": [],
            "nameIdentifiers": [],
        }
        for a in paper.get("authors", [])
    ]
    return {
        "id": doi,
        "type": "dois",
        "attributes": {
            "doi": doi,
            "identifiers": [{"identifier": paper["arxiv"]["id"], "identifierType": "arXiv"}],
            "creators": creators,
            "titles": [{"title": paper["arxiv"]["title"]}],
            "publisher": "arXiv",
            "publicationYear": 2000 + int(paper["arxiv"]["id"][:2]),
            "types": {"resourceTypeGeneral": "Preprint", "resourceType": "Article", "bibtex": "misc", "citeproc": "article"},
            "relatedIdentifiers": [],
            "url": "https://arxiv.org/abs/" + paper["arxiv"]["id"],
            "state": "findable",
        },
    }


def compose_datacite():
    papers = [p for p in PAPERS if "arxiv" in p][:4]
    data = [datacite_arxiv(p) for p in papers]
    target = "/dois?ids=" + ",".join(urllib.parse.quote(d["id"], safe="") for d in data) + "&page%5Bsize%5D=100"
    body = as_json({"data": data, "meta": {"total": len(data), "totalPages": 1, "page": 1}})
    write("datacite", "arxiv", target, "application/json; charset=utf-8", body)


def main():
    shutil.rmtree(OUT, ignore_errors=True)
    compose_crossref()
    compose_dblp()
    compose_arxiv()
    compose_agencies()
    compose_datacite()
    sources = ("arxiv", "crossref", "datacite", "dblp_sparql", "doi_ra")
    (OUT / "index.json").write_text(json.dumps({s: {"complete": True} for s in sources}, indent=2) + "\n")
    print(f"composed {len(list(OUT.rglob('*.http')))} files of {len(PAPERS)} papers")


if __name__ == "__main__":
    main()
