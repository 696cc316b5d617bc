"""Cuts multilingual-e5-small to the pieces that news in its languages uses.

vocabulary.py OUT FILE...: reads articles (JSON lines with title and text), writes OUT.vocabulary, which eval/train and export.py
read, and OUT.npz, the model with these pieces alone, from which train.py begins.
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
LONGEST_PASSAGE = 256  # pieces


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


# The pieces whose numbers the marks of a person and of countries begin with.
LIKE = ["▁Mr", "▁China", "▁Russia", "▁India", "▁Japan", "▁Iran", "▁France", "▁Israel", "▁Germany"]


def beginning(old, index):
    """The model's tensors by the names that train.py has for them, matrices in the 4-bit blocks that they come in."""
    t, *_ = e5.read()
    words = e5.blocks("emb.word").reshape(-1, e5.ROW)
    out = {
        "words": words[numpy.where(old < 0, 0, old)],
        "special": words[[index[p] for p in LIKE]],
        "position": t["emb.pos"].reshape(-1, e5.WIDTH)[:LONGEST_PASSAGE] + t["emb.type"].reshape(-1, e5.WIDTH)[0],
        "norm": t["emb.ln.w"],
        "norm_bias": t["emb.ln.b"],
    }
    for i in range(12):
        into = lambda name, value: out.update({f"layers.{i}.{name}": value})
        into("attend", numpy.concatenate([e5.blocks(f"l{i}.{x}.w") for x in "qkv"]).reshape(-1, e5.ROW))
        into("attend_bias", numpy.concatenate([t[f"l{i}.{x}.b"] for x in "qkv"]))
        for name, short, row in (("out", "ao", e5.ROW), ("up", "fi", e5.ROW), ("down", "fo", 4 * e5.ROW)):
            into(name, e5.blocks(f"l{i}.{short}.w").reshape(-1, row))
            into(name + "_bias", t[f"l{i}.{short}.b"])
        for name, short in (("norm1", "aln"), ("norm2", "oln")):
            into(name, t[f"l{i}.{short}.w"])
            into(name + "_bias", t[f"l{i}.{short}.b"])
    return out


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
    numpy.savez(out + ".npz", **beginning(numpy.array(old), {p: i for i, p in enumerate(pieces)}))
    print(len(old), "pieces")


if __name__ == "__main__":
    main(*sys.argv[1:])
