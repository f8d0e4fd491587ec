import pickle

import pytest

from relations import errors
from relations.errors import RelationsError


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        ({}, "no title"),
        ({"where": "x.txt:1"}, "x.txt:1: no title"),
        ({"expected": "one"}, "no title; expected one"),
        ({"remedy": "add it"}, "no title; add it"),
        ({"where": "x.txt", "expected": "one", "remedy": "add it"}, "x.txt: no title; expected one; add it"),
    ],
)
def test_an_error_says_what_where_what_was_expected_and_what_to_do(parts, line):
    assert str(RelationsError("no title", **parts)) == line


def test_an_error_is_one_line_whatever_its_parts_hold():
    error = RelationsError("a\nb", where="c\td", expected="e\r\nf", remedy=" g ")
    assert str(error) == "c d: a b; expected e f; g"


def test_the_parts_of_an_error_stay_readable():
    error = errors.PairError("no pair", where="A-B", expected="codes", remedy="write codes")
    assert (error.what, error.where, error.expected, error.remedy) == ("no pair", "A-B", "codes", "write codes")


def test_an_error_comes_whole_out_of_another_process():
    error = errors.ArticleError("no title", where="x.txt:1", expected="a title", remedy="add it")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301  our own bytes
    assert (type(again), str(again)) == (type(error), str(error))


def test_every_error_raised_on_purpose_has_one_base():
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    assert len(kinds) >= 5
    assert all(issubclass(kind, RelationsError) for kind in kinds)
