"""Hold every table against an earlier state of the program, byte for byte.

``python benchmarks/tables.py write OUT`` writes every table of the bundled report and
of twenty real reports; ``compare OUT_A OUT_B`` says which differ. Write once before a
change and once after it.
"""

import sys
from pathlib import Path

from analysis import InputError, read

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
REAL = """
gwr/1986.txt gwr/2000.txt gwr/2003.txt gwr/2008.txt gwr/2013.txt gwr/2016.txt
gwr/2019.txt local/2012_hailaer_district.txt local/2014_hailaer_district.txt
local/2016_hailaer_district.txt local/2025_anhui.txt local/2025_fujian.txt
local/2025_hebei.txt local/2025_xizang.txt local/2026_jilin.txt raw/2025_anhui.docx
web/web06_xuanchuan_sixiang_underscores.txt web/web12_huazhuang_jiedao_2022_gov.txt
web/web16_xuanchuanbu_traditional.txt web/web25_wenti_lvyou_2021_oneline.txt
"""


def write(out: Path) -> None:
    """Write every table of each report to a folder of its name, in full precision."""
    bundled = ROOT / "data" / "reports" / "2023-publicity.txt"
    for path in [bundled, *(CORPUS / name for name in REAL.split())]:
        flow = read(path)
        folder = out / f"{path.parent.name}-{path.name}"
        folder.mkdir(parents=True, exist_ok=True)
        for name in flow.available:
            getattr(flow, name).to_csv(folder / f"{name}.csv", index=False)


def compare(before: Path, after: Path) -> int:
    """Print which tables differ; return how many do."""
    names = {
        path.relative_to(folder)
        for folder in (before, after)
        for path in folder.rglob("*.csv")
    }
    differ = [n for n in sorted(names) if _bytes(before / n) != _bytes(after / n)]
    for name in differ:
        print(name)
    print(f"{len(names)} tables, {len(names) - len(differ)} equal, {len(differ)} not")
    return len(differ)


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def main() -> None:
    """Run one of the two."""
    match sys.argv[1:]:
        case ["write", out]:
            write(Path(out))
        case ["compare", before, after]:
            sys.exit(bool(compare(Path(before), Path(after))))
        case _:
            raise InputError(__doc__)


if __name__ == "__main__":
    main()
