"""Files that are whole or not there: written beside their place, and given their name at the end.

An interruption, a full disk or a lost permission leaves what was there before. What is written
holds personal data, so its owner alone can read it from the first byte.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from io import BytesIO
from itertools import count
from pathlib import Path
from shutil import copyfileobj
from typing import IO

ABANDONED = 3600  # seconds after which nobody is still writing a file
LONGEST_STEM = 180  # bytes of a name; file systems take 255, and ours is longer than the file's
KEPT_IN_MEMORY = 8 << 20  # bytes of what is to be shown
STREAMS = ("/dev/std", "/dev/fd/", "/proc/")  # where a file that is open has a name too


def shortened(name: str) -> str:
    """Return the beginning of a file's name, to which something can be added."""
    return os.fsencode(name)[:LONGEST_STEM].decode(errors="ignore")


@contextmanager
def unfinished(path: Path) -> Iterator[Path]:
    """Yield an empty file beside `path` to write in; it is gone when all inside is done.

    What any run that was killed left in the folder more than an hour ago goes too. What the system
    says of the file inside is said of `path`.
    """
    beside = path
    try:
        beside = _new_beside(path)
        now = beside.stat().st_mtime
        for left in path.parent.glob("*.unfinished-[0-9]*"):
            with suppress(OSError):
                if now - left.stat().st_mtime > ABANDONED:
                    left.unlink()
        yield beside
    except OSError as error:
        if error.errno is not None and (
            error.filename is None or ".unfinished-" in str(error.filename)
        ):
            error.filename, error.filename2 = str(path), None
        raise
    finally:
        if beside != path:
            with suppress(OSError):
                beside.unlink(missing_ok=True)


def _new_beside(path: Path) -> Path:
    stem = f"{shortened(path.name)}.unfinished-{os.getpid()}"
    for number in count():
        beside = path.with_name(f"{stem}-{number}" if number else stem)
        with suppress(FileExistsError):
            os.close(os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
            return beside
    raise AssertionError


@contextmanager
def appearing(path: Path, *, replacing: bool = False) -> Iterator[Path]:
    """Yield an `unfinished` file, which stands at `path` when all inside was done.

    Raises FileExistsError when something is there by then, unless `replacing` it is meant.
    """
    with unfinished(path) as beside:
        yield beside
        sync(beside)
        if replacing:
            beside.replace(path)
        else:
            put(beside, path)
        with suppress(OSError):  # not every file system keeps folders in step
            sync(path.parent)


def put(file: Path, path: Path) -> None:
    """Give a file another name beside its own, unless something has it: FileExistsError."""
    try:
        path.hardlink_to(file)  # at once, and never over another file
    except FileExistsError:
        raise
    except OSError as error:  # a disk without links
        if path.exists() or path.is_symlink():
            raise FileExistsError(17, "File exists", str(path)) from error
        file.rename(path)


def write_all(
    files: Mapping[Path, bytes | Iterable[str]],
    *,
    replacing: bool = True,
    ready: Callable[[], object] = bool,
) -> None:
    """Write files, each of them whole, and none of them when one cannot be written.

    `ready` is called when nothing is left to do but to put them in their places. A link is followed
    to its file. A device or a pipe is written as it is.
    """
    with ExitStack() as stack:
        streams: dict[Path, IO[bytes]] = {}
        for path, content in files.items():
            is_stream = str(path.absolute()).startswith(STREAMS) or not path.is_file()
            if replacing and path.exists() and is_stream:
                streams[path] = stack.enter_context(put_aside(content))
            else:
                place = path.resolve() if replacing and path.is_symlink() else path
                beside = stack.enter_context(appearing(place, replacing=replacing))
                with beside.open("wb") as file:
                    _write(content, file)
        ready()
        for path, aside in streams.items():
            with path.open("wb") as file:
                copyfileobj(aside, file)


@contextmanager
def put_aside(content: bytes | Iterable[str]) -> Iterator[IO[bytes]]:
    """Yield what is to be shown later, whole: in memory, or when it is long in a file without name.

    The system takes such a file away as soon as steg ends, however that is.
    """
    pieces = _pieces(content)
    with BytesIO() as short:
        for piece in pieces:
            short.write(piece)
            if short.tell() > KEPT_IN_MEMORY:
                break
        else:
            short.seek(0)
            yield short
            return
        from tempfile import TemporaryFile  # which takes 2 ms to import

        with TemporaryFile() as file:
            file.write(short.getvalue())
            short.truncate(0)
            file.writelines(pieces)
            file.seek(0)
            yield file


def _write(content: bytes | Iterable[str], file: IO[bytes]) -> None:
    file.writelines(_pieces(content))


def _pieces(content: bytes | Iterable[str]) -> Iterator[bytes]:
    return iter((content,)) if isinstance(content, bytes) else map(str.encode, content)


def sync(path: Path) -> None:
    """Wait until what was written to a file or a folder is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def seen_from(folder: Path, named: str) -> Path:
    """Return the path that is named as it is seen from a folder: relative to it, or from ~."""
    # Path.expanduser ends the program over a ~nobody; this leaves it as a name.
    return folder / os.path.expanduser(named)  # noqa: PTH111
