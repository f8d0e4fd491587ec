"""Made-up articles are read like real ones, are the same each time, and differ from each other."""

import subprocess
import sys
from pathlib import Path
from statistics import median

import pytest
import synthetic

from relations import articles, extraction


@pytest.fixture(scope="module")
def read() -> dict[str, extraction.Extraction]:
    return {name: extraction.extract(articles.parse(text)) for name, text in synthetic.articles(60).items()}


def test_the_same_seed_gives_the_same_articles() -> None:
    assert synthetic.articles(5) == synthetic.articles(5)
    assert synthetic.articles(5) != synthetic.articles(5, seed=2)


def test_more_articles_begin_with_those_of_fewer() -> None:
    few, many = synthetic.articles(5), synthetic.articles(8)
    assert list(many.items())[:5] == list(few.items())


def test_the_files_are_the_same_in_another_process(tmp_path: Path) -> None:
    synthetic.write(tmp_path / "here", 5)
    subprocess.run([sys.executable, synthetic.__file__, "5", str(tmp_path / "there")], check=True)
    here, there = ({file.name: file.read_bytes() for file in (tmp_path / at).iterdir()} for at in ("here", "there"))
    assert len(here) == 5
    assert here == there


def test_every_article_is_on_the_pair_that_its_file_is_called_by(read: dict[str, extraction.Extraction]) -> None:
    assert {name: one.article.pair_code.lower() for name, one in read.items()} == {name: name for name in read}


def test_nothing_is_odd_in_how_they_are_written(read: dict[str, extraction.Extraction]) -> None:
    assert [notice.message for one in read.values() for notice in one.article.warnings] == []


def test_they_tell_what_real_articles_tell(read: dict[str, extraction.Extraction]) -> None:
    for table in ("events", "missions", "people", "dates", "figures", "findings"):
        assert sum(len(getattr(one, table)) for one in read.values()) > 10, table
    assert len({event.event_type for one in read.values() for event in one.events}) >= 10


def test_some_are_short_and_some_are_long(read: dict[str, extraction.Extraction]) -> None:
    words = [len(one.article.text.split()) for one in read.values()]
    assert min(words) < 120
    assert 200 < median(words) < 400
    assert max(words) > 600


def test_more_pairs_than_there_are_cannot_be_asked_for() -> None:
    with pytest.raises(ValueError, match=r"only \d+ pairs of states"):
        synthetic.articles(10**6)
