"""What a power cut can leave of the files that a program writes.

strace tells what the program wrote, and for what it waited until the disk had it. That stays. Of
the rest any part may stay: of the names the first that were made, moved or taken away, as file
systems with a journal keep them, and of a file's writes each or none. It takes Linux, strace, and
leave to trace one's own children.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from random import Random
from shutil import which

NAMING = ("openat", "rename", "link", "linkat", "unlink", "unlinkat")
PLAIN = ("openat", "write", "pwrite64", "ftruncate")
WRITING = ("write", "pwrite64", "ftruncate", "fsync", "fdatasync")
CALL = re.compile(r"(\w+)\((.*)\) += \d+")  # one that failed has a -1
TEXT, OPENED = re.compile(r'"((?:\\x..)*)"'), re.compile(r"\d+<(.*?)>")

Files = dict[str, bytes]  # what each file of a folder holds, by its path inside of it


@cache
def can_cut() -> bool:
    """Say whether strace is here, and may trace."""
    if which("strace") is None:
        return False
    return subprocess.run(["strace", "-o", "/dev/null", "true"], check=False).returncode == 0


def files_of(folder: Path) -> Files:
    """Return what lies in a folder."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


@dataclass
class _File:
    """A file's content as programs see it, as it is on the disk, and the writes in between."""

    content: bytearray
    kept: bytes = b""
    waiting: list[Callable[[bytearray], object]] = field(default_factory=list)

    def write(self, change: Callable[[bytearray], object]) -> None:
        change(self.content)
        self.waiting.append(change)

    def sync(self) -> None:
        self.kept = bytes(self.content)
        self.waiting.clear()

    def left(self, stays: Callable[[], bool]) -> bytes:
        """Return what is left, if `stays` says of each write that waits whether it does."""
        content = bytearray(self.kept)
        for change in self.waiting:
            if stays():
                change(content)
        return bytes(content)


class Power:
    """Runs programs in a folder, and cuts the power."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.folder, self.environment = folder, environment
        self.traced = folder.with_name(f"{folder.name}-traced")
        self.random = Random(1)
        self.names = {name: _File(bytearray(it), it) for name, it in files_of(folder).items()}
        self.kept = dict(self.names)
        self.waiting: list[Callable[[dict[str, _File]], object]] = []

    def run(self, *words: str | Path) -> None:
        """Run a program."""
        calls = f"trace={','.join((*NAMING, *WRITING))}"
        subprocess.run(
            ["strace", "-xx", "-y", "-s", "9999999", "-e", calls, "-o", self.traced, *words],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
        )

    def cuts(self) -> Iterator[tuple[Files, bool]]:
        """Yield what a cut during the run could leave, and whether the run had ended.

        That is asked before each call that makes more of it stay for sure.
        """
        seen: set[int] = set()
        for line in self.traced.read_text().splitlines():
            if not (call := CALL.match(line)):
                continue
            for files in self._left() if call[1] not in PLAIN else ():
                known = hash(frozenset(files.items()))
                if known not in seen:
                    seen.add(known)
                    yield files, False
            self._happens(*call.groups())
        assert {name: bytes(it.content) for name, it in self.names.items()} == files_of(self.folder)
        yield from ((files, True) for files in self._left())

    def _left(self) -> Iterator[Files]:
        """Yield all and none of what waits, of names and of writes, and a part of both."""
        every = len(self.waiting)
        parts = [(self.random.randint(0, every), chance) for chance in (0.1, 0.5, 0.9)]
        for names_kept, chance in ((every, 1), (every, 0), (0, 1), (0, 0), *parts):
            names = dict(self.kept)
            for change in self.waiting[:names_kept]:
                change(names)
            yield {name: it.left(partial(self._falls, chance)) for name, it in names.items()}

    def _falls(self, chance: float) -> bool:
        return self.random.random() < chance

    def _happens(self, call: str, about: str) -> None:
        """Let a call change the disk, if it is about the folder."""
        if call in WRITING:
            if opened := OPENED.match(about):
                self._write(call, _bytes(opened[1]).decode(), about)
            return
        paths = [self._inside(_bytes(one).decode()) for one in TEXT.findall(about)]
        first, last = paths[0], paths[-1]
        if first is None or last is None:
            return
        if call == "openat":
            self._open(first, about)
            return
        file = self.names[first]

        def change(names: dict[str, _File]) -> None:
            if last != first:
                names[last] = file
            if not call.startswith("link"):
                del names[first]

        self._name(change)

    def _open(self, name: str, about: str) -> None:
        if name not in self.names and "O_CREAT" in about:
            made = _File(bytearray())
            self._name(lambda names: names.__setitem__(name, made))
        elif "O_TRUNC" in about:
            self.names[name].write(bytearray.clear)

    def _write(self, call: str, path: str, about: str) -> None:
        file = self.names.get(self._inside(path) or "")
        match call:
            case "fsync" | "fdatasync":
                if file is not None:
                    file.sync()
                elif self._inside(path) and Path(path).is_dir():
                    self._sync_names()
            case _ if file is None:
                pass
            case "ftruncate":
                size = int(about.rpartition(",")[2])
                file.write(lambda content: content.__delitem__(slice(size, None)))
            case _:
                data = _bytes(TEXT.findall(about)[0])
                at = int(about.rpartition(",")[2]) if call == "pwrite64" else len(file.content)
                file.write(lambda content: _put(content, at, data))

    def _sync_names(self) -> None:
        for change in self.waiting:
            change(self.kept)
        self.waiting.clear()

    def _name(self, change: Callable[[dict[str, _File]], object]) -> None:
        change(self.names)
        self.waiting.append(change)

    def _inside(self, path: str) -> str | None:
        """Return a path as it is inside of the folder."""
        whole = self.folder / path
        return str(whole.relative_to(self.folder)) if whole.is_relative_to(self.folder) else None


def _put(content: bytearray, at: int, data: bytes) -> None:
    content.extend(bytes(max(at - len(content), 0)))
    content[at : at + len(data)] = data


def _bytes(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", ""))
