#!/usr/bin/python3
"""Learns pipeline/match/weights.h from the training parts of the labelled sets. Needs python3-numpy.

Usage: scripts/learn_match.py build/release/bibmill-quality

The signals come from the C++ program, so that there is one truth of them. The model is a logistic one over conditions ("title_grams >
0.81 and people_share > 0.5"): a few boosted trees of three levels propose the conditions, and a ridge regression over all of them sets their
weights. There are two tables: for pairs where both sides spell given names out (catalogues), and for all others (citations).
The figures printed into the header come from five folds by hash of the pair's id; nothing but train* files is read."""
import csv
import io
import pathlib
import subprocess
import sys
import zlib

import numpy as np

OUT = pathlib.Path(__file__).resolve().parent.parent / "pipeline" / "match" / "weights.h"
ROUNDS = {"catalogue": 10, "citation": 25}
BINS = 32
RATE = 0.3
SMALLEST_LEAF = 40
# Dirt is made twice from the same pairs, and the dirty files of dblp-acm repeat the clean ones: two copies count like one pair.
SET_WEIGHT = {"acm": 1.0, "acm_dirty": 0.5, "scholar": 1.0, "scholar_dirty": 0.5}
# A catalogue's pairs say little about citations, but more than nothing.
CATALOGUE_IN_CITATIONS = 0.1
RIDGE = 3.0
SMALLEST_WEIGHT = 0.05


def read_signals(program):
    text = subprocess.run([program, "--signals", "--part", "train"], check=True, capture_output=True, text=True).stdout
    rows = list(csv.reader(io.StringIO(text)))
    names, rows = rows[0][4:], rows[1:]
    return {
        "names": names,
        "set": np.array([r[0] for r in rows]),
        "fold": np.array([zlib.crc32(r[1].split(",")[0].encode()) % 5 for r in rows]),
        "same": np.array([float(r[2]) for r in rows]),
        "weight": np.array([float(r[3]) for r in rows]) * np.array([SET_WEIGHT[r[0]] for r in rows]),
        "x": np.array([[float(v) for v in r[4:]] for r in rows]),
    }


def thresholds(column):
    """At most BINS values between which pairs are told apart, with two decimals."""
    cuts = np.unique(np.round(np.quantile(column, np.linspace(0, 1, BINS + 1)[1:-1]) - 0.005, 2))
    low, high = column.min(), column.max()
    return np.unique(np.maximum(np.concatenate([cuts, [round(low + 0.5, 2)]]), 0))[:BINS] if low < high else np.array([])


class Trees:
    """Gradient boosting with Newton steps (Friedman 2001); conditions are tuples of (signal, is_more, threshold)."""

    def __init__(self, x, same, weight, rounds, random):
        self.x, self.cuts = x, [thresholds(c) for c in x.T]
        self.bins = np.stack([np.searchsorted(t, c, side="left") for t, c in zip(self.cuts, x.T)], 1)
        self.found = set()
        score = np.zeros(len(same))
        for _ in range(rounds):
            p = 1 / (1 + np.exp(-score))
            self.gradient, self.hessian = weight * (same - p), weight * p * (1 - p) + 1e-9
            chosen = np.flatnonzero(random.random_sample(len(same)) < 0.7)
            self.step = np.zeros(len(same))
            self.grow(chosen, np.arange(len(same)), (), 3)
            score += RATE * self.step

    def grow(self, chosen, all_rows, condition, depth):
        split = self.best_split(chosen) if depth else None
        if split is None:
            if condition:
                self.found.add(tuple(sorted(condition)))
            self.step[all_rows] = np.clip(self.gradient[chosen].sum() / (self.hessian[chosen].sum() + 5), -3, 3)
            return
        signal, at = split
        cut = float(self.cuts[signal][at])
        for more in (False, True):
            pick = lambda rows: rows[(self.bins[rows, signal] > at) == more]
            self.grow(pick(chosen), pick(all_rows), condition + ((signal, more, cut),), depth - 1)

    def best_split(self, rows):
        best, gain = None, 1.0
        g, h = self.gradient[rows], self.hessian[rows]
        whole = g.sum() ** 2 / (h.sum() + 5)
        for signal, cuts in enumerate(self.cuts):
            if not len(cuts):
                continue
            b = self.bins[rows, signal]
            n = np.bincount(b, minlength=len(cuts) + 1).cumsum()[:-1]
            left_g = np.bincount(b, g, len(cuts) + 1).cumsum()[:-1]
            left_h = np.bincount(b, h, len(cuts) + 1).cumsum()[:-1]
            gains = left_g**2 / (left_h + 5) + (g.sum() - left_g) ** 2 / (h.sum() - left_h + 5) - whole
            gains[(n < SMALLEST_LEAF) | (n > len(rows) - SMALLEST_LEAF)] = 0
            if len(gains) and gains.max() > gain:
                best, gain = (signal, int(gains.argmax())), gains.max()
        return best


def simplified(condition):
    """Of several thresholds of one signal in one direction only the narrowest counts."""
    narrow = {}
    for signal, more, cut in condition:
        key = (signal, more)
        narrow[key] = cut if key not in narrow else (max if more else min)(narrow[key], cut)
    return tuple(sorted((s, m, c) for (s, m), c in narrow.items()))


def holds(condition, x):
    result = np.ones(len(x), bool)
    for signal, more, cut in condition:
        result &= (x[:, signal] > cut) == more
    return result


def fit(a, same, weight):
    """Ridge logistic regression by Newton's method; the last column is the constant."""
    b = np.zeros(a.shape[1])
    ridge = np.eye(a.shape[1]) * RIDGE
    ridge[-1, -1] = 1e-6
    for _ in range(12):
        p = 1 / (1 + np.exp(-np.clip(a @ b, -30, 30)))
        step = np.linalg.solve((a * (weight * p * (1 - p))[:, None]).T @ a + ridge, a.T @ (weight * (p - same)) + ridge @ b)
        b = b - step * min(1, 3 / np.abs(step).max())
        if np.abs(step).max() < 5e-3:
            break
    return b


def learn(table, x, same, weight):
    """Conditions with their weights, the constant last."""
    found = Trees(x, same, weight, ROUNDS[table], np.random.RandomState(1)).found
    kept = sorted({simplified(c) for c in found})
    a = np.stack([holds(c, x) for c in kept] + [np.ones(len(x), bool)], 1).astype(float)
    b = np.round(fit(a, same, weight), 2)
    model = [(float(v), c) for v, c in zip(b[:-1], kept) if abs(v) >= SMALLEST_WEIGHT]
    return model + [(float(b[-1]), ())]


def probability(model, x):
    score = sum(v * holds(c, x) for v, c in model)
    return 1 / (1 + np.exp(-score))


def figures(data, picks, table, weights):
    """F1 at one half and log loss over five folds, each scored by weights that never saw it."""
    p = np.zeros(len(data["same"]))
    for fold in range(5):
        train, test = picks & (data["fold"] != fold), picks & (data["fold"] == fold)
        p[test] = probability(learn(table, data["x"][train], data["same"][train], weights[train]), data["x"][test])
    p, same, w = np.clip(p[picks], 1e-6, 1 - 1e-6), data["same"][picks], weights[picks]
    found = (w * (p >= 0.5) * same).sum()
    f1 = 2 * found / ((w * (p >= 0.5)).sum() + (w * same).sum())
    loss = -(w * (same * np.log(p) + (1 - same) * np.log(1 - p))).sum() / w.sum()
    return f1, loss


def rows_of(name, model, names, f1, loss):
    text = f"// Five folds of the training parts: F1 {f1:.4f}, log loss {loss:.4f}.\ninline constexpr std::array k{name}Weights = {{\n"
    for weight, condition in sorted(model, key=lambda r: (len(r[1]) == 0, r[1])):
        terms = ", ".join(f"{{Signal::{names[s]}, {'Is::more_than' if more else 'Is::at_most'}, {cut:.2f}}}" for s, more, cut in condition)
        text += f"    Weight{{{weight:.2f}, {len(condition)}, {{{{{terms}}}}}}},\n"
    return text + "};\n"


def main():
    data = read_signals(sys.argv[1])
    spelled = data["x"][:, data["names"].index("spelled_out")] > 0.5
    parts = []
    for table, picks in (("catalogue", spelled), ("citation", ~spelled)):
        weights = data["weight"].copy()
        if table == "citation":
            weights[np.char.startswith(data["set"], "acm")] *= CATALOGUE_IN_CITATIONS
        model = learn(table, data["x"][picks], data["same"][picks], weights[picks])
        f1, loss = figures(data, picks, table, weights)
        print(f"{table}: {len(model)} rows, five folds: F1 {f1:.4f}, log loss {loss:.4f}")
        parts.append(rows_of(table.capitalize(), model, data["names"], f1, loss))
    OUT.write_text(HEADER + "\n".join(parts) + FOOTER)


HEADER = """// The model's weights, written by scripts/learn_match.py; do not edit. Each row adds its weight where its conditions
// hold; the row without conditions is the constant. Which table: model.cpp.
// clang-format off
#pragma once

#include <array>

#include "pipeline/match/model.h"

namespace bibmill {

"""
FOOTER = "\n}  // namespace bibmill\n"

if __name__ == "__main__":
    main()
