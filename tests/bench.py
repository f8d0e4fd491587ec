"""Measure the speed of reading: sentences a second on one core, by step, and how it depends on length.

usage: python tests/bench.py [FOLDER]        # a folder of articles; default: the seeds

Times are processor times of this process, the middle one of five rounds; the rounds take turns, so that a busy machine
slows all alike. Compare the ratios, not the times of two machines.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

from relations import actors, articles, coding, events, extraction, figures, missions, tagging
from relations.articles import Article

ROUNDS = 5
LENGTHS = (1, 2, 4, 8)


def seconds(step: Callable[[], object]) -> float:
    start = process_time()
    step()
    return process_time() - start


def steps(read: list[Article], times: int) -> dict[str, Callable[[], object]]:
    """Each step of reading on its own, over all articles, and the whole of it."""
    tagged = [tagging.tag(article) for article in read]
    named = [actors.find(article, tags) for article, tags in zip(read, tagged, strict=True)]
    coded = [coding.code(*each) for each in zip(read, tagged, named, strict=True)]
    return {
        "split into sentences": lambda: [articles.parse(a.text) for a in read * times],
        "states and dates": lambda: [tagging.tag(a) for a in read * times],
        "people": lambda: [actors.find(a, t) for a, t in list(zip(read, tagged, strict=True)) * times],
        "events": lambda: [coding.code(a, t, n) for a, t, n in list(zip(read, tagged, named, strict=True)) * times],
        "same events": lambda: [events.find(a, c, n) for a, c, n in list(zip(read, coded, named, strict=True)) * times],
        "missions": lambda: [
            missions.read(a, t, n).rows for a, t, n in list(zip(read, tagged, named, strict=True)) * times
        ],
        "figures": lambda: [figures.find(a, t) for a, t in list(zip(read, tagged, strict=True)) * times],
        "all of extract": lambda: [extraction.extract(articles.parse(a.text)) for a in read * times],
    }


def longer(article: Article, times: int) -> str:
    """The text of an article with its body told several times over."""
    title, body = article.text.split("\n", 1)
    return title + "\n" + body * times


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "seeds"
    read = [articles.read(path) for path in sorted(folder.glob("*.txt"))]
    sentences = sum(len(article.sentences) for article in read)
    if not sentences:
        sys.exit(f"bench: nothing to read in {folder}; name a folder of articles (*.txt)")
    times = max(1, 400 // sentences)
    measured = steps(read, times)
    taken = {name: [] for name in measured} | {str(n): [] for n in LENGTHS}
    longest = max(read, key=lambda article: len(article.sentences))
    for _ in range(ROUNDS):
        for name, step in measured.items():
            taken[name].append(seconds(step))
        for n in LENGTHS:
            text = longer(longest, n)
            taken[str(n)].append(seconds(lambda text=text: extraction.extract(articles.parse(text))))
    print(
        f"{len(read)} articles, {sentences} sentences, read {times} times over; one core, median of {ROUNDS} rounds\n"
    )
    print(f"{'step':24s} {'µs a sentence':>14s} {'sentences a second':>20s}")
    for name in measured:
        each = median(taken[name]) / (sentences * times)
        print(f"{name:24s} {each * 1e6:14.0f} {1 / each:20.0f}")
    print("\ntime of one article, its text once and several times over, against once")
    once = median(taken["1"])
    print("  ".join(f"{n}x: {median(taken[str(n)]) / once:.2f}" for n in LENGTHS))


if __name__ == "__main__":
    main()
