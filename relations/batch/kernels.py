"""A kernel's connection file -> the kernel, started so that its own messages stay in a file beside that one.

A kernel that is told to stop may still report on its closed connections. That is no error of a notebook, whose errors
come back as outputs of its cells, and has no place on the terminal of who runs it.
"""

from pathlib import Path
from typing import Any

from jupyter_client.manager import AsyncKernelManager


class KernelManager(AsyncKernelManager):
    """As nbclient's own, for a local kernel whose connection file is named in the configuration."""

    async def start_kernel(self, **options: Any) -> None:  # type: ignore[override]  # A wrapper there.
        """Start the kernel; what it writes to its terminal goes to the file `.log` beside its connection file."""
        with Path(self.connection_file).with_suffix(".log").open("ab") as log:
            await super().start_kernel(stdout=log, stderr=log, **options)
