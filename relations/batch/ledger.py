"""Articles, notebooks and the program -> which reports in a folder are still what they would be if built again.

Beside the reports, `.cache/` keeps for each what it was made from, as a checksum, and the checksums of its files. Only
content counts, no time. An entry that is damaged or missing costs a report built anew, nothing else.
"""

import hashlib
import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from relations import articles, paths
from relations.batch.staging import staged
from relations.batch.task import Task

FOLDER = ".cache"
LIBRARIES = (
    "ipykernel", "ipython", "jinja2", "matplotlib", "nbclient", "nbconvert", "nbformat", "numpy", "pandas", "papermill",
    "scipy", "sentencex",
)  # fmt: skip


def digest(*parts: object) -> str:
    """The checksum of what JSON can write."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def checksum(file: Path) -> str:
    """The checksum of a file; empty: it cannot be read."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""


@cache
def program() -> str:
    """The checksum of all that makes a report of an article: code, lexicon, templates, libraries, Python."""
    files = (path for path in sorted(paths.PACKAGE.rglob("*")) if path.is_file() and "__pycache__" not in path.parts)
    own = {path.relative_to(paths.PACKAGE).as_posix(): checksum(path) for path in files}
    return digest(own, {name: metadata.version(name) for name in LIBRARIES}, platform.python_version())


@dataclass(frozen=True)
class Sources:
    """The articles of a folder as they are now: the checksum of each file, and the pair that its title names."""

    folder: str
    files: Mapping[str, str]
    pairs: Mapping[str, tuple[str, ...]]
    """The files on each pair; those whose title cannot be read stand under the empty name."""

    @property
    def named(self) -> list[str]:
        """The pairs, in alphabetical order."""
        return sorted(pair for pair in self.pairs if pair)

    def of(self, subject: str) -> dict[str, str]:
        """The checksums of the files on a pair; of what is no pair, of all."""
        return {name: self.files[name] for name in self.pairs.get(subject, self.files)}

    def key(self, task: Task) -> str:
        """The checksum of all that a task's report is made from."""
        return digest(program(), task.source, task.parameters, self.of(task.subject))


def sources(folder: str) -> Sources:
    """Look at the articles of a folder, as far as their titles."""
    found = paths.texts(Path(folder))
    pairs: dict[str, tuple[str, ...]] = {}
    for file in found:
        subject = articles.subject(file)
        pairs[subject] = (*pairs.get(subject, ()), file.name)
    return Sources(folder, {file.name: checksum(file) for file in found}, pairs)


def note(reports: Path, name: str, key: str, files: Sequence[str] = (), **more: Any) -> None:
    """Keep what `name` was made from, that it is made of `files` of the folder `reports`, and what `more` there is."""
    entry = {"key": key, "files": {file: checksum(reports / file) for file in files}, **more}
    told = json.dumps(entry, ensure_ascii=False).encode()
    target = reports / FOLDER / f"{name}.json"
    with staged(target.parent, lasting=False) as new:
        (new / target.name).write_bytes(b"%s\n%s\n" % (hashlib.sha256(told).hexdigest().encode(), told))


def noted(reports: Path, name: str) -> dict[str, Any]:
    """What `note` kept; nothing if it is damaged, or a file is no more as it was."""
    entry = told(reports, name)
    whole = all(checksum(reports / file) == known for file, known in entry.get("files", {}).items())
    return entry if whole else {}


def told(reports: Path, name: str) -> dict[str, Any]:
    """What `note` kept, whatever has become of the files; nothing if it is damaged."""
    try:
        known, told = (reports / FOLDER / f"{name}.json").read_bytes().splitlines()
        return dict(json.loads(told)) if hashlib.sha256(told).hexdigest().encode() == known else {}
    except (OSError, ValueError):
        return {}


def forget(reports: Path, name: str) -> None:
    (reports / FOLDER / f"{name}.json").unlink(missing_ok=True)
