"""The script an analyst would write instead: tag the text, draw one bar chart."""

import sys

import jieba.posseg
import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import pandas as pd

report, chart = sys.argv[1:]
text = open(report, encoding="utf-8").read()
words = pd.DataFrame(
    [(pair.word, pair.flag) for pair in jieba.posseg.cut(text)],
    columns=["word", "flag"],
)
verbs = words[words["flag"].str.startswith("v")]
verbs["word"].value_counts().head(20)[::-1].plot.barh()
plt.savefig(chart)
