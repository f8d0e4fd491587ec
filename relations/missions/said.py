"""One thing that an article says of one mission: the record that the readers of sentences, lists and infoboxes fill."""

from typing import NamedTuple

CHIEF = ("embassy", "legation", "mission", "liaison-office")  # kinds that one state has but one of in another


class Said(NamedTuple):
    """One thing said of one mission; `place_code` is the state where it stands or from which it covers the receiver."""

    sender: str
    receiver: str
    kind: str
    city: str
    residence: str
    accredited_from: str
    place_code: str
    opened: str
    closed: str
    verb: str
