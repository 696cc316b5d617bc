#!/usr/bin/env python3
"""Score an extractor against gold files (format and rules: guidelines.md).

    score.py GOLD_DIR -- COMMAND [ARG ...]     run COMMAND ARG ... DIR, where DIR holds the articles as <id>.md files with
                                               front matter (title, source, url, published), and score what it prints
    score.py GOLD_DIR --pred FILE              score records already in FILE
    options: --lang fr   only that language    --errors   list every miss and false alarm    --json   figures as JSON

The command prints one JSON object a line, one for each article, in the gold format without id, text and lang; the article is told by
"path" (or "article": {"path": …}), whose base name without ending is the id. Extra keys are ignored.

Figures are micro-averaged F1 over all facts of a language, then averaged over the languages. An agreement counts
  found   when its evidence overlaps the gold sentence by at least half of the shorter of the two,
  typed   when the kind is right too,
  full    when the parties are right too (the headline).
"score" is the mean of the six F1 figures: countries, ministers, initiatives, projects, meetings, agreements (full).
"""
import argparse
import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import unicodedata


def norm(s):
    """Case-folded words without marks or punctuation."""
    s = "".join(c for c in unicodedata.normalize("NFKD", s or "") if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", s.casefold()))


def names(entity):
    return {norm(n) for n in [entity.get("name", "")] + list(entity.get("mentions") or []) if norm(n)}


def is_cjk(s):
    return bool(re.search(r"[\u3400-\u9fff]", s))


def same_name(a, b, least):
    """Whether two normal forms name one thing: equal, or one holds at least the share `least` of the other's words."""
    if a == b:
        return True
    if is_cjk(a) or is_cjk(b):
        short, long = sorted((a.replace(" ", ""), b.replace(" ", "")), key=len)
        return len(short) >= 2 and short in long and len(short) / len(long) >= least
    x, y = set(a.split()), set(b.split())
    shared = {w for w in x & y if len(w) > 2}
    return bool(shared) and len(shared) / max(len(x), len(y)) >= least


def same_entity(least):
    return lambda p, g: any(same_name(a, b, least) for a in names(p) for b in names(g))


def same_minister(p, g):
    if p.get("country") != g["country"]:
        return False
    mine, theirs = names(p), names(g)
    if mine & theirs:
        return True
    # Sorted, since the order of a set, and with it the choice among equals, changes from run to run.
    full_p, full_g = max(sorted(mine), key=len, default=""), max(sorted(theirs), key=len)
    x, y = set(full_p.split()), set(full_g.split())
    return bool(x) and (x <= y or y <= x) and any(len(w) > 2 for w in x & y)


def pair_up(predicted, gold, rank):
    """Greedy one-to-one matching, best rank first; rank(p, g) is 0 for no match. Returns [(p, g, rank)]."""
    ranked = sorted(((rank(p, g), -i, -j) for i, p in enumerate(predicted) for j, g in enumerate(gold)), reverse=True)
    used_p, used_g, pairs = set(), set(), []
    for r, i, j in ranked:
        if r > 0 and i not in used_p and j not in used_g:
            used_p.add(i)
            used_g.add(j)
            pairs.append((predicted[-i], gold[-j], r))
    return pairs


def locate(text, quote):
    """Character spans of a quote in the text, white space folded: every place where it stands, none if it is not there."""
    words = [re.escape(w) for w in (quote or "").split()]
    return [found.span() for found in re.finditer(r"\s+".join(words), text)] if words else []


def overlap(a, b):
    """The largest share of the shorter span that two quotes have in common, over all places where they stand."""
    return max((max(0, min(x[1], y[1]) - max(x[0], y[0])) / max(1, min(x[1] - x[0], y[1] - y[0])) for x in a for y in b), default=0.0)


class Tally:
    def __init__(self):
        self.tp, self.predicted, self.gold = 0, 0, 0

    def add(self, tp, predicted, gold):
        self.tp += tp
        self.predicted += predicted
        self.gold += gold

    def f1(self):
        return 2 * self.tp / (self.predicted + self.gold) if self.predicted + self.gold else 1.0

    def precision(self):
        return self.tp / self.predicted if self.predicted else 1.0

    def recall(self):
        return self.tp / self.gold if self.gold else 1.0


def score_article(pred, gold, tally, errors):
    def note(kind, what, items):
        for item in items:
            errors.append(f"{gold['id']} {what} {kind}: {item}")

    def entities(kind, same, show):
        p, g = pred.get(kind) or [], gold[kind]
        pairs = pair_up(p, g, lambda a, b: 1 if same(a, b) else 0)
        tally[kind].add(len(pairs), len(p), len(g))
        hit_p, hit_g = [id(x[0]) for x in pairs], [id(x[1]) for x in pairs]
        note(kind, "false", [show(x) for x in p if id(x) not in hit_p])
        note(kind, "missed", [show(x) for x in g if id(x) not in hit_g])
        return pairs

    mine, theirs = set(pred.get("countries") or []), set(gold["countries"])
    tally["countries"].add(len(mine & theirs), len(mine), len(theirs))
    note("countries", "false", sorted(mine - theirs))
    note("countries", "missed", sorted(theirs - mine))

    pairs = entities("ministers", same_minister, lambda m: f"{m.get('name')} ({m.get('country')})")
    tally["minister office"].add(sum(p.get("office") == g["office"] for p, g, _ in pairs), len(pairs), len(pairs))
    tally["minister name"].add(sum(set(norm(p.get("name")).split()) == set(norm(g["name"]).split()) for p, g, _ in pairs), len(pairs), len(pairs))
    entities("initiatives", same_entity(0.5), lambda i: i.get("name"))
    pairs = entities("projects", same_entity(0.4), lambda p: p.get("name"))
    tally["project sector"].add(sum(p.get("sector") == g["sector"] for p, g, _ in pairs), len(pairs), len(pairs))

    p, g = pred.get("meetings") or [], gold["meetings"]
    pairs = pair_up(p, g, lambda a, b: (2 if a.get("date") == b["date"] else 1) if set(a.get("countries") or []) == set(b["countries"]) else 0)
    tally["meetings"].add(len(pairs), len(p), len(g))
    tally["meeting date"].add(sum(a.get("date") == b["date"] for a, b, _ in pairs), len(pairs), len(pairs))
    note("meetings", "false", [f"{m.get('countries')} {m.get('date')}" for m in p if all(m is not x[0] for x in pairs)])
    note("meetings", "missed", [f"{m['countries']} {m['date']}" for m in g if all(m is not x[1] for x in pairs)])

    p, g = pred.get("agreements") or [], gold["agreements"]
    spans = {id(a): locate(gold["text"], a.get("evidence")) for a in p + g}
    tally["evidence verbatim"].add(sum(bool(spans[id(a)]) for a in p), len(p), len(p))

    def rank(a, b):
        if overlap(spans[id(a)], spans[id(b)]) < 0.5:
            return 0
        return 1 + (2 if a.get("kind") == b["kind"] else 0) + (1 if sorted(a.get("parties") or []) == b["parties"] else 0)
    pairs = pair_up(p, g, rank)
    full = [(a, b) for a, b, r in pairs if r == 4]
    tally["agreements found"].add(len(pairs), len(p), len(g))
    tally["agreements typed"].add(sum(a.get("kind") == b["kind"] for a, b, _ in pairs), len(p), len(g))
    tally["agreements"].add(len(full), len(p), len(g))
    tally["agreement by"].add(sum(set(a.get("by") or []) == set(b["by"]) for a, b in full), len(full), len(full))
    tally["agreement date"].add(sum(a.get("date") == b["date"] for a, b in full), len(full), len(full))
    for a, b in full:
        mine, theirs = set(a.get("topics") or []), set(b["topics"])
        tally["agreement topics"].add(len(mine & theirs), len(mine), len(theirs))
        for kind in ("initiatives", "projects"):
            links = pair_up([{"name": n} for n in a.get(kind) or []], [{"name": n} for n in b[kind]], lambda x, y: 1 if same_entity(0.4)(x, y) else 0)
            tally["agreement links"].add(len(links), len(a.get(kind) or []), len(b[kind]))
    show = lambda a: f"{a.get('kind')} {','.join(a.get('parties') or [])} {a.get('date')} | {a.get('evidence')}"
    note("agreements", "false", [show(a) for a in p if all(a is not x[0] for x in pairs)])
    note("agreements", "missed", [show(a) for a in g if all(a is not x[1] for x in pairs)])
    note("agreements", "mistyped", [f"{show(a)} -> {b['kind']} {','.join(b['parties'])}" for a, b, r in pairs if r != 4])


HEADLINE = ["countries", "ministers", "initiatives", "projects", "meetings", "agreements"]
DETAIL = ["minister office", "minister name", "project sector", "meeting date", "agreements found", "agreements typed", "agreement by",
          "agreement date", "agreement topics", "agreement links", "evidence verbatim"]


def read_gold(folder, lang):
    golds = [json.loads(p.read_text(encoding="utf-8")) for p in sorted(pathlib.Path(folder).glob("*.json"))]
    return [g for g in golds if not lang or g["lang"] == lang]


def write_articles(golds, folder):
    for g in golds:
        front = [f"{k}: {json.dumps(g[k], ensure_ascii=False)}" for k in ("title", "source", "url", "published") if g.get(k)]
        pathlib.Path(folder, g["id"] + ".md").write_text("---\n" + "\n".join(front) + "\n---\n\n" + g["text"] + "\n", encoding="utf-8")


def read_records(lines):
    records = {}
    for line in lines:
        if line.strip():
            record = json.loads(line)
            path = record.get("path") or (record.get("article") or {}).get("path") or record.get("id") or ""
            records[os.path.splitext(os.path.basename(path))[0]] = record
    return records


def main():
    command = []
    args = sys.argv[1:]
    if "--" in args:
        cut = args.index("--")
        args, command = args[:cut], args[cut + 1:]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("--pred")
    parser.add_argument("--lang")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(args)
    golds = read_gold(options.gold, options.lang)
    if not golds:
        sys.exit(f"score.py: no gold files in {options.gold}")
    seconds = None
    if options.pred:
        with open(options.pred, encoding="utf-8") as f:
            records = read_records(f)
    else:
        with tempfile.TemporaryDirectory() as folder:
            write_articles(golds, folder)
            start = time.time()
            run = subprocess.run(command + [folder], stdout=subprocess.PIPE, text=True, encoding="utf-8")
            seconds = time.time() - start
        if run.returncode:
            sys.exit(f"score.py: {command} exited with {run.returncode}")
        records = read_records(run.stdout.splitlines())
    by_lang = collections.defaultdict(lambda: collections.defaultdict(Tally))
    errors, absent = [], 0
    for g in golds:
        if g["id"] not in records:
            absent += 1
        score_article(records.get(g["id"], {}), g, by_lang[g["lang"]], errors)
    if options.errors:
        print("\n".join(errors))
    langs = sorted(by_lang)
    table = {m: {lang: by_lang[lang][m].f1() for lang in langs} for m in HEADLINE + DETAIL}
    mean = {m: sum(row.values()) / len(row) for m, row in table.items()}
    score = sum(mean[m] for m in HEADLINE) / len(HEADLINE)
    if options.json:
        print(json.dumps({"score": score, "mean": mean, "by_language": table, "articles": len(golds), "absent": absent, "seconds": seconds}))
        return
    print(f"{'':20}{'mean':>7}" + "".join(f"{lang:>7}" for lang in langs))
    for m in HEADLINE + DETAIL:
        print(f"{m:20}{mean[m]:7.3f}" + "".join(f"{table[m][lang]:7.3f}" for lang in langs))
    for m in ("agreements", "agreements found"):
        total = Tally()
        for lang in langs:
            t = by_lang[lang][m]
            total.add(t.tp, t.predicted, t.gold)
        print(f"{m}: precision {total.precision():.3f}, recall {total.recall():.3f}, {total.predicted} predicted, {total.gold} gold")
    print(f"{len(golds)} articles, {absent} without a record" + (f", {seconds:.2f} s" if seconds is not None else ""))
    print(f"score {score:.3f}")


if __name__ == "__main__":
    main()
