from pathlib import Path

import pytest

from relations import paths
from relations.errors import PairError, RelationsError


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_folder_here_keeps_the_name_it_was_given(checkout):
    assert paths.find("seeds") == Path("seeds")


def test_a_folder_is_found_from_a_folder_below(checkout, monkeypatch):
    monkeypatch.chdir(checkout / "notebooks")
    assert paths.find("seeds") == checkout / "seeds"


def test_the_nearest_folder_wins(checkout, monkeypatch):
    (checkout / "notebooks" / "seeds").mkdir()
    monkeypatch.chdir(checkout / "notebooks")
    assert paths.find("seeds") == Path("seeds")


def test_an_absolute_path_is_itself(checkout):
    assert paths.find(checkout / "seeds") == checkout / "seeds"


def test_the_home_folder_is_written_as_a_tilde(checkout, monkeypatch):
    monkeypatch.setenv("HOME", str(checkout))
    assert paths.find("~/seeds") == checkout / "seeds"


def test_what_is_nowhere_is_named(checkout):
    with pytest.raises(RelationsError, match="sedes: no such file or folder; expected an article or a folder"):
        paths.find("sedes")


@pytest.mark.parametrize("pair", ["PRK-ZAF", "ZAF-PRK", "zaf-prk", ("ZAF", "PRK"), ("PRK", "ZAF")])
def test_a_report_has_one_name_whichever_state_is_first(pair):
    assert paths.pair_id(pair) == "prk-zaf"


@pytest.mark.parametrize(
    "pair", ["", "PRK", "PRK-", "PRK-PRK", "PRK-ZAF-VEN", "KP-ZA", "PRK ZAF", "../-ZAF", ("PRK",), ("PRK", "")]
)
def test_what_is_no_pair_is_said_so(pair):
    with pytest.raises(PairError, match="expected two ISO 3166-1 alpha-3 codes such as PRK-ZAF"):
        paths.pair_id(pair)
