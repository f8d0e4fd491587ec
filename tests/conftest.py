"""What all tests share: property tests draw the same examples on every machine, however slow it is."""

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
settings.load_profile("repeatable")

collect_ignore = ["notebooks"]  # notebooks that tests feed to the program, some of which fail on purpose
