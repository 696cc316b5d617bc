"""Fine-tunes multilingual-e5-small on labelled sentences; see README.md."""
import argparse, json, math, random, time
import numpy, torch
import torch.nn.functional as F
from torch import nn
import e5

CLASSES, COUNTRIES, PERSON, FIRST = 6, 8, 4, 5
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
        self.position = nn.Parameter(torch.tensor(t["emb.pos"].reshape(-1, 384)[:256] + t["emb.type"].reshape(-1, 384)[0]))
        self.own = nn.Parameter(torch.zeros(384))
        self.norm, self.normb = nn.Parameter(torch.tensor(t["emb.ln.w"])), nn.Parameter(torch.tensor(t["emb.ln.b"]))
        self.layers = nn.ModuleList(Layer(t, i) for i in layers)
        self.kind = nn.Linear(768, CLASSES)
        self.party = nn.Linear(384, 2)
        nn.init.normal_(self.kind.weight, 0, 0.02); nn.init.zeros_(self.kind.bias)
        nn.init.normal_(self.party.weight, 0, 0.02); nn.init.zeros_(self.party.bias)
        self.drop = drop

    def forward(self, ids, own, length):
        b, n = ids.shape
        at = torch.arange(n)
        x = self.words[ids]
        special = (ids >= PERSON) & (ids < FIRST + COUNTRIES)
        x = torch.where(special[..., None], self.special[(ids - PERSON).clamp(0, COUNTRIES)], x)
        mine = (at[None] >= own[:, None]) & (at[None] < length[:, None])
        x = x + self.position[:n] + mine[..., None] * self.own
        x = F.dropout(F.layer_norm(x, (384,), self.norm, self.normb, 1e-12), self.drop, self.training)
        mask = (at[None] < length[:, None])[:, None, None]
        for layer in self.layers:
            x = layer(x, mask, self.drop)
        pooled = torch.cat([(x * mine[..., None]).sum(1) / mine.sum(1, keepdim=True), x[:, 0]], 1)
        countries = x[:, 1 : 1 + COUNTRIES]
        return self.kind(F.dropout(pooled, self.drop, self.training)), self.party(countries)


def load(path):
    cases = []
    for line in open(path):
        d = json.loads(line)
        for c in d["cases"]:
            c["id"], c["lang"], c["fold"], c["gold"] = d["id"], d["lang"], d["fold"], d["gold"]
            target = numpy.zeros(CLASSES, "f4")
            party = numpy.zeros((COUNTRIES, 2), "f4")
            for l in c["labels"]:
                target[l["kind"]] += 1 / len(c["labels"])
                for r in l["parties"]: party[r, 0] = 1
                for r in l["by"]: party[r, 1] = 1
            if not c["labels"]: target[0] = 1
            c["target"], c["party"] = target, party
            if "soft" in c: c["target"] = numpy.array(c["soft"], "f4")
            cases.append(c)
    return cases


def batches(cases, tokens, shuffle):
    order = list(range(len(cases)))
    if shuffle: random.shuffle(order)
    out, size = [], 512
    for s in range(0, len(order), size):
        part = sorted(order[s : s + size], key=lambda i: len(cases[i]["ids"]))
        now = []
        for i in part:
            if now and len(cases[i]["ids"]) * (len(now) + 1) > tokens:
                out.append(now); now = []
            now.append(i)
        out.append(now)
    if shuffle: random.shuffle(out)
    return out


def tensors(cases, batch):
    rows = [cases[i] for i in batch]
    n = max(max(len(r["ids"]) for r in rows), 1 + COUNTRIES)
    ids = torch.full((len(rows), n), 1)
    for k, r in enumerate(rows): ids[k, : len(r["ids"])] = torch.tensor(r["ids"])
    t = lambda key: torch.tensor([r[key] for r in rows])
    return (ids, t("own"), torch.tensor([len(r["ids"]) for r in rows]), t("countries"),
            torch.tensor(numpy.stack([r["target"] for r in rows])), torch.tensor(numpy.stack([r["party"] for r in rows])))


def guess(model, cases):
    model.eval()
    out = [None] * len(cases)
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16, enabled=BF16):
        for b in batches(cases, 4096, False):
            ids, own, length, *_ = tensors(cases, b)
            kind, party = model(ids, own, length)
            kind, party = torch.log_softmax(kind.float(), 1), party.float()
            for k, i in enumerate(b): out[i] = (kind[k].numpy(), party[k].numpy())
    return out


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
    exact = n = 0
    for c, g in zip(cases, guesses):
        for l in c["labels"][:1]:
            logit = g[1][: c["countries"], 0]
            ps = set(numpy.nonzero(logit > 0)[0].tolist())
            if len(ps) < 2: ps = set(numpy.argsort(-logit)[:2].tolist())
            n += 1; exact += ps == set(l["parties"])
    return "found %.3f typed %.3f at %.2f (%d said of %d) parties %.3f" % (*best, labels, exact / max(n, 1))


def fit(model, train, test, o):
    free = [p for n, p in model.named_parameters()]
    opt = torch.optim.AdamW([{"params": [p for p in free if p.dim() > 1], "weight_decay": 0.01}, {"params": [p for p in free if p.dim() < 2], "weight_decay": 0.0}], lr=o.rate, betas=(0.9, 0.98))
    steps = sum(len(batches(train, o.tokens, False)) for _ in range(o.epochs))
    plan = torch.optim.lr_scheduler.LambdaLR(opt, lambda s: min((s + 1) / (0.08 * steps), max(0.02, (steps - s) / (0.92 * steps))))
    start = time.time()
    for epoch in range(o.epochs):
        model.train(); total = 0.0
        bs = batches(train, o.tokens, True)
        for k, b in enumerate(bs):
            ids, own, length, countries, target, party = tensors(train, b)
            with torch.autocast("cpu", torch.bfloat16, enabled=BF16):
                kind, parties = model(ids, own, length)
            loss = F.cross_entropy(kind.float(), target, label_smoothing=o.smooth)
            some = (target[:, 0] < 0.5)[:, None] & (torch.arange(COUNTRIES)[None] < countries[:, None])
            if some.any():
                loss = loss + 0.5 * F.binary_cross_entropy_with_logits(parties.float()[some], party[some])
            opt.zero_grad(); loss.backward()
            torch.nn.utils.clip_grad_norm_(free, 1.0)
            opt.step(); plan.step()
            total += loss.item()
            if k % 50 == 49: print(f"  {epoch} {k+1}/{len(bs)} loss {total/(k+1):.3f} {time.time()-start:.0f} s", flush=True)
        if test and (epoch >= o.epochs - 2 or epoch == 0): print(f"epoch {epoch} loss {total/len(bs):.3f} {report(test, guess(model, test))} {time.time()-start:.0f} s", flush=True)


def main():
    a = argparse.ArgumentParser()
    a.add_argument("show"); a.add_argument("vocabulary", help="old numbers"); a.add_argument("--out")
    a.add_argument("--folds", type=int, default=5); a.add_argument("--fold", type=int, default=0, help="the part left out; -1 for none")
    a.add_argument("--epochs", type=int, default=4); a.add_argument("--rate", type=float, default=1e-4); a.add_argument("--tokens", type=int, default=2048)
    a.add_argument("--layers", default="0,1,2,3,4,5"); a.add_argument("--smooth", type=float, default=0.0); a.add_argument("--threads", type=int, default=2)
    a.add_argument("--more", help="more cases to learn from, soft ones"); a.add_argument("--bf16", type=int, default=1)
    o = a.parse_args()
    global BF16
    BF16 = bool(o.bf16)
    torch.set_num_threads(o.threads); torch.manual_seed(1); random.seed(1)
    t, pieces, *_ = e5.read()
    cases = load(o.show)
    train = [c for c in cases if c["fold"] % o.folds != o.fold]
    test = [c for c in cases if c["fold"] % o.folds == o.fold]
    if o.more: train += load(o.more)
    model = Encoder(t, pieces, numpy.load(o.vocabulary), [int(i) for i in o.layers.split(",")])
    print(len(train), len(test), sum(p.numel() for p in model.parameters()), flush=True)
    fit(model, train, test, o)
    if o.out:
        torch.save(model.state_dict(), o.out)
        with open(o.out + ".guesses", "w") as f:
            for c, g in zip(test, guess(model, test)):
                f.write(json.dumps({"lang": c["lang"], "id": c["id"], "sentence": c["sentence"], "kind": [round(float(x), 4) for x in g[0]], "party": [[round(float(y), 3) for y in x] for x in g[1][: c["countries"]]]}) + "\n")


if __name__ == "__main__":
    main()
