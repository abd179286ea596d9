"""The general dictionary: jieba's, cut by rjieba where it is installed."""

import logging
import warnings
from collections.abc import Callable
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path

from platformdirs import user_cache_path


def default_engine() -> str:
    """Return the engine that cuts where none is named: the first one installed."""
    return "rjieba" if find_spec("rjieba") else "jieba"


def dictionary_words(text: str) -> list[str]:
    """Return what the general dictionary alone makes of a text: no term, no guess.

    >>> dictionary_words("优化营商思境")
    ['优化', '营商', '思', '境']
    """
    return list(cutter(None, guess=False)(text))


@cache
def cutter(engine: str | None, *, guess: bool = True) -> Callable[[str], list[str]]:
    """Return how the engine cuts a run of Han; a `guess` joins words it knows not."""
    if (engine or default_engine()) == "rjieba":
        import rjieba

        return partial(rjieba.Jieba().cut, hmm=guess)
    return partial(_jieba().lcut, HMM=guess)


def _jieba():
    """Return a tokenizer of our own: the module's is shared state."""
    with warnings.catch_warnings(action="ignore"):  # its own, about its packaging
        import jieba

    jieba.setLogLevel(logging.CRITICAL)  # its chatter would land in notebooks
    tokenizer = jieba.Tokenizer()
    cache_folder = user_cache_path("zhongxin")
    try:
        cache_folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        pass  # jieba then builds its dictionary anew each time, and says nothing
    # jieba would write to the world-writable /tmp, where anyone could swap the file.
    tokenizer.tmp_dir = str(cache_folder)
    tokenizer.cache_file = str(Path(cache_folder, "jieba.cache"))
    return tokenizer
