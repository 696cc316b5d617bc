"""Fine-tunes multilingual-e5-small on labelled sentences, several models side by side; see README.md.

train.py SHOW.jsonl BEGINNING.npz OUT: for each fold a model that has not seen it, and one that has seen everything, learn at once. Writes
OUT/told.jsonl, what the models of the folds say of the articles that they have not seen, and OUT/model.npz, the one that has seen all. On a GPU it
takes minutes, on two cores a day.
"""

import argparse
import gzip
import json
import math
import os
import queue
import random
import threading
import time

import numpy
import torch
import torch.nn.functional as F

import e5

CLASSES, COUNTRIES, PERSON, FIRST, PADDING = 6, 8, 4, 5, 1
WIDTH, HEADS, MEETING = 384, 12, 64  # a sentence and a country meet by so many numbers
PLAIN = 1  # of an article's ways to be cut into passages, the one that the program uses
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
HALF = torch.bfloat16 if DEVICE == "cuda" else torch.float32


def read(path):
    """The articles that eval/train shows; each passage as (pieces, turns, (from, to, case) of the sentences to judge)."""
    articles = [json.loads(line) for line in (gzip.open if path.endswith(".gz") else open)(path, "rt")]
    for d in articles:
        for c in d["cases"]:
            c["lang"], c["id"], c["countries"] = d["lang"], d["id"], d["countries"]
            kind, party = numpy.zeros(CLASSES, "f4"), numpy.zeros((COUNTRIES, 2), "f4")
            for l in c["labels"] or []:
                kind[l["kind"]] += 1 / len(c["labels"])
                party[l["parties"], 0] = 1
                party[l["by"], 1] = 1
            if not c["labels"]:
                kind[0] = 1
            c["kind"], c["party"] = kind, party
        form = lambda p: (numpy.array(p["pieces"]), numpy.array(p["turns"], "f4"), [(a, b, d["cases"][k]) for (a, b), k in zip(p["spans"], p["cases"]) if b > a])
        d["passages"] = [[p for p in map(form, passages) if p[2]] for passages in d["passages"]]
    return articles


def unpacked(tensor):
    """What vocabulary.py has left in blocks of 4 bits, in numbers."""
    if tensor.dtype != numpy.uint8:
        return tensor
    return e5.dequantised(tensor.tobytes(), tensor.size // 18 * 32).reshape(len(tensor), -1)


class Stack:
    """Models side by side: every parameter has one more dimension, the model. Matrices are used in 16 bits and kept in 32."""

    def __init__(self, begin, models, layers, o):
        self.models, self.layers, self.dropout, self.learning = models, layers, o.dropout, True
        self.words = torch.tensor(unpacked(begin["words"])).to(DEVICE, HALF)
        p = {"own": numpy.zeros(WIDTH)}
        for name in ("special", "position", "norm", "norm_bias"):
            p[name] = unpacked(begin[name])
        for n, i in enumerate(layers):
            for name in ("attend", "out", "norm1", "up", "down", "norm2"):
                for part in (name, name + "_bias"):
                    p[f"layers.{n}.{part}"] = unpacked(begin[f"layers.{i}.{part}"])
        p = {k: torch.tensor(v.astype("f4")).repeat(models, *([1] * v.ndim)) for k, v in p.items()}
        for name, outputs, inputs in (("kind", CLASSES, 2 * WIDTH), ("asks", 2 * MEETING, 2 * WIDTH), ("offers", 2 * MEETING, WIDTH), ("party", 2, WIDTH), ("named", 2, WIDTH)):
            p[name] = torch.randn(models, outputs, inputs) * 0.02
            p[name + "_bias"] = torch.zeros(models, outputs)

        # Lower layers learn more slowly, the heads faster.
        def rate(name):
            depth = int(name.split(".")[1]) + 1 if name.startswith("layers.") else 0 if name in ("own", "special", "position", "norm", "norm_bias") else len(layers) + 1
            return o.rate * o.fade ** (len(layers) + 1 - depth) * (3 if depth > len(layers) else 1)

        self.p, self.groups, self.steps = {}, [], 0
        for matrices in (True, False):
            names = [n for n in p if (n.startswith("layers.") and p[n].dim() == 3) == matrices]
            size = [p[n][0].numel() for n in names]
            master = torch.cat([p[n].reshape(models, -1) for n in names], 1).to(DEVICE)
            self.groups.append({
                "names": names, "shapes": [p[n].shape for n in names], "size": size, "master": master, "matrices": matrices,
                "live": master.to(HALF) if matrices else master,
                "rate": torch.cat([torch.full((z,), rate(n)) for n, z in zip(names, size)]).to(DEVICE),
                "mean": torch.zeros_like(master), "square": torch.zeros_like(master),
            })
        self.renew()

    def renew(self):
        for g in self.groups:
            for name, shape, part in zip(g["names"], g["shapes"], g["live"].split(g["size"], 1)):
                self.p[name] = part.reshape(shape).detach().requires_grad_()

    def step(self, factor):
        """One step of AdamW; gradients are cut to length 1, each model's by itself."""
        self.steps += 1
        with torch.no_grad():
            b1, b2 = 0.9, 0.98
            c1, c2 = 1 - b1**self.steps, 1 - b2**self.steps
            gradients = [torch.cat([self.p[n].grad.reshape(self.models, -1) for n in g["names"]], 1).float() for g in self.groups]
            length = sum(torch.linalg.vector_norm(x, dim=1) ** 2 for x in gradients).sqrt()
            for g, x in zip(self.groups, gradients):
                x.mul_((1 / length.clamp(min=1))[:, None])
                g["mean"].lerp_(x, 1 - b1)
                g["square"].mul_(b2).addcmul_(x, x, value=1 - b2)
                down = torch.sqrt(g["square"], out=x).mul_(1 / math.sqrt(c2)).add_(1e-8)
                up = torch.div(g["mean"], down, out=down).mul_(g["rate"])
                if g["matrices"]:
                    up.addcmul_(g["master"], g["rate"], value=0.01 * c1)
                g["master"].add_(up, alpha=-factor / c1)
                if g["matrices"]:
                    g["live"].copy_(g["master"])
        self.renew()

    def linear(self, x, name):
        w, b = self.p[name], self.p[name + "_bias"]
        return torch.baddbmm(b[:, None].to(x.dtype), x, w.to(x.dtype).transpose(1, 2))

    def normal(self, x, name):
        w, b = self.p[name], self.p[name + "_bias"]
        return torch.addcmul(b[:, None].to(HALF), F.layer_norm(x, (WIDTH,), None, None, 1e-12).to(HALF), w[:, None].to(HALF))

    def drop(self, x):
        return F.dropout(x, self.dropout, self.learning)

    def forward(self, ids, parity, length, spans, marks):
        """ids, parity: model, row, piece; length: model, row; spans: model, sentence, (row, from, to); marks: model, sentence, piece,
        country: its share of the pieces that name the country. Returns logits of kinds, and of countries being parties and committing themselves."""
        p, (k, rows, n) = self.p, ids.shape
        model = torch.arange(k, device=DEVICE)
        special = (ids >= PERSON) & (ids < FIRST + COUNTRIES)
        x = torch.where(special[..., None], p["special"][model[:, None, None], (ids - PERSON).clamp(0, COUNTRIES)], self.words[ids].float())
        x = x + p["position"][:, None, :n] + parity[..., None] * p["own"][:, None, None]
        x = self.drop(self.normal(x.view(k, rows * n, WIDTH), "norm"))
        beyond = torch.arange(n, device=DEVICE) >= length.view(k * rows, 1)
        mask = torch.zeros(k * rows, 1, 1, n, device=DEVICE, dtype=HALF).masked_fill(beyond[:, None, None], float("-inf")).expand(-1, 1, n, -1)
        for i in range(len(self.layers)):
            at = f"layers.{i}."
            q = self.linear(x, at + "attend").view(k * rows, n, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
            a = F.scaled_dot_product_attention(q[0], q[1], q[2], attn_mask=mask)
            a = self.linear(a.transpose(1, 2).reshape(k, rows * n, WIDTH), at + "out")
            x = self.normal(x + self.drop(a), at + "norm1")
            a = self.linear(F.gelu(self.linear(x, at + "up")), at + "down")
            x = self.normal(x + self.drop(a), at + "norm2")
        row, first, last = spans.unbind(-1)
        of = x.view(k, rows, n, WIDTH)[model[:, None], row.clamp(0)]
        at = torch.arange(n, device=DEVICE)
        inside = ((at >= first[..., None]) & (at < last[..., None])).to(HALF)
        mean = torch.einsum("ksnw,ksn->ksw", of, inside) / inside.sum(-1, keepdim=True).clamp(min=1)
        end = of[model[:, None], torch.arange(of.shape[1], device=DEVICE), last.clamp(0, n - 1)]
        pooled = self.drop(torch.cat([mean, end], -1))
        listed, named = of[:, :, 1 : 1 + COUNTRIES], torch.einsum("ksnc,ksnw->kscw", marks.to(HALF), of)
        head = lambda z, name, *shape: self.linear(z.reshape(k, -1, z.shape[-1]), name).float().view(k, -1, *shape)
        meet = (head(pooled, "asks", 1, 2, MEETING) * head(listed, "offers", COUNTRIES, 2, MEETING)).sum(-1)
        party = meet + head(listed, "party", COUNTRIES, 2) + head(named, "named", COUNTRIES, 2) * (marks.sum(2) > 0)[..., None]
        return head(pooled, "kind", CLASSES), party

    def model(self, k):
        """One model's parameters, the matrices of its layers in whole numbers of 8 bits with what one of each row is worth."""
        out = {}
        for g in self.groups:
            for name, shape, part in zip(g["names"], g["shapes"], g["master"][k].split(g["size"])):
                v = part.reshape(shape[1:]).cpu().numpy()
                if g["matrices"]:
                    out[name + ".scale"] = numpy.abs(v).max(1) / 127
                    v = numpy.rint(v / out[name + ".scale"][:, None]).astype("i1")
                out[name] = v
        return out


def gather(parts):
    """The tensors of a batch of passages for each model, and the cases."""
    k = len(parts)
    n = (max(max(len(r[0]) for rows in parts for r in rows), 1 + COUNTRIES) + 7) // 8 * 8
    b, s = max(map(len, parts)), max(sum(len(r[2]) for r in rows) for rows in parts)
    ids, parity, length = numpy.full((k, b, n), PADDING), numpy.zeros((k, b, n), "f4"), numpy.ones((k, b), "i8")
    spans, marks = numpy.full((k, s, 3), -1), numpy.zeros((k, s, n, COUNTRIES), "f4")
    kind, party = numpy.zeros((k, s, CLASSES), "f4"), numpy.zeros((k, s, COUNTRIES, 2), "f4")
    here, some = numpy.zeros((k, s), "f4"), numpy.zeros((k, s, COUNTRIES), "f4")
    cases = [[] for _ in parts]
    for m, rows in enumerate(parts):
        for r, (pieces, odd, candidates) in enumerate(rows):
            ids[m, r, : len(pieces)], parity[m, r, : len(pieces)], length[m, r] = pieces, odd, len(pieces)
            for first, last, c in candidates:
                j = len(cases[m])
                spans[m, j] = r, first, last
                named = numpy.nonzero((pieces[first:last] >= FIRST) & (pieces[first:last] < FIRST + COUNTRIES))[0] + first
                marks[m, j, named, pieces[named] - FIRST] = 1
                kind[m, j], party[m, j], here[m, j] = c["kind"], c["party"], 1
                if c["labels"]:
                    some[m, j, : c["countries"]] = 1
                cases[m].append(c)
    marks /= marks.sum(2, keepdims=True).clip(1)
    tensors = [torch.from_numpy(x) for x in (ids, parity, length, spans, marks, kind, party, here, some)]
    return ([x.pin_memory() for x in tensors] if DEVICE == "cuda" else tensors), cases


def ahead(make, todo):
    """make of each of todo, made by a thread while the last is used."""
    made = queue.Queue(6)

    def run():
        for x in todo:
            made.put(make(x))
        made.put(None)

    threading.Thread(target=run, daemon=True).start()
    while (x := made.get()) is not None:
        yield x


def batches(rows, pieces):
    """Rows of like length together, no more than so many pieces in each part."""
    out, now = [], []
    for r in sorted(rows, key=lambda r: len(r[0]) // 16):
        if now and max(len(r[0]), *(len(x[0]) for x in now)) * (len(now) + 1) > pieces:
            out.append(now)
            now = []
        now.append(r)
    return out + [now]


def fit(stack, train, o):
    randoms = [random.Random(o.seed * 1000 + m) for m in range(stack.models)]

    def plan(m):
        r = randoms[m]
        rows = [p for d in train[m] for p in d["passages"][r.choice([0, PLAIN, PLAIN, 2])]]
        r.shuffle(rows)
        return batches(rows, o.pieces)

    plans = [plan(m) for m in range(stack.models)]
    each = max(map(len, plans))
    steps = each * o.passes
    order = random.Random(o.seed)

    def stream():
        nonlocal plans
        for i in range(o.passes):
            if i > 0:
                plans = [plan(m) for m in range(stack.models)]
            for s in order.sample(range(each), each):  # the same place among the lengths for all models
                yield [p[s * len(p) // each] for p in plans]

    total, done, begun = torch.zeros(stack.models, device=DEVICE), 0, time.time()
    for tensors, _ in ahead(gather, stream()):
        *seen, kind, party, here, some = [x.to(DEVICE, non_blocking=True) for x in tensors]
        kinds, parties = stack.forward(*(twice(seen) if o.consistency else seen))
        log, n = F.log_softmax(kinds, -1), here.shape[1]
        mean = lambda x: (x * here).sum(1) / here.sum(1).clamp(min=1)
        loss, target = 0, kind * (1 - o.smooth) + o.smooth / CLASSES
        for a in (0, n)[: log.shape[1] // n]:
            loss = loss - mean((log[:, a : a + n] * target).sum(-1))
            odds = F.binary_cross_entropy_with_logits(parties[:, a : a + n], party, reduction="none").mean(-1) * some
            loss = loss + 0.5 * odds.sum((1, 2)) / some.sum((1, 2)).clamp(min=1)
        if o.consistency:
            # Two readings of a sentence, each with other parts dropped, shall say the same (R-Drop, Liang et al. 2021).
            a, b = log[:, :n], log[:, n:]
            loss = loss / 2 + o.consistency / 2 * mean(((a - b) * (a.exp() - b.exp())).sum(-1))
        loss.sum().backward()
        stack.step(min((done + 1) / (0.08 * steps), max(0.02, (steps - done) / (0.92 * steps))))
        total += loss.detach()
        done += 1
        if done == 20:
            mark = time.time()
        if done == 80 and o.seconds:
            pace = (time.time() - mark) / 60
            steps = min(steps, done + int((o.seconds - (time.time() - begun)) / pace))
            print("%.1f ms a step, %d steps, %.1f passes" % (pace * 1000, steps, steps / each), flush=True)
        if done % 500 == 0 or done == steps:
            print(done, "of", steps, "loss", " ".join("%.3f" % x for x in (total / done).tolist()), "%.0f s" % (time.time() - begun), flush=True)
        if done == steps:
            break


def twice(seen):
    ids, parity, length, spans, marks = seen
    again = spans.clone()
    again[..., 0] = torch.where(spans[..., 0] < 0, spans[..., 0], spans[..., 0] + ids.shape[1])
    return [torch.cat([x, x], 1) for x in (ids, parity, length)] + [torch.cat([spans, again], 1), torch.cat([marks, marks], 1)]


def judge(stack, test):
    """For each model, what it says of its test articles: (case, logarithms of the kinds, odds of the countries)."""
    stack.learning = False
    said = [[] for _ in test]
    plans = [batches([p for d in articles for p in d["passages"][PLAIN]], 4096) for articles in test]
    spare = next(p for p in plans if p)[0][:1]
    with torch.no_grad():
        for s, (tensors, cases) in enumerate(ahead(gather, ([p[s] if s < len(p) else spare for p in plans] for s in range(max(map(len, plans)))))):
            kinds, parties = stack.forward(*[x.to(DEVICE) for x in tensors[:5]])
            kinds, parties = F.log_softmax(kinds, -1).cpu().numpy(), parties.cpu().numpy()
            for m, p in enumerate(plans):
                if s < len(p):
                    said[m] += [(c, kinds[m, j], parties[m, j]) for j, c in enumerate(cases[m])]
    return said


def report(said, labels):
    """F1 of sentences, of sentences with kinds, and of these with parties, at the cut that suits each best."""
    some = numpy.array([1 - math.exp(k[0]) for _, k, _ in said])
    right = numpy.zeros((3, len(said)))
    for i, (c, k, p) in enumerate(said):
        odds = p[: c["countries"], 0]
        set_ = set(numpy.nonzero(odds > 0)[0].tolist())
        for l in c["labels"] or []:
            typed = int(k[1:].argmax()) + 1 == l["kind"]
            right[:, i] = numpy.maximum(right[:, i], (1, typed, typed and set_ == set(l["parties"])))
    order = numpy.argsort(-some)
    f1 = 2 * numpy.cumsum(right[:, order], 1) / (numpy.arange(1, len(said) + 1) + labels)
    return "found %.3f typed %.3f full %.3f of %d" % (*f1.max(1), labels)


def main():
    a = argparse.ArgumentParser()
    a.add_argument("show"), a.add_argument("beginning"), a.add_argument("out")
    a.add_argument("--layers", type=int, default=6, help="how many of the 12 are kept")
    a.add_argument("--folds", type=int, default=5)
    a.add_argument("--passes", type=int, default=8, help="over all articles")
    a.add_argument("--seconds", type=float, default=0, help="fewer passes, if they take longer; 0 for no limit")
    a.add_argument("--pieces", type=int, default=1024, help="in a batch")
    a.add_argument("--rate", type=float, default=1.5e-4, help="of learning; the heads' is three times as much")
    a.add_argument("--fade", type=float, default=0.9, help="of the rate, from layer to layer downwards")
    a.add_argument("--dropout", type=float, default=0.1)
    a.add_argument("--smooth", type=float, default=0.05, help="of a label that is shared out to all kinds")
    a.add_argument("--consistency", type=float, default=1.0, help="how much two readings must say the same; 0 for one reading")
    a.add_argument("--seed", type=int, default=1)
    o = a.parse_args()
    torch.manual_seed(o.seed)
    articles = read(o.show)
    train = [[d for d in articles if d["fold"] % o.folds != f] for f in range(o.folds)] + [articles]
    test = [[d for d in articles if d["fold"] % o.folds == f] for f in range(o.folds)]
    stack = Stack(numpy.load(o.beginning), o.folds + 1, range(o.layers), o)
    fit(stack, train, o)
    os.makedirs(o.out, exist_ok=True)
    numpy.savez_compressed(o.out + "/model.npz", **stack.model(o.folds))
    said = judge(stack, test + [test[0][:1]])[: o.folds]
    for f, s in enumerate(said):
        print("fold", f, report(s, sum(len(c["labels"] or []) for c, _, _ in s)))
    said = [x for s in said for x in s]
    print("all", report(said, sum(len(c["labels"] or []) for c, _, _ in said)))
    said.sort(key=lambda x: (x[0]["lang"], x[0]["id"], x[0]["sentence"]))
    with open(o.out + "/told.jsonl", "w") as f:
        for c, kinds, parties in said:
            kinds, parties = [round(float(x), 2) for x in kinds], [[round(float(y), 1) for y in x] for x in parties[: c["countries"]]]
            line = {"lang": c["lang"], "id": c["id"], "sentence": c["sentence"], "kind": kinds, "party": parties}
            f.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
