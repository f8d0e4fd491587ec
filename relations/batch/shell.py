"""The text of a cell -> what a kernel would have shown for it: printed text, displays, results and errors.

IPython's own shell runs the cell; only the way its output takes is ours: into a list instead of to a kernel's sockets.
"""

import base64
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type
from traitlets.config import Config

Output = dict[str, Any]
MOST = 1_000_000  # characters that a cell may print: a page of many more opens nowhere
CUT = "\n[{:,} more characters were printed; a report keeps the first {:,} of a cell]\n"


class Record:
    """The outputs of each cell, by the cell's index; a display may change those of cells that ran before."""

    def __init__(self) -> None:
        self.index = 0
        self.cells: dict[int, list[Output]] = {}
        self.changed: set[int] = set()
        self.displays: dict[str, list[tuple[int, Output]]] = {}
        self.clear_first = False
        self.printed = self.dropped = 0

    def begin(self, index: int) -> None:
        self.index, self.cells[index], self.changed, self.clear_first = index, [], {index}, False
        self.printed = self.dropped = 0

    def count(self, size: int) -> int:
        """How many of so many characters, just printed, are to be kept."""
        kept = min(size, MOST - self.printed)
        self.printed += kept
        self.dropped += size - kept
        return kept

    def finish(self) -> None:
        """Say what was left out."""
        if self.dropped:
            self.add({"output_type": "stream", "name": "stdout", "text": CUT.format(self.dropped, MOST)})

    def add(self, output: Output) -> Output:
        outputs = self.cells.setdefault(self.index, [])
        if self.clear_first:
            outputs.clear()
            self.clear_first = False
        outputs.append(output)
        return output

    def update(self, name: str, data: Output) -> None:
        for index, output in self.displays.get(name, ()):
            output.update(data)
            self.changed.add(index)


RECORD = Record()


class Stream(io.TextIOBase):
    """What a cell prints, and what other programs write to the same file descriptor; kept until the next display."""

    def __init__(self, name: str, descriptor: int) -> None:
        self.name, self.descriptor = name, descriptor
        self.parts: list[str] = []
        self.beside = TemporaryFile()  # noqa: SIM115  It lives as long as the process.
        os.dup2(self.beside.fileno(), descriptor)
        self.seen = 0

    encoding = "UTF-8"

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self.descriptor

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        if kept := RECORD.count(len(text)):
            self.parts.append(text[:kept])
        return len(text)

    def flush(self) -> None:
        parts, self.parts = self.parts, []
        size = os.fstat(self.beside.fileno()).st_size
        if size > self.seen:
            kept = RECORD.count(size - self.seen)
            parts.append(os.pread(self.beside.fileno(), kept, self.seen).decode(errors="replace"))
            self.seen = size
        if text := "".join(parts):
            RECORD.add({"output_type": "stream", "name": self.name, "text": text})


def _flush() -> None:
    sys.stdout.flush()
    sys.stderr.flush()


def _plain(data: dict[str, Any]) -> dict[str, Any]:
    """A display's data as JSON can hold it: bytes become text."""
    return {
        kind: base64.b64encode(value).decode() if isinstance(value, bytes) else value for kind, value in data.items()
    }


class Publisher(DisplayPublisher):
    """What `display()` shows."""

    def publish(
        self, data: Any, metadata: Any = None, *_: Any, transient: Any = None, update: bool = False, **__: Any
    ) -> None:
        _flush()
        shown = {"data": _plain(data), "metadata": metadata or {}}
        name = (transient or {}).get("display_id")
        if update:
            RECORD.update(str(name), shown)
            return
        output = RECORD.add({"output_type": "display_data", **shown})
        if name:
            RECORD.displays.setdefault(name, []).append((RECORD.index, output))

    def clear_output(self, wait: bool = False) -> None:
        _flush()
        RECORD.clear_first = wait
        if not wait:
            RECORD.cells[RECORD.index].clear()


class Hook(DisplayHook):
    """What the last expression of a cell gives."""

    def write_output_prompt(self) -> None:
        pass

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        _flush()
        RECORD.add({
            "output_type": "execute_result", "execution_count": self.prompt_count, "data": _plain(format_dict),
            "metadata": md_dict or {},
        })  # fmt: skip

    def finish_displayhook(self) -> None:
        _flush()
        self._is_active = False


class Shell(InteractiveShell):
    """IPython's shell, keeping what a cell shows."""

    display_pub_class = Type(Publisher)
    displayhook_class = Type(Hook)
    colors_force = True

    def init_io(self) -> None:
        """No terminal to prepare."""

    def enable_gui(self, gui: str | None = None) -> None:
        """No window can open."""

    def _showtraceback(self, etype: type[BaseException], evalue: BaseException, stb: list[str]) -> None:
        _flush()
        RECORD.add({"output_type": "error", "ename": etype.__name__, "evalue": str(evalue), "traceback": list(stb)})


def shell() -> InteractiveShell:
    """The shell of this process; making it ahead saves every child forked afterwards the time."""
    config = Config(HistoryManager={"enabled": False})
    return Shell.instance(config=config)


@contextmanager
def captured() -> Iterator[None]:
    """From here on, nothing that is printed reaches a terminal, and nothing can be read from one."""
    sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115  It lives as long as the process.
    os.dup2(sys.stdin.fileno(), 0)
    sys.stdout, sys.stderr = Stream("stdout", 1), Stream("stderr", 2)
    yield
    _flush()


def cut(outputs: list[Output]) -> list[Output]:
    """The outputs of a cell that a kernel ran, with no more printed text than a cell here may give."""
    counted, kept = Record(), []
    for output in outputs:
        text = output.get("text", "")
        size = counted.count(len(text))
        if not text or size:
            kept.append(output if size == len(text) else type(output)({**output, "text": text[:size]}))
    counted.finish()
    return kept + counted.cells.get(0, [])


def run(source: str, index: int) -> tuple[int, bool, dict[int, list[Output]]]:
    """Run a cell: its execution count, whether it went well, and the outputs of each cell that it changed."""
    one = shell()
    RECORD.begin(index)
    count = one.execution_count
    result = one.run_cell(source, store_history=True)  # type: ignore[no-untyped-call]
    _flush()
    RECORD.finish()
    return count, bool(result.success), {changed: RECORD.cells[changed] for changed in sorted(RECORD.changed)}
