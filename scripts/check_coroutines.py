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
VOID_COROUTINE = re.compile(r"[Aa]waitable<void>\s+(?:\w+::)*(\w+)\s*\(")
# Asio's operations that give nothing, and operations named before they are awaited: std::move(operation).
GIVES_NOTHING = {"post", "operation", "async_wait"}


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


def called_last(expression):
    """The name of the function whose result the expression is: `a.b(c).d(e)` -> d."""
    names = re.findall(r"(\w+)\s*\(", re.sub(r"\((?:[^()]|\([^()]*\))*\)\s*(?=[.\-])", "", expression))
    return names[0] if names else ""


def findings(path, void_coroutines):
    source = blank_comments_and_strings(path.read_text())
    for offset, before, after in statements(source):
        line = source.count("\n", 0, offset) + 1
        if "{" in after:
            yield line, "braces or a lambda inside a co_await expression: name it first"
        if "?" in before or "?" in after:
            yield line, "co_await in a conditional expression: use if"
        operation = re.search(r"std::move\((\w+)\)\s*$", after)
        name = operation.group(1) if operation else called_last(after)
        if not before.strip() and name not in void_coroutines:
            yield line, "result of co_await dropped: name it, or write std::ignore ="


def main():
    paths = [p for folder in FOLDERS for p in sorted((ROOT / folder).rglob("*")) if p.suffix in (".h", ".cpp")]
    void_coroutines = set(GIVES_NOTHING)
    for path in paths:
        void_coroutines.update(VOID_COROUTINE.findall(path.read_text()))
    bad = 0
    for path in paths:
        for line, why in findings(path, void_coroutines):
            print(f"{path.relative_to(ROOT)}:{line}: {why}")
            bad += 1
    print(f"check_coroutines: {bad} finding(s)")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
