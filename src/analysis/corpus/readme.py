"""What lies beside a collection for who reads it: the schema, and how to read it."""

from analysis.corpus.rows import arrow_schema, columns
from analysis.schema import schema, value_labels

SHOWN = "tasks"  # the table of the examples


def readme() -> str:
    """Return the text of README.txt, in Chinese and English."""
    zh, en = (value_labels("corpus", lang=lang) for lang in ("zh", "en"))
    lines = [f"{zh[key]}\n{en[key]}\n" for key in ("what", "parts", "read")]
    lines += [
        "pandas    import pandas as pd",
        f'          {SHOWN} = pd.read_parquet("{SHOWN}")',
        f'          {SHOWN}.groupby("verb").size().nlargest(20)\n',
        "Polars    import polars as pl",
        f'          {SHOWN} = pl.scan_parquet("{SHOWN}/*.parquet")',
        f'          {SHOWN}.group_by("verb").len().sort("len").tail(20).collect()\n',
        "DuckDB    import duckdb",
        f"          {SHOWN} = \"FROM '{SHOWN}/*.parquet'\"",
        f'          duckdb.sql(f"SELECT verb, count(*) {{{SHOWN}}} GROUP BY verb")\n',
    ]
    for name in columns():
        lines += _table(name, zh, en)
    return "\n".join([*lines, ""])


def _table(name: str, zh: dict[str, str], en: dict[str, str]) -> list[str]:
    """Return what a table is, a line or two, and each of its columns."""
    known = schema().get(name)
    labels = (known.label_zh, known.label_en) if known else (zh[name], en[name])
    rows = (known.rows_zh, known.rows_en) if known else (zh["rows"], en["rows"])
    lines = [
        f"\n{name}  {labels[0]} · {labels[1]}",
        *(f"  {text}" for text in rows),
        "",
    ]
    for one in columns()[name]:
        form = str(arrow_schema(name).field(one.name).type)
        notes = zh.get(one.name, one.note_zh), en.get(one.name, one.note_en)
        lines.append(f"  {one.name:<13} {form:<7} {_said(one.label_zh, notes[0])}")
        lines.append(f"  {'':<13} {'':<7} {_said(one.label_en, notes[1], ': ')}")
    return lines


def _said(label: str, note: str, colon: str = "：") -> str:
    return f"{label}{colon}{note}" if note else label
