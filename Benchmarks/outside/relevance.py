"""Whether judged questions find their passage, with marks and without, asked
through `hoclieu search`, the path and settings that the speed table times.

usage: relevance.py
"""
import json
import math
import shutil
import subprocess
import tempfile
import unicodedata
from pathlib import Path

from measuring import RELEASE, SHARED, machine

FOLDER = SHARED / "samples" / "relevance"
TARGETS = {"with marks": 0.960, "without marks": 0.955}


def lines(name):
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines() if line]


def without_marks(text):
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return unicodedata.normalize("NFC", "".join(letter for letter in plain if not unicodedata.combining(letter)))


def rank_of(wanted, question, data):
    command = [RELEASE / "hoclieu", "--data", data, "search", question, "--limit", "10", "--json"]
    records = json.loads(subprocess.check_output(command))["records"]
    titles = [record["title"] for record in records]
    return titles.index(wanted) if wanted in titles else None


def main():
    if not FOLDER.is_dir():
        print("relevance: the judged questions are not there; left out")
        return
    right = {row[0]: row[2] for row in (line.split("\t") for line in
             (FOLDER / "xquad-vi-qrels.tsv").read_text(encoding="utf-8").splitlines() if line)}
    work = Path(tempfile.mkdtemp(prefix="hoclieu-relevance-"))
    try:
        texts = work / "texts"
        texts.mkdir()
        for document in lines("xquad-vi-corpus.jsonl"):
            (texts / f"{document['id']}.txt").write_text(document["text"], encoding="utf-8")
        data = work / "data"
        subprocess.run([RELEASE / "hoclieu", "--data", data, "ingest", texts], check=True, stdout=subprocess.DEVNULL)
        questions = lines("xquad-vi-queries.jsonl")
        print(f"relevance on {machine()}: {len(questions)} judged questions")
        for name, spelled in (("with marks", lambda text: text), ("without marks", without_marks)):
            ranks = [rank_of(right[question["id"]], spelled(question["text"]), data) for question in questions]
            gain = sum(1 / math.log2(rank + 2) for rank in ranks if rank is not None) / len(ranks)
            verdict = "reached" if gain >= TARGETS[name] else "NOT reached"
            print(f"nDCG@10 {name:<14} {gain:.4f}  target {TARGETS[name]:.3f}: {verdict}", flush=True)
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
