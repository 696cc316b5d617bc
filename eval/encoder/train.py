"""Fine-tunes multilingual-e5-small on labelled sentences; see README.md."""
import argparse, json, math, random, time
import numpy, torch
import torch.nn.functional as F
from torch import nn
import e5

CLASSES, COUNTRIES, PERSON, FIRST = 6, 8, 4, 5
MEETING = 64  # numbers by which a sentence and a country meet
LONGEST, AROUND, APART = 256, 64, 3  # pieces of a passage, of what stands before its first candidate; sentences to the next candidate
LIKE = ["▁China", "▁Russia", "▁India", "▁Japan", "▁Iran", "▁France", "▁Israel", "▁Germany"]


class Layer(nn.Module):
    def __init__(self, t, i):
        super().__init__()
        p = lambda name, *shape: nn.Parameter(torch.tensor(t[f"l{i}.{name}"].reshape(shape or (-1,))))
        self.qkv = nn.Parameter(torch.cat([torch.tensor(t[f"l{i}.{x}.w"].reshape(384, 384)) for x in "qkv"]))
        self.qkvb = nn.Parameter(torch.cat([torch.tensor(t[f"l{i}.{x}.b"]) for x in "qkv"]))
        self.out, self.outb = p("ao.w", 384, 384), p("ao.b")
        self.norm1, self.norm1b = p("aln.w"), p("aln.b")
        self.up, self.upb = p("fi.w", 1536, 384), p("fi.b")
        self.down, self.downb = p("fo.w", 384, 1536), p("fo.b")
        self.norm2, self.norm2b = p("oln.w"), p("oln.b")

    def forward(self, x, mask, drop):
        b, n, w = x.shape
        q, k, v = F.linear(x, self.qkv, self.qkvb).view(b, n, 3, 12, 32).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        a = F.linear(a.transpose(1, 2).reshape(b, n, w), self.out, self.outb)
        x = F.layer_norm(x + F.dropout(a, drop, self.training), (w,), self.norm1, self.norm1b, 1e-12)
        h = F.linear(F.gelu(F.linear(x, self.up, self.upb)), self.down, self.downb)
        return F.layer_norm(x + F.dropout(h, drop, self.training), (w,), self.norm2, self.norm2b, 1e-12)


class Encoder(nn.Module):
    def __init__(self, t, pieces, old, layers, drop=0.1):
        super().__init__()
        index = {p: i for i, p in enumerate(pieces)}
        words = torch.tensor(t["emb.word"].reshape(-1, 384))
        table = words[torch.tensor(numpy.where(old < 0, 0, old))]
        self.register_buffer("words", table)
        special = [words[index["▁Mr"]]] + [words[index[w]] for w in LIKE]
        self.special = nn.Parameter(torch.stack(special).clone())
        self.position = nn.Parameter(torch.tensor(t["emb.pos"].reshape(-1, 384)[:LONGEST] + t["emb.type"].reshape(-1, 384)[0]))
        self.own = nn.Parameter(torch.zeros(384))
        self.norm, self.normb = nn.Parameter(torch.tensor(t["emb.ln.w"])), nn.Parameter(torch.tensor(t["emb.ln.b"]))
        self.layers = nn.ModuleList(Layer(t, i) for i in layers)
        self.kind = nn.Linear(768, CLASSES)
        self.asks = nn.Linear(768, 2 * MEETING)
        self.offers = nn.Linear(384, 2 * MEETING)
        self.party = nn.Linear(384, 2)
        self.named = nn.Linear(384, 2)
        for part in (self.kind, self.asks, self.offers, self.party, self.named):
            nn.init.normal_(part.weight, 0, 0.02); nn.init.zeros_(part.bias)
        self.drop = drop

    def forward(self, ids, parity, length, spans, marks):
        """spans: (row, from, to) of each sentence to judge; marks: for each of these and each country, the share of its pieces that name it."""
        b, n = ids.shape
        at = torch.arange(n)
        x = self.words[ids]
        special = (ids >= PERSON) & (ids < FIRST + COUNTRIES)
        x = torch.where(special[..., None], self.special[(ids - PERSON).clamp(0, COUNTRIES)], x)
        x = x + self.position[:n] + parity[..., None] * self.own
        x = F.dropout(F.layer_norm(x, (384,), self.norm, self.normb, 1e-12), self.drop, self.training)
        mask = (at[None] < length[:, None])[:, None, None]
        for layer in self.layers:
            x = layer(x, mask, self.drop)
        row, first, last = spans.T
        mine = ((at[None] >= first[:, None]) & (at[None] < last[:, None])).to(x.dtype)
        of = x[row]
        mean = (of * mine[..., None]).sum(1) / mine.sum(1, keepdim=True)
        pooled = F.dropout(torch.cat([mean, x[row, last]], 1), self.drop, self.training)
        listed = of[:, 1 : 1 + COUNTRIES]
        m = torch.einsum("snc,snw->scw", marks.to(x.dtype), of)
        q = self.asks(pooled).view(-1, 1, 2, MEETING)
        k = self.offers(listed).view(-1, COUNTRIES, 2, MEETING)
        party = (q * k).sum(-1) + self.party(listed) + self.named(m) * (marks.sum(1) > 0)[..., None]
        return self.kind(pooled), party


def load(path):
    articles = []
    for line in open(path):
        d = json.loads(line)
        for c in d["cases"]:
            c["id"], c["lang"], c["countries"] = d["id"], d["lang"], d["countries"]
            target = numpy.zeros(CLASSES, "f4")
            party = numpy.zeros((COUNTRIES, 2), "f4")
            for l in c["labels"]:
                target[l["kind"]] += 1 / len(c["labels"])
                for r in l["parties"]: party[r, 0] = 1
                for r in l["by"]: party[r, 1] = 1
            if not c["labels"]: target[0] = 1
            c["target"], c["party"] = target, party
        articles.append(d)
    return articles


def passages(d, around=AROUND):
    """The passages in which an article's candidates are judged; the same as reading.passage in loader/statement makes them."""
    sentences, cases = d["sentences"], d["cases"]
    head = [0] + [FIRST + k for k in range(d["countries"])] + [2] + d["title"] + [2]
    out, i = [], 0
    while i < len(cases):
        first = begin = cases[i]["sentence"]
        room = around
        while begin > 0 and len(sentences[begin - 1]) + 1 <= room:
            begin -= 1
            room -= len(sentences[begin]) + 1
        ids, parity, spans, odd = list(head), [0] * len(head), [], 0
        def add(s):
            nonlocal odd
            ids.extend(s + [2]); parity.extend([odd] * (len(s) + 1)); odd = 1 - odd
        if begin == first and first > 0: add(sentences[first - 1][:around - 1])
        for k in range(begin, first): add(sentences[k])
        k = first
        while k < len(sentences) and i < len(cases) and cases[i]["sentence"] - k <= APART and len(ids) + len(sentences[k]) + 1 <= LONGEST:
            if cases[i]["sentence"] == k and sentences[k]:
                spans.append((len(ids), len(ids) + len(sentences[k]), cases[i]))
            if cases[i]["sentence"] == k: i += 1
            add(sentences[k])
            k += 1
        if spans: out.append((ids, parity, spans))
    return out


def batches(rows, tokens, shuffle):
    order = list(range(len(rows)))
    if shuffle: random.shuffle(order)
    out, size = [], 256
    for s in range(0, len(order), size):
        part = sorted(order[s : s + size], key=lambda i: len(rows[i][0]))
        now = []
        for i in part:
            if now and len(rows[i][0]) * (len(now) + 1) > tokens:
                out.append(now); now = []
            now.append(i)
        out.append(now)
    if shuffle: random.shuffle(out)
    return out


def tensors(rows, batch):
    rows = [rows[i] for i in batch]
    n = max(max(len(r[0]) for r in rows), 1 + COUNTRIES)
    ids, parity = torch.full((len(rows), n), 1), torch.zeros((len(rows), n))
    spans, cases = [], []
    for k, (i, p, s) in enumerate(rows):
        ids[k, : len(i)] = torch.tensor(i); parity[k, : len(i)] = torch.tensor(p, dtype=torch.float)
        for a, b, c in s: spans.append((k, a, b)); cases.append(c)
    spans = torch.tensor(spans)
    at = torch.arange(n)
    inside = (at[None] >= spans[:, 1, None]) & (at[None] < spans[:, 2, None])
    marks = (ids[spans[:, 0]][..., None] == FIRST + torch.arange(COUNTRIES)) & inside[..., None]
    marks = marks.float() / marks.sum(1, keepdim=True).clamp(min=1)
    return (ids, parity, torch.tensor([len(r[0]) for r in rows]), spans, marks), cases


def guess(model, articles):
    model.eval()
    rows = [p for d in articles for p in passages(d)]
    cases, out = [], []
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16, enabled=BF16):
        for b in batches(rows, 4096, False):
            t, c = tensors(rows, b)
            kind, party = model(*t)
            kind, party = torch.log_softmax(kind.float(), 1).numpy(), party.float().numpy()
            cases += c; out += list(zip(kind, party))
    return cases, out


def report(cases, guesses):
    labels = sum(len(c["labels"]) for c in cases)
    best = (0,)
    p = numpy.array([1 - math.exp(g[0][0]) for g in guesses])
    for cut in numpy.arange(0.1, 0.9, 0.02):
        said = found = typed = full = 0
        for c, g, v in zip(cases, guesses, p):
            if v < cut: continue
            said += 1
            if c["labels"]:
                found += 1
                k = 1 + int(numpy.argmax(g[0][1:]))
                if any(l["kind"] == k for l in c["labels"]):
                    typed += 1
        f = lambda tp: 2 * tp / (said + labels)
        best = max(best, (f(found), f(typed), cut, said))
    exact = n = by = 0
    for c, g in zip(cases, guesses):
        for l in c["labels"][:1]:
            logit = g[1][: c["countries"], 0]
            ps = set(numpy.nonzero(logit > 0)[0].tolist())
            if len(ps) < 2: ps = set(numpy.argsort(-logit)[:2].tolist())
            n += 1; exact += ps == set(l["parties"])
            by += {r for r in l["parties"] if g[1][r, 1] > 0} == set(l["by"])
    right = {}
    for c, g in zip(cases, guesses):
        for l in c["labels"][:1]:
            r = right.setdefault(c["lang"], [0, 0]); r[1] += 1
            r[0] += 1 + int(numpy.argmax(g[0][1:])) == l["kind"]
    return "found %.3f typed %.3f at %.2f (%d said of %d) parties %.3f by %.3f kinds %s" % (
        *best, labels, exact / max(n, 1), by / max(n, 1), " ".join("%s %.2f" % (k, v[0] / v[1]) for k, v in sorted(right.items())))


def fit(model, articles, test, o):
    free = [p for n, p in model.named_parameters()]
    opt = torch.optim.AdamW([{"params": [p for p in free if p.dim() > 1], "weight_decay": 0.01}, {"params": [p for p in free if p.dim() < 2], "weight_decay": 0.0}], lr=o.rate, betas=(0.9, 0.98))
    rows = lambda: [p for d in articles for p in passages(d, random.choice([AROUND // 2, AROUND, AROUND, AROUND * 3 // 2]))]
    steps = len(batches(rows(), o.tokens, False)) * o.epochs
    plan = torch.optim.lr_scheduler.LambdaLR(opt, lambda s: min((s + 1) / (0.08 * steps), max(0.02, (steps - s) / (0.92 * steps))))
    start = time.time()
    for epoch in range(o.epochs):
        model.train(); total = 0.0
        now = rows()
        bs = batches(now, o.tokens, True)
        for k, b in enumerate(bs):
            t, cases = tensors(now, b)
            target, party = (torch.tensor(numpy.stack([c[key] for c in cases])) for key in ("target", "party"))
            with torch.autocast("cpu", torch.bfloat16, enabled=BF16):
                kind, parties = model(*t)
            loss = F.cross_entropy(kind.float(), target)
            listed = torch.arange(COUNTRIES)[None] < torch.tensor([c["countries"] for c in cases])[:, None]
            some = (target[:, 0] < 0.5)[:, None] & listed
            if some.any():
                loss = loss + 0.5 * F.binary_cross_entropy_with_logits(parties.float()[some], party[some])
            opt.zero_grad(); loss.backward()
            torch.nn.utils.clip_grad_norm_(free, 1.0)
            opt.step(); plan.step()
            total += loss.item()
            if k % 50 == 49: print(f"  {epoch} {k+1}/{len(bs)} loss {total/(k+1):.3f} {time.time()-start:.0f} s", flush=True)
        if test: print(f"epoch {epoch} loss {total/len(bs):.3f} {report(*guess(model, test))} {time.time()-start:.0f} s", flush=True)


def main():
    a = argparse.ArgumentParser()
    a.add_argument("show"); a.add_argument("vocabulary", help="old numbers"); a.add_argument("--out"); a.add_argument("--begin", help="a model to go on from")
    a.add_argument("--folds", type=int, default=5); a.add_argument("--fold", type=int, default=0, help="the part left out; -1 for none")
    a.add_argument("--epochs", type=int, default=4); a.add_argument("--rate", type=float, default=1e-4); a.add_argument("--tokens", type=int, default=2048)
    a.add_argument("--layers", default="0,1,2,3,4,5"); a.add_argument("--threads", type=int, default=2)
    a.add_argument("--bf16", type=int, default=1)
    o = a.parse_args()
    global BF16
    BF16 = bool(o.bf16)
    torch.set_num_threads(o.threads); torch.manual_seed(1); random.seed(1)
    t, pieces, *_ = e5.read()
    articles = load(o.show)
    train = [d for d in articles if d["fold"] % o.folds != o.fold]
    test = [d for d in articles if d["fold"] % o.folds == o.fold]
    model = Encoder(t, pieces, numpy.load(o.vocabulary), [int(i) for i in o.layers.split(",")])
    if o.begin: model.load_state_dict(torch.load(o.begin))
    print(len(train), len(test), sum(p.numel() for p in model.parameters()), flush=True)
    fit(model, train, test, o)
    if o.out:
        torch.save(model.state_dict(), o.out)
        with open(o.out + ".guesses", "w") as f:
            for c, g in zip(*guess(model, test)):
                f.write(json.dumps({"lang": c["lang"], "id": c["id"], "sentence": c["sentence"], "kind": [round(float(x), 4) for x in g[0]], "party": [[round(float(y), 3) for y in x] for x in g[1][: c["countries"]]]}) + "\n")


if __name__ == "__main__":
    main()
