#!/usr/bin/python3
"""Learns pipeline/people/weights.h from labelled authorships. Needs python3-numpy.

Usage: scripts/learn_people.py build/release/bibmill-quality-people SHARED [--try THRESHOLD TEMPERATURE]

Two logistic models over the evidence that the C++ program prints, so that there is one truth of it: the first look has no spread of
names, and the second has what the first look found. Learned from aminer110 and the acl's persons, whose pairs count by name and set, so
that no name and no set outvotes the others. Neither set has a split: the figures in the header come from five folds by hash of the name
(aminer110) or surname (acl), each scored by weights that never saw it."""
import collections
import csv
import io
import pathlib
import subprocess
import sys
import tempfile
import textwrap
import zlib

import numpy as np

OUT = pathlib.Path(__file__).resolve().parent.parent / "pipeline" / "people" / "weights.h"
SETS = {"aminer110": 1.0, "acl": 0.7}
FOLDS = 5
SURE = 1.5
RIDGE = 3.0
# A name of n authorships has n² pairs; their weight in all grows by the fourth root of that.
PAIRS_DOWN = 0.75


def fold_of(name):
    return zlib.crc32(name.encode()) % FOLDS


def table_of(program, shared, name, model):
    words = [program, shared, "--pairs", name]
    if model:
        words += ["--weights", model]
    rows = list(csv.reader(io.StringIO(subprocess.run(words, check=True, capture_output=True, text=True).stdout)))
    counts = collections.Counter(row[0] for row in rows[1:])
    weights = np.array([counts[row[0]] ** -PAIRS_DOWN for row in rows[1:]])
    return {
        "columns": rows[0][2:],
        "names": np.array([row[0] for row in rows[1:]]),
        "same": np.array([float(row[1]) for row in rows[1:]]),
        "evidence": np.array([[float(value) for value in row[2:]] for row in rows[1:]]),
        "weights": weights * SETS[name] / weights.sum() * 10000,
    }


def fit(tables, held_out, use):
    """Newton's method with a ridge; `use` masks columns. Constant first."""
    parts = [(t, np.array([fold_of(n) != held_out for n in t["names"]])) for t in tables]
    evidence = np.concatenate([t["evidence"][keep] for t, keep in parts])[:, use]
    same = np.concatenate([t["same"][keep] for t, keep in parts])
    weights = np.concatenate([t["weights"][keep] for t, keep in parts])
    design = np.hstack([np.ones((len(evidence), 1)), evidence])
    ridge = np.eye(design.shape[1]) * RIDGE
    ridge[0, 0] = 0
    found = np.zeros(design.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-design @ found))
        slope = design.T @ (weights * (same - chance)) - ridge @ found
        curve = (design * (weights * chance * (1 - chance))[:, None]).T @ design + ridge
        step = np.linalg.solve(curve, slope)
        found += step
        if abs(step).max() < 1e-5:
            break
    full = np.zeros(len(use) + 1)
    full[0] = found[0]
    full[1:][use] = found[1:]
    return full


def write_model(path, first, second, threshold, temperature):
    numbers = [*first, *second, SURE, threshold, temperature]
    pathlib.Path(path).write_text(" ".join(f"{value:.6g}" for value in numbers) + "\n")


def learn(program, shared, held_out, scratch, tables):
    columns = tables["aminer110"]["columns"]
    first_use = np.array([not name.startswith("spread") and name != "homonyms" for name in columns])
    first = fit(list(tables.values()), held_out, first_use)
    path = f"{scratch}/first-{held_out}"
    write_model(path, first, first * 0, 0, 1)
    second = fit([table_of(program, shared, name, path) for name in SETS], held_out, np.full(len(columns), True))
    return first, second


def blocks_of(program, shared, path, name):
    words = [program, shared, "--weights", path, "--blocks", "--set", name]
    lines = subprocess.run(words, check=True, capture_output=True, text=True).stdout.splitlines()
    return {row[2]: [int(v) for v in row[3:]] for row in (line.split("\t") for line in lines) if row[0] == "BLOCK"}


def figures(blocks):
    def scores(both, joined, labelled):
        precision = both / joined if joined else 1.0
        recall = both / labelled if labelled else 1.0
        return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    macro = np.mean([scores(*block) for block in blocks], axis=0)
    return macro, scores(*np.sum(blocks, axis=0))


def header(columns, first, second, threshold, temperature, notes):
    def look(values):
        weights = ", ".join(f"{value:.2f}f" for value in values[1:])
        return f"{{{values[0]:.2f}f, {{{weights}}}}}"

    about = "The weights of the evidence for people, written by scripts/learn_people.py; do not edit. In the order of Evidence: "
    comment = "\n".join(textwrap.wrap(about + ", ".join(columns) + ".", 120, initial_indent="// ", subsequent_indent="// "))
    return f"""{comment}
// clang-format off
#pragma once

#include "pipeline/people/model.h"

namespace bibmill {{

// Learned from aminer110 (the 52 names that are shared) and the persons of acl. {notes}
inline constexpr PeopleModel kPeopleModel = {{
    .first_look = {look(first)},
    .second_look = {look(second)},
    .sure = {SURE}f,
    .threshold = {threshold}f,
    .temperature = {temperature}f,
}};

}}  // namespace bibmill
"""


def main():
    program, shared = sys.argv[1:3]
    threshold, temperature = (float(sys.argv[4]), float(sys.argv[5])) if "--try" in sys.argv else (0.0, 1.0)
    with tempfile.TemporaryDirectory() as scratch:
        tables = {name: table_of(program, shared, name, None) for name in SETS}
        collected = {name: [] for name in SETS}
        for fold in range(FOLDS):
            model = learn(program, shared, fold, scratch, tables)
            path = f"{scratch}/fold-{fold}"
            write_model(path, *model, threshold, temperature)
            for name in SETS:
                blocks = blocks_of(program, shared, path, name)
                collected[name] += [block for key, block in blocks.items() if fold_of(key) == fold]
        macro, _ = figures(collected["aminer110"])
        _, pairs = figures(collected["acl"])
        notes = (
            f"Five folds:\n// aminer110 macro precision {macro[0]:.3f}, recall {macro[1]:.3f}, F1 {macro[2]:.3f}; "
            f"acl precision {pairs[0]:.4f}, recall {pairs[1]:.4f}."
        )
        print(notes)
        first, second = learn(program, shared, FOLDS, scratch, tables)
    OUT.write_text(header(tables["acl"]["columns"], first, second, threshold, temperature, notes))
    for name, value in zip(["constant", *tables["acl"]["columns"]], second):
        print(f"{name:<20} {value:8.2f}")


if __name__ == "__main__":
    main()
