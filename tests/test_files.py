"""Files that are whole or not there, whatever happens while they are written."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from steg_cli import files
from steg_cli.files import appearing, put_aside, unfinished, write_all


@pytest.fixture(autouse=True)
def open_mask() -> Iterator[None]:
    """Whatever the mask is, nobody else reads what is written."""
    before = os.umask(0)
    yield
    os.umask(before)


def names_in(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("name", ["rapport.html", "å" * 127, "a b?#%.csv", "x" * 255])
def test_a_file_appears_whole_and_the_owners_alone(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with appearing(path) as beside:
        assert (mode_of(beside), beside.parent, path.exists()) == (0o600, tmp_path, False)
        beside.write_text("whole")
    assert (names_in(tmp_path), path.read_text(), mode_of(path)) == ([name], "whole", 0o600)
    assert path.stat().st_nlink == 1


@pytest.mark.parametrize("stop", [KeyboardInterrupt, OSError(errno.ENOSPC, "full"), ValueError])
def test_what_stops_on_the_way_leaves_what_was_there(
    tmp_path: Path, stop: type[BaseException] | OSError
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")

    def begin() -> None:
        with appearing(path, replacing=True) as beside:
            beside.write_text("half")
            raise stop

    with pytest.raises((KeyboardInterrupt, OSError, ValueError)) as raised:
        begin()
    assert (names_in(tmp_path), path.read_text()) == (["a.csv"], "old")
    if isinstance(raised.value, OSError):
        assert raised.value.filename == str(path)


def make_file(path: Path) -> None:
    path.write_text("mine")


def make_dangling_link(path: Path) -> None:
    path.symlink_to("nowhere")


@pytest.mark.parametrize("make", [make_file, make_dangling_link, Path.mkdir])
@pytest.mark.parametrize("has_links", [True, False])
def test_nothing_is_written_over_unless_it_is_meant(
    tmp_path: Path,
    make: Callable[[Path], None],
    has_links: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    if not has_links:
        monkeypatch.setattr(Path, "hardlink_to", refuse)
    path = tmp_path / "a.csv"
    make(path)
    before = path.lstat()
    with pytest.raises(FileExistsError) as raised:
        write_all({path: b"new"}, replacing=False)
    assert raised.value.filename == str(path)
    assert (names_in(tmp_path), path.lstat()) == (["a.csv"], before)


def test_of_several_files_all_are_written_or_none(tmp_path: Path) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text("old")
    with pytest.raises(OSError, match="No such file") as raised:
        write_all({first: b"new", tmp_path / "nowhere" / "b.csv": b"new"})
    assert raised.value.filename == str(tmp_path / "nowhere" / "b.csv")
    assert (names_in(tmp_path), first.read_text()) == (["a.csv"], "old")
    write_all({first: b"new", second: b"newer"})
    assert [one.read_bytes() for one in (first, second)] == [b"new", b"newer"]
    assert [mode_of(one) for one in (first, second)] == [0o600, 0o600]


def test_what_is_ready_is_put_in_its_place_only_when_it_may_be(tmp_path: Path) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text("old")
    seen = []

    def refuse() -> None:
        seen.append((names_in(tmp_path), first.read_text()))
        raise PermissionError

    with pytest.raises(PermissionError):
        write_all({first: iter(["n", "ew"]), second: iter(["nåt"])}, ready=refuse)
    ((names, content),) = seen
    assert (len(names), content) == (3, "old")
    assert (names_in(tmp_path), first.read_text()) == (["a.csv"], "old")
    write_all({first: iter(["n", "ew"]), second: iter(["nåt"])})
    assert [one.read_text() for one in (first, second)] == ["new", "nåt"]


@pytest.mark.parametrize("most", [0, 3, 100])
def test_what_is_put_aside_comes_back_and_leaves_no_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(files, "KEPT_IN_MEMORY", most)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with put_aside(iter(["nåt", "\r\n", "mer"])) as aside:
        assert names_in(tmp_path) == []
        assert aside.read() == "nåt\r\nmer".encode()


def test_a_link_leads_to_the_file_that_is_written(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    target, link = tmp_path / "there" / "a.csv", tmp_path / "link.csv"
    target.write_text("old")
    link.symlink_to(target)
    write_all({link: b"new"})
    assert (link.is_symlink(), target.read_bytes()) == (True, b"new")


def test_a_device_is_written_as_it_is() -> None:
    before = os.stat("/dev/null")  # noqa: PTH116
    write_all({Path("/dev/null"): b"away"})
    assert os.stat("/dev/null").st_mode == before.st_mode  # noqa: PTH116


def test_what_killed_runs_left_in_the_folder_goes_after_an_hour(tmp_path: Path) -> None:
    names = ["b.csv.unfinished-7", "c.db.unfinished-8-journal"]
    others = ["a.unfinished", "new.unfinished-9", "x.unfinished-copy"]
    for name in (*names, *others):
        (tmp_path / name).touch()
        if name != "new.unfinished-9":
            os.utime(tmp_path / name, (0, 0))
    with unfinished(tmp_path / "a.csv"):
        pass
    assert names_in(tmp_path) == others
