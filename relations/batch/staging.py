"""A folder -> the same folder with new files in it, each of them whole; one build at a time."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from relations.errors import BuildError

PREFIX = ".new-"


@contextmanager
def staged(folder: Path, *, lasting: bool = True) -> Iterator[Path]:
    """Give an empty folder to write into; what stands in it at the end moves to `folder`, each file by one rename.

    A reader of `folder` sees the old file or the new one, never a half; what is to be `lasting`, even after the machine
    lost its power. After an error nothing moves or is left.

    Raises:
        BuildError: `folder` cannot be made or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder, prefix=PREFIX) as name:
            new = Path(name)
            yield new
            files = sorted(path for path in new.rglob("*") if path.is_file())
            for file in files if lasting else ():
                _sync(file)
            targets = [folder / file.relative_to(new) for file in files]
            for file, target in zip(files, targets, strict=True):
                target.parent.mkdir(parents=True, exist_ok=True)
                file.replace(target)
            for parent in {target.parent for target in targets if lasting}:
                _sync(parent)
    except OSError as error:
        raise BuildError(
            error.strerror or type(error).__name__, where=str(folder), expected="a folder to write reports in",
            remedy="name another with --reports",
        ) from error  # fmt: skip


def _sync(path: Path) -> None:
    """Have the system write a file, or the names in a folder, to the disk."""
    if os.name == "nt" and path.is_dir():
        return
    descriptor = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other builds out of a folder, and clear away what one that was killed has left half done.

    The system gives the lock back when the process ends, however it ends.

    Raises:
        BuildError: another build holds the folder, or it cannot be written.
    """
    with staged(folder):
        pass  # What cannot be written is better known before the work than after it.
    if sys.platform == "win32":  # has no such lock
        yield
        return
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        for left in [*folder.glob(f"{PREFIX}*"), *folder.glob(f"*/{PREFIX}*")]:
            shutil.rmtree(left, ignore_errors=True)
        yield
    except BlockingIOError as error:
        raise BuildError(
            "another build is writing here", where=str(folder), remedy="wait for it, or name another with --reports"
        ) from error
    finally:
        os.close(descriptor)
