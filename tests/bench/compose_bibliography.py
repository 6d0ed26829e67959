"""Compose a bibliography from the records of a DBLP dump, as people write them: for the bench of CONTRACTS §8.

In turns of five: as it is; a letter left out of the title; two letters swapped; lower case with initials; first author and
others. Every second entry names its venue. The same dump gives the same bytes.
"""
import gzip
import html
import random
import re

RECORD = re.compile(r'<(?:inproceedings|article) [^>]*key="([^"]+)">(.*?)</(?:inproceedings|article)>', re.S)


def fields(body, name):
    found = re.findall(rf"<{name}[^>]*>(.*?)</{name}>", body, re.S)
    return [html.unescape(re.sub(r"<[^>]+>", "", text)) for text in found]


def misspell(chance, title, turn):
    at = chance.randrange(1, max(2, len(title) - 2))
    if turn == 1:
        return title[:at] + title[at + 1:]
    if turn == 2:
        return title[:at] + title[at + 1:at + 2] + title[at:at + 1] + title[at + 2:]
    return title.lower() if turn == 3 else title


def entry(chance, number, body):
    turn = number % 5
    title = misspell(chance, fields(body, "title")[0].rstrip("."), turn)
    people = [re.sub(r" \d{4}$", "", name) for name in fields(body, "author")]
    if turn == 3:
        people = [f"{name.split()[0][0]}. {name.split()[-1]}" for name in people]
    if turn == 4 and len(people) > 1:
        people = [people[0], "others"]
    lines = [f"  title = {{{title}}}"]
    if people:
        lines.append(f"  author = {{{' and '.join(people)}}}")
    if number % 2:
        lines.append(f"  booktitle = {{{(fields(body, 'booktitle') + fields(body, 'journal') + [''])[0]}}}")
    lines.append(f"  year = {{{fields(body, 'year')[0]}}}")
    return f"@inproceedings{{k{number},\n" + ",\n".join(lines) + "\n}\n"


def compose(dump, file, count):
    """Writes `count` entries to `file`; returns the DBLP key of each, in order."""
    with gzip.open(dump, "rt", encoding="latin-1") as stream:
        records = RECORD.findall(stream.read())
    chance = random.Random(count)
    chosen = chance.sample(records, count)
    file.write_text("\n".join(entry(chance, number, body) for number, (_, body) in enumerate(chosen)))
    return [key for key, _ in chosen]
