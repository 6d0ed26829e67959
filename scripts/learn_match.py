#!/usr/bin/python3
"""Learns pipeline/match/weights.h from the training parts of the labelled sets. Needs python3-numpy.

Usage: scripts/learn_match.py build/release/bibmill-quality

The signals come from the C++ program, so that there is one truth of them. The model is a logistic one over conditions ("title_grams >
0.81 and people_share > 0.5"): the leaves of a few boosted trees of three levels, each with the sum of what it added, scaled to be right about
pairs it has not seen. There are two tables: for pairs where both sides spell given names out (catalogues), and for all others (citations).
The figures printed into the header come from five folds by hash of the pair's id; nothing but train* files is read."""
import collections
import csv
import io
import pathlib
import subprocess
import sys
import zlib

import numpy as np

OUT = pathlib.Path(__file__).resolve().parent.parent / "pipeline" / "match" / "weights.h"
ROUNDS = {"catalogue": 50, "citation": 100}
BINS = 32
RATE = 0.2
SMALLEST_LEAF = 40
SHRINK = 10  # added to every sum of second derivatives
# Dirt is made five times from the same pairs, and the dirty files of dblp-acm repeat the clean ones: all copies count like one pair.
SET_WEIGHT = {"acm": 1.0, "acm_dirty": 0.5, "scholar": 1.0, "scholar_dirty": 0.2}
# A catalogue's pairs say little about citations, but more than nothing.
CATALOGUE_IN_CITATIONS = 0.1
SMALLEST_WEIGHT = 0.02


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
        self.constant = np.log((weight * same).sum() / (weight * (1 - same)).sum())
        self.found = collections.Counter()
        score = np.full(len(same), self.constant)
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
            value = float(np.clip(self.gradient[chosen].sum() / (self.hessian[chosen].sum() + SHRINK), -3, 3))
            self.step[all_rows] = value
            self.found[simplified(condition)] += RATE * value
            return
        signal, at = split
        cut = float(self.cuts[signal][at])
        for more in (False, True):
            pick = lambda rows: rows[(self.bins[rows, signal] > at) == more]
            self.grow(pick(chosen), pick(all_rows), condition + ((signal, more, cut),), depth - 1)

    def best_split(self, rows):
        best, gain = None, 1.0
        g, h = self.gradient[rows], self.hessian[rows]
        whole = g.sum() ** 2 / (h.sum() + SHRINK)
        for signal, cuts in enumerate(self.cuts):
            if not len(cuts):
                continue
            b = self.bins[rows, signal]
            n = np.bincount(b, minlength=len(cuts) + 1).cumsum()[:-1]
            left_g = np.bincount(b, g, len(cuts) + 1).cumsum()[:-1]
            left_h = np.bincount(b, h, len(cuts) + 1).cumsum()[:-1]
            gains = left_g**2 / (left_h + SHRINK) + (g.sum() - left_g) ** 2 / (h.sum() - left_h + SHRINK) - whole
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


def learn(table, x, same, weight):
    """Conditions with their weights, the constant last."""
    trees = Trees(x, same, weight, ROUNDS[table], np.random.RandomState(1))
    constant = trees.constant + trees.found.pop((), 0)
    model = [(round(v, 2), c) for c, v in sorted(trees.found.items()) if abs(v) >= SMALLEST_WEIGHT]
    return model + [(float(round(constant, 2)), ())]


def score(model, x):
    return sum(v * holds(c, x) for v, c in model)


def unseen_scores(data, picks, table, weights):
    """Of every pair of five folds, by weights that never saw it."""
    scores = np.zeros(len(data["same"]))
    for fold in range(5):
        train, test = picks & (data["fold"] != fold), picks & (data["fold"] == fold)
        scores[test] = score(learn(table, data["x"][train], data["same"][train], weights[train]), data["x"][test])
    return scores[picks]


def calibrated(scores, same, weight):
    """Slope and constant that make scores of unseen pairs probabilities (Platt 1999): what was learned is surer of the
    pairs it was learned from than of others."""
    a, b = np.c_[scores, np.ones(len(scores))], np.array([1.0, 0.0])
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(a @ b, -30, 30)))
        b = b - np.linalg.solve((a * (weight * p * (1 - p))[:, None]).T @ a, a.T @ (weight * (p - same)))
    return b


def rescaled(model, slope, constant):
    return [(round(w * slope + (0 if condition else constant), 2), condition) for w, condition in model]


def figures(scores, same, w):
    """F1 at one half and log loss."""
    p = np.clip(1 / (1 + np.exp(-scores)), 1e-6, 1 - 1e-6)
    found = (w * (p >= 0.5) * same).sum()
    f1 = 2 * found / ((w * (p >= 0.5)).sum() + (w * same).sum())
    loss = -(w * (same * np.log(p) + (1 - same) * np.log(1 - p))).sum() / w.sum()
    return f1, loss


def rows_of(name, model, names, f1, loss):
    text = f"// Five folds of the training parts: F1 {f1:.4f}, log loss {loss:.4f}.\ninline constexpr Weight k{name}Weights[] = {{\n"
    rows = []
    for weight, condition in sorted(model, key=lambda r: (len(r[1]) == 0, r[1])):
        terms = ", ".join(f"{{Signal::{names[s]}, {'Is::more_than' if more else 'Is::at_most'}, {cut:.2f}}}" for s, more, cut in condition)
        rows.append(f"Weight{{{weight:.2f}, {len(condition)}, {{{{{terms}}}}}}},")
    lines = [" ".join(rows[i:i + 2]) for i in range(0, len(rows), 2)]
    return text + "".join(f"    {line}\n" for line in lines) + "};\n"


def main():
    data = read_signals(sys.argv[1])
    spelled = data["x"][:, data["names"].index("spelled_out")] > 0.5
    parts = []
    for table, picks in (("catalogue", spelled), ("citation", ~spelled)):
        weights = data["weight"].copy()
        if table == "citation":
            weights[np.char.startswith(data["set"], "acm")] *= CATALOGUE_IN_CITATIONS
        model = learn(table, data["x"][picks], data["same"][picks], weights[picks])
        scores, same, weight = unseen_scores(data, picks, table, weights), data["same"][picks], weights[picks]
        slope, constant = calibrated(scores, same, weight)
        model = rescaled(model, slope, constant)
        f1, loss = figures(slope * scores + constant, same, weight)
        print(f"{table}: unseen scores times {slope:.3f} plus {constant:.3f}")
        print(f"{table}: {len(model)} rows, five folds: F1 {f1:.4f}, log loss {loss:.4f}")
        parts.append(rows_of(table.capitalize(), model, data["names"], f1, loss))
    OUT.write_text(HEADER + "\n".join(parts) + FOOTER)


HEADER = """// The model's weights, written by scripts/learn_match.py; do not edit. Each row adds its weight where its conditions
// hold; the row without conditions is the constant. Which table: model.cpp.
// clang-format off
#pragma once

#include "pipeline/match/model.h"

namespace bibmill {

"""
FOOTER = "\n}  // namespace bibmill\n"

if __name__ == "__main__":
    main()
