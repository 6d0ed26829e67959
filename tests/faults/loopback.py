"""bibmill-testserver and bibmill as processes, for the tests that kill or start several of them."""
import json
import os
import pathlib
import signal
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
LIST = ROOT / "fixtures/eurosys-2026.md"
REPLAY = ROOT / "fixtures/http"
SOURCES = ("CROSSREF", "DATACITE", "DOI_RA", "ARXIV", "DBLP_SPARQL")
OUTPUTS = ("enriched.jsonl", "references.bib", "people.jsonl", "organisations.jsonl", "attention.md")


class Server:
    """The sources on one port; `options` as bibmill-testserver takes them."""

    def __init__(self, build, *options):
        command = [build / "bibmill-testserver", "--replay", REPLAY, "--port", "0", *options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())

    def stop(self):
        """Its counters."""
        self.process.send_signal(signal.SIGTERM)
        return json.loads(self.process.communicate()[0].splitlines()[-1])


def environment(folder, server, **settings):
    """Of a run whose home is `folder`, with the sources at `server`; settings of every source, as RATE="500"."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BIBMILL_", "XDG_"))}
    for source in SOURCES:
        kept[f"BIBMILL_SOURCES_{source}_BASE_URL"] = f"http://127.0.0.1:{server.port}"
        for name, value in settings.items():
            kept[f"BIBMILL_SOURCES_{source}_{name}"] = value
    return {**kept, "HOME": str(folder)}


def enrich(build, folder, state, out, env):
    command = [build / "bibmill", "enrich", LIST, "-q", "--state", folder / state, "--out", folder / out]
    return subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)


def outputs(folder):
    return {name: (folder / name).read_bytes() if (folder / name).exists() else None for name in OUTPUTS}
