"""Chooses the pieces of the encoder's vocabulary: those that news in its languages uses.

vocabulary.py OUT FILE...: reads articles (JSON lines with title and text), writes OUT.vocabulary, which eval/train and export.py
read, and OUT.old.npy, the pieces' numbers in multilingual-e5-small.
"""

import collections
import json
import struct
import sys
import unicodedata

import numpy

import e5

COUNTRIES = 8  # as loader/encoder has it
OFTEN = 4  # how often a piece must stand in the articles; single characters once
LONGEST = 16  # characters of a piece
UNKNOWN = -30


def words(files):
    count = collections.Counter()
    for file in files:
        for line in open(file):
            article = json.loads(line)
            text = (article.get("title") or "") + " " + article["text"]
            count.update(unicodedata.normalize("NFKC", text).split())
    return count


def cut(word, numbers, scores):
    """The pieces of a word; see vocabulary.cut in loader/encoder."""
    word = "▁" + word[:400]
    best, back = [0.0] + [-1e9] * len(word), [None] * (len(word) + 1)
    for i in range(len(word)):
        for e in range(i + 1, min(len(word), i + LONGEST) + 1):
            n = numbers.get(word[i:e])
            if n is not None and best[i] + scores[n] > best[e]:
                best[e], back[e] = best[i] + scores[n], (i, n)
        if best[i] + UNKNOWN > best[i + 1]:
            best[i + 1], back[i + 1] = best[i] + UNKNOWN, (i, 3)
    at = len(word)
    while at > 0:
        at, n = back[at]
        yield n


def main(out, *files):
    _, pieces, scores, (bos, eos, pad, unk), _ = e5.read()
    numbers, scores = {p: i for i, p in enumerate(pieces)}, scores.tolist()
    count = collections.Counter()
    for word, often in words(files).items():
        for n in cut(word, numbers, scores):
            count[n] += often
    kept = [i for i, p in enumerate(pieces) if i > 3 and len(p.encode()) < 256 and (count[i] >= OFTEN or count[i] and len(p) == 1)]
    old = [bos, pad, eos, unk] + [-1] * (1 + COUNTRIES) + kept
    with open(out + ".vocabulary", "wb") as f:
        f.write(struct.pack("<I", len(old)))
        for i in old:
            piece = pieces[i].encode() if i > 3 else b""
            f.write(struct.pack("<fB", scores[i] if i > 3 else 0, len(piece)) + piece)
    numpy.save(out + ".old.npy", numpy.array(old))
    print(len(old), "pieces")


if __name__ == "__main__":
    main(*sys.argv[1:])
