#!/usr/bin/env python3
"""Refuse the co_await shapes that GCC 12 miscompiles, and dropped results of co_await.

GCC 12.2 destroys some temporaries twice inside co_await expressions (double free or silent use after free). Between `co_await`
and its semicolon there may be names, literals, calls and std::move: no `{`, no lambda, no `?:`.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDERS = ("config", "normalizers", "connectors", "pipeline", "tests")
AWAIT_VOID = re.compile(r"co_await\s+[\w.>()\-]*(sleep_until|acquire|wait|post|async_wait|yield|operation)\b")


def blank_comments_and_strings(source):
    pattern = r"//[^\n]*|/\*.*?\*/|R\"(\w*)\(.*?\)\1\"|\"(?:\\.|[^\"\\\n])*\""
    return re.sub(pattern, lambda m: re.sub(r"[^\n]", " ", m.group()), source, flags=re.S)


def statements(source):
    """Yields (offset, text before co_await in its statement, text after it up to the semicolon)."""
    for match in re.finditer(r"\bco_await\b", source):
        start = max(source.rfind(c, 0, match.start()) for c in ";{}") + 1
        depth, i = 0, match.end()
        while i < len(source):
            c = source[i]
            if c in "([{":
                depth += 1
            elif c in ")]}":
                depth -= 1
                if depth < 0:
                    break
            elif c == ";" and depth == 0:
                break
            i += 1
        yield match.start(), source[start : match.start()], source[match.end() : i]


def findings(path):
    source = blank_comments_and_strings(path.read_text())
    for offset, before, after in statements(source):
        line = source.count("\n", 0, offset) + 1
        if "{" in after:
            yield line, "braces or a lambda inside a co_await expression: name it first"
        if "?" in before or "?" in after:
            yield line, "co_await in a conditional expression: use if"
        if not before.strip() and not AWAIT_VOID.search("co_await" + after):
            yield line, "result of co_await dropped: name it, or write std::ignore ="


def main():
    bad = 0
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".h", ".cpp"):
                for line, why in findings(path):
                    print(f"{path.relative_to(ROOT)}:{line}: {why}")
                    bad += 1
    print(f"check_coroutines: {bad} finding(s)")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
