"""Writes a fine-tuned model as loader/encoder reads it: export.py MODEL.npz VOCABULARY OUT"""

import struct
import sys

import numpy


def main(model, vocabulary, out):
    s = numpy.load(model)
    layers = 1 + max(int(k.split(".")[1]) for k in s if k.startswith("layers."))
    f32 = lambda a: numpy.ascontiguousarray(a, "<f4").tobytes()
    with open(out, "wb") as f:
        f.write(b"ENTENTE-E2" + struct.pack("<II", layers, len(s["position"])))
        f.write(open(vocabulary + ".vocabulary", "rb").read())
        f.write(numpy.load(vocabulary + ".npz")["words"].tobytes())
        for name in ("special", "position", "own", "norm", "norm_bias"):
            f.write(f32(s[name]))
        for i in range(layers):
            for name in ("attend", "out", "norm1", "up", "down", "norm2"):
                name = f"layers.{i}.{name}"
                if name + ".scale" in s:
                    f.write(f32(s[name + ".scale"]) + f32(s[name + "_bias"]) + s[name].tobytes())
                else:
                    f.write(f32(s[name]) + f32(s[name + "_bias"]))
        for name in ("kind", "asks", "offers", "party", "named"):
            f.write(f32(s[name]) + f32(s[name + "_bias"]))


main(*sys.argv[1:])
