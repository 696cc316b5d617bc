"""Writes a fine-tuned model as loader/encoder reads it: export.py MODEL.pt VOCABULARY OUT"""
import struct, sys
import numpy, torch
import e5


def raw_rows(old):
    """The pieces' numbers as the 4-bit file has them."""
    return e5.blocks("emb.word").reshape(-1, 384 // 32 * 18)[numpy.where(old < 0, 0, old)]


def main(model, vocabulary, out):
    s = {k: v.float().numpy() for k, v in torch.load(model).items()}
    old = numpy.load(vocabulary + ".old.npy")
    layers = 1 + max(int(k.split(".")[1]) for k in s if k.startswith("layers."))
    f32 = lambda a: numpy.ascontiguousarray(a, "<f4").tobytes()
    with open(out, "wb") as f:
        f.write(b"ENTENTE-E2" + struct.pack("<II", layers, len(s["position"])))
        f.write(open(vocabulary + ".vocabulary", "rb").read())
        f.write(raw_rows(old).tobytes())
        for name in ("special", "position", "own", "norm", "normb"):
            f.write(f32(s[name]))
        for i in range(layers):
            def matrix(w, b):
                w, b = s[f"layers.{i}.{w}"], s[f"layers.{i}.{b}"]
                scale = numpy.abs(w).max(1) / 127
                f.write(f32(scale) + f32(b) + numpy.rint(w / scale[:, None]).astype("i1").tobytes())
            def plain(*names):
                for n in names: f.write(f32(s[f"layers.{i}.{n}"]))
            matrix("qkv", "qkvb"); matrix("out", "outb"); plain("norm1", "norm1b")
            matrix("up", "upb"); matrix("down", "downb"); plain("norm2", "norm2b")
        for name in ("kind", "asks", "offers", "party", "named"):
            f.write(f32(s[name + ".weight"]) + f32(s[name + ".bias"]))


main(*sys.argv[1:])
