#!/usr/bin/env python3
"""Check config/organisations.toml against a dump of ROR (a .zip or .json of schema 2).

    scripts/check_organisations.py DUMP [TABLE]

Wrong (exit 1): a row without name, a ROR id used twice, a parent that is no row, a ROR record that is not active, lies in another
country, or has none of the row's names; a row without an id whose name is the name of a ROR record in its country.
Told: rows whose id the dump does not hold (its relationships are looked at too; a part of ROR has not all records).
"""
import json
import pathlib
import re
import sys
import tomllib
import unicodedata
import zipfile

TABLE = pathlib.Path(__file__).resolve().parent.parent / "config" / "organisations.toml"


def fold(text):
    text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    return " ".join(word for word in re.findall(r"\w+", text) if word != "the")


def read_dump(path):
    if path.endswith(".zip"):
        with zipfile.ZipFile(path) as archive:
            member = next(name for name in archive.namelist() if name.endswith(".json"))
            return json.loads(archive.read(member))
    return json.loads(pathlib.Path(path).read_text())


def names_of(record):
    for name in record["names"]:
        yield fold(name["value"])
        yield fold(re.sub(r" \([^)]*\)$", "", name["value"]))


def countries_of(record):
    return {place["geonames_details"]["country_code"] for place in record["locations"]}


class Checker:
    def __init__(self, records):
        self.records = {record["id"]: record for record in records}
        self.related = {}
        self.by_name = {}
        for record in records:
            for relation in record["relationships"]:
                self.related.setdefault(relation["id"], set()).add(fold(relation["label"]))
            if record["status"] != "active":
                continue
            for name in record["names"]:
                if "ror_display" in name["types"]:
                    for country in countries_of(record):
                        self.by_name.setdefault((fold(name["value"]), country), record["id"])
        self.not_held = []

    def wrong(self, row):
        ror, name = row.get("ror"), row.get("name")
        if not name:
            yield "a row without name"
            return
        # "Institute of Physics, Chinese Academy of Sciences" is "Institute of Physics" in ROR, a child of the academy.
        own = name.removesuffix(f", {row.get('parent')}")
        names = {fold(text) for text in [name, own, *row.get("spellings", []), *row.get("acronyms", [])]}
        if ror is None:
            found = self.by_name.get((fold(name), row.get("country")))
            if found:
                yield f"ROR has a record of this name: {found}"
        elif ror in self.records:
            record = self.records[ror]
            if record["status"] != "active":
                yield f"{ror} is {record['status']}"
            if row.get("country") not in countries_of(record):
                yield f"{ror} lies in {sorted(countries_of(record))}"
            if not names & set(names_of(record)):
                yield f"{ror} has none of its names: {[entry['value'] for entry in record['names']]}"
        else:
            labels = self.related.get(ror)
            self.not_held.append(f"{name}: {ror}" + (f" (related records call it {sorted(labels)})" if labels else ""))


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    rows = tomllib.loads(pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else TABLE).read_text())["organisation"]
    checker = Checker(read_dump(sys.argv[1]))
    known = {row.get("name") for row in rows}
    used, bad = {}, 0
    for row in rows:
        complaints = list(checker.wrong(row))
        if row.get("ror") in used:
            complaints.append(f"{row['ror']} is also the id of {used[row['ror']]}")
        if row.get("ror"):
            used[row["ror"]] = row.get("name")
        if row.get("parent") and row["parent"] not in known:
            complaints.append(f"its parent is no row: {row['parent']}")
        for complaint in complaints:
            print(f"{row.get('name')}: {complaint}")
        bad += len(complaints)
    for line in checker.not_held:
        print(f"not in the dump: {line}")
    held = len(used) - len(checker.not_held)
    print(f"check_organisations: {len(rows)} rows, {len(used)} with a ROR id, {held} of them in the dump, {bad} wrong")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
