"""The name of an attribute -> that of our engine: what papermill finds as `relations` among the engines installed.

Papermill loads the engines of others while it is being imported itself, and ours is built on papermill's; so this
module imports nothing, and looks the engine up when papermill asks something of it.
"""

from typing import Any


def __getattr__(name: str) -> Any:
    if name.startswith("__"):  # Python's own questions to a module
        raise AttributeError(name)
    from relations.batch.engine import ForkEngine

    return getattr(ForkEngine, name)
