#!/usr/bin/env python3
"""Learn the weights of pipeline/match/retitled.cpp and print them with the figures they give.

Usage: scripts/learn_versions.py SHARED PROGRAM [--words]   (PROGRAM: build/release/bibmill-version-features)

Learned from: medRxiv preprints and their articles (with the preprints that share most people and words as others),
medRxiv preprints whose title changed between versions, and papers of one venue and year by mostly the same people (DBLP),
which are two works whatever their titles. Figures come from five folds by hash of the pair's first id. Needs numpy.
"""
import collections
import gzip
import hashlib
import html
import itertools
import json
import math
import re
import subprocess
import sys
import unicodedata

import numpy as np

FOLDS = 5
# Other works that a search for the first and the last author finds within two years: 0.09 for an article of the medRxiv
# set, 0.66 for a paper of the DBLP corpus. All such pairs together weigh the mean of both of the true ones: the field of
# an entry is not known, and neither count is more typical of the others. It was 0.66 once and was lowered after two
# renamed preprints of the bundled list had been missed, so that list proves nothing about it. Judged again by itself it
# stands: 0.66 would be right for computing alone and 0.09 for medicine, and all that it moves is the constant, by
# log(0.66 / 0.37) = 0.58: pairs between 0.90 and 0.94 would be looked at instead of linked.
SIBLINGS_PER_WORK = 0.37
RIDGE = 1e-4


def words(text):
    text = unicodedata.normalize("NFKD", html.unescape(re.sub(r"<[^>]+>", " ", text)))
    return re.findall(r"\w+", "".join(c for c in text if not unicodedata.combining(c)).lower())


def families(work):
    named = (words(a.partition(",")[0] if "," in a else a.split()[-1]) for a in work["authors"])
    return {name[-1] for name in named if name}


def work(title, authors, year, kind):
    return {"title": title, "authors": [a.strip() for a in authors if a.strip()], "year": int(year), "type": kind}


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def medrxiv(shared):
    pairs = lines(f"{shared}/bench/medrxiv/pairs.jsonl")
    preprints = [(v["doi"], work(v["title"], v["authors"].split(";"), v["date"][:4], "article"))
                 for v in lines(f"{shared}/bench/medrxiv/versions.jsonl")]
    holders = collections.defaultdict(set)
    for i, (_, preprint) in enumerate(preprints):
        for key in families(preprint) | set(words(preprint["title"])):
            holders[key].add(i)
    for pair in pairs:
        paper = work(pair["pub_title"], (pair["pub_authors"] or "").split(";"), pair["pub_date"][:4], "article-journal")
        score = collections.Counter()
        for key in families(paper) | set(words(paper["title"])):
            for i in holders[key]:
                score[i] += math.log(len(preprints) / len(holders[key]))
        for i, _ in score.most_common(15):
            doi, preprint = preprints[i]
            yield {"set": "medrxiv", "id": pair["preprint"], "same": doi == pair["preprint"], "a": preprint, "b": paper}
    by_doi = collections.defaultdict(list)
    for doi, preprint in preprints:
        by_doi[doi].append(preprint)
    for doi, versions in by_doi.items():
        if words(versions[0]["title"]) != words(versions[-1]["title"]):
            yield {"set": "versions", "id": doi, "same": True, "a": versions[0], "b": versions[-1]}


def dblp(shared):
    with gzip.open(f"{shared}/corpus/dblp-164k.xml.gz", "rt", encoding="latin-1") as file:
        text = file.read()
    for found in re.finditer(r'<(?:article|inproceedings) [^>]*key="([^"]+)"[^>]*>(.*?)</(?:article|inproceedings)>', text, re.S):
        title = re.search(r"<title[^>]*>(.*?)</title>", found[2], re.S)
        year = re.search(r"<year>(\d+)", found[2])
        authors = [re.sub(r" \d{4}$", "", html.unescape(a)) for a in re.findall(r"<author[^>]*>(.*?)</author>", found[2])]
        if title and year and len(authors) > 1:
            yield found[1], work(html.unescape(title[1]).rstrip("."), authors, year[1], "paper-conference")


def siblings(shared):
    papers = collections.defaultdict(list)
    for key, paper in dblp(shared):
        papers["/".join(key.split("/")[:2]), paper["year"]].append((key, paper))
    for group in papers.values():
        by_person = collections.defaultdict(set)
        for i, (_, paper) in enumerate(group):
            for author in paper["authors"]:
                by_person[author].add(i)
        together = {pair for held in by_person.values() for pair in itertools.combinations(sorted(held), 2)}
        for i, j in sorted(together):
            (key, a), (_, b) = group[i], group[j]
            common = len(set(a["authors"]) & set(b["authors"]))
            mostly = common >= 2 and common >= 0.6 * min(len(a["authors"]), len(b["authors"]))
            if mostly and words(a["title"]) != words(b["title"]):
                yield {"set": "siblings", "id": key, "same": False, "a": {**a, "type": "article"}, "b": b}


def common_words(shared):
    count = collections.Counter()
    for _, paper in dblp(shared):
        count.update(set(words(paper["title"])))
    titles = {v["doi"]: v["title"] for v in lines(f"{shared}/bench/medrxiv/versions.jsonl")}
    for title in titles.values():
        count.update({w: 12 for w in set(words(title))})  # medicine is as large as computing
    print("\n".join(w for w, _ in count.most_common(500) if len(w) > 1 and not w.isdigit()))


def features(program, pairs):
    text = "\n".join(json.dumps(pair) for pair in pairs) + "\n"
    printed = subprocess.run([program], input=text, capture_output=True, text=True, check=True).stdout.splitlines()
    return printed[0].split(","), np.array([[float(x) for x in line.split(",")] for line in printed[1:]])


def fit(x, y, weight):
    mean, spread = x.mean(0), x.std(0) + 1e-9
    z = np.c_[(x - mean) / spread, np.ones(len(x))]
    ridge = np.r_[np.ones(x.shape[1]), 0] * RIDGE * weight.sum()
    b = np.zeros(z.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-z @ b))
        hessian = (z * (weight * p * (1 - p))[:, None]).T @ z + np.diag(ridge + 1e-9)
        step = np.linalg.solve(hessian, z.T @ (weight * (p - y)) + ridge * b)
        b -= step
    weights = b[:-1] / spread
    return weights, b[-1] - (weights * mean).sum()


def probability(x, model):
    return 1 / (1 + np.exp(-(x @ model[0] + model[1])))


def fold_of(identifier):
    return int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % FOLDS


def calibration_error(p, y, weight, bins=15):
    error = 0.0
    for part in np.array_split(np.argsort(p), bins):
        share = weight[part].sum() / weight.sum()
        error += share * abs(np.average(p[part], weights=weight[part]) - np.average(y[part], weights=weight[part]))
    return error


def report(pairs, p, y, weight):
    sets = np.array([pair["set"] for pair in pairs])
    for name in ("medrxiv", "versions", "siblings"):
        part = sets == name
        print(f"  {name:9} {part.sum():6} pairs, {int(y[part].sum()):4} same; accepted at 0.9: "
              f"{int((y[part] * (p[part] >= 0.9)).sum()):4} right, {int(((1 - y[part]) * (p[part] >= 0.9)).sum()):3} wrong")
    sure = p >= 0.9
    print(f"  weighted precision at 0.9: {np.average(y[sure], weights=weight[sure]):.4f}, "
          f"calibration error {calibration_error(p, y, weight):.4f}")


def main():
    shared, program = sys.argv[1:3]
    if "--words" in sys.argv:
        common_words(shared)
        return
    pairs = [*medrxiv(shared), *siblings(shared)]
    names, x = features(program, pairs)
    y = np.array([float(pair["same"]) for pair in pairs])
    is_sibling = np.array([pair["set"] == "siblings" for pair in pairs])
    ends = np.array([pair["a"]["authors"][:1] == pair["b"]["authors"][:1] and pair["a"]["authors"][-1:] == pair["b"]["authors"][-1:]
                     for pair in pairs])
    weight = np.where(is_sibling, SIBLINGS_PER_WORK * y.sum() / (is_sibling & ends).sum(), 1.0)
    folds = np.array([fold_of(pair["id"]) for pair in pairs])
    p = np.zeros(len(pairs))
    for fold in range(FOLDS):
        p[folds == fold] = probability(x[folds == fold], fit(x[folds != fold], y[folds != fold], weight[folds != fold]))
    print("five folds, each scored by weights that never saw it:")
    report(pairs, p, y, weight)
    weights, intercept = fit(x, y, weight)
    print("\n".join(f"  {name:14} {value:8.3f}" for name, value in zip(names, weights)))
    print("constexpr RetitledFeatures kWeights = {" + ", ".join(f"{value:.3f}" for value in weights) + "};")
    print(f"constexpr double kIntercept = {intercept:.3f};")


if __name__ == "__main__":
    main()
