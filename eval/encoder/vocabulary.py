"""Chooses the pieces of the vocabulary: those that news in these languages uses. Writes them for Go, and their old numbers for training."""
import pickle, struct, sys
import numpy
import e5

COUNTRIES = 8
def main(counts, out):
    _, pieces, scores, (bos, eos, pad, unk), _ = e5.read()
    count = pickle.load(open(counts, "rb"))
    kept = [i for i, p in enumerate(pieces)
            if i > 3 and len(p.encode()) < 256 and (count.get(i, 0) >= 4 or count.get(i, 0) >= 1 and len(p) == 1)]
    old = [bos, pad, eos, unk] + [-1] * (1 + COUNTRIES) + kept
    with open(out + ".vocabulary", "wb") as f:
        f.write(struct.pack("<I", len(old)))
        for i in old:
            piece = pieces[i].encode() if i > 3 else b""
            f.write(struct.pack("<fB", float(scores[i]) if i > 3 else 0.0, len(piece)) + piece)
    numpy.save(out + ".old.npy", numpy.array(old))
    print(len(old), "pieces")
main(*sys.argv[1:])
