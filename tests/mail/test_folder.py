"""Mails as .eml files: who may read them, what they are called, and nothing half-written."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from steg_cli.mail.folder import send_to_folder
from steg_cli.programme.errors import NotDelivered

MESSAGE_ID = "<steg.0123456789abcdef01234567@kommun.se>"
NAME = "steg.0123456789abcdef01234567.eml"
MESSAGE = b"Subject: x\r\n\r\ntext\r\n"
CHECK_FOLDER = "Check the folder, or name another one: steg setting mail.folder FOLDER"

Sentence = tuple[str, str, bool, bool]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that does not exist yet, in another one that does not."""
    return tmp_path / "mails" / "out"


@pytest.fixture
def umask() -> Iterator[Callable[[int], object]]:
    """Set the umask for this test."""
    before = os.umask(0o022)
    yield os.umask
    os.umask(before)


def failure(folder: Path) -> Sentence:
    """Return the sentence, the hint, may_have_arrived and concerns_all."""
    with pytest.raises(NotDelivered) as caught:
        send_to_folder(folder, MESSAGE_ID, MESSAGE)
    error = caught.value
    return str(error), error.hint, error.may_have_arrived, error.concerns_all


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("mask", [0o000, 0o002, 0o022, 0o077])
def test_nobody_else_may_read_a_mail_whatever_the_umask(
    folder: Path, umask: Callable[[int], object], mask: int
) -> None:
    umask(mask)
    assert send_to_folder(folder, MESSAGE_ID, MESSAGE) == str(folder / NAME)
    assert (mode(folder), mode(folder / NAME)) == (0o700, 0o600)


def test_a_folder_that_is_there_stays_as_open_as_it_is(folder: Path) -> None:
    folder.mkdir(parents=True)
    folder.chmod(0o750)
    send_to_folder(folder, MESSAGE_ID, MESSAGE)
    assert (mode(folder), mode(folder / NAME)) == (0o750, 0o600)


def test_a_mail_is_the_only_file_and_holds_every_byte(folder: Path) -> None:
    send_to_folder(folder, MESSAGE_ID, MESSAGE)
    assert [file.name for file in folder.iterdir()] == [NAME]
    assert (folder / NAME).read_bytes() == MESSAGE


@pytest.mark.parametrize(
    ("message_id", "name"),
    [
        ("<steg.a1@kommun.se>", "steg.a1.eml"),
        ("<steg.test.b2@localhost>", "steg.test.b2.eml"),
        ("<../../c3@kommun.se>", ".._.._c3.eml"),
    ],
)
def test_the_name_is_the_message_ids_and_stays_in_the_folder(
    folder: Path, message_id: str, name: str
) -> None:
    assert send_to_folder(folder, message_id, MESSAGE) == str(folder / name)
    assert [file.name for file in folder.iterdir()] == [name]


def test_the_same_mail_written_again_is_the_same_file(folder: Path) -> None:
    send_to_folder(folder, MESSAGE_ID, b"as it was first")
    send_to_folder(folder, MESSAGE_ID, b"as it is now")
    assert [file.read_bytes() for file in folder.iterdir()] == [b"as it is now"]


def test_what_a_killed_run_left_is_written_over(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / NAME).with_suffix(".unfinished").write_bytes(b"much longer than the whole mail is")
    send_to_folder(folder, MESSAGE_ID, MESSAGE)
    assert [(file.name, file.read_bytes()) for file in folder.iterdir()] == [(NAME, MESSAGE)]


def test_a_mail_is_seen_only_when_it_is_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []
    sync = os.fsync

    def look(descriptor: int) -> None:
        seen.append([file.name for file in folder.glob("*.eml")])
        assert os.fstat(descriptor).st_size == len(MESSAGE)
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", look)
    send_to_folder(folder, MESSAGE_ID, MESSAGE)
    assert seen == [[]]
    assert [file.name for file in folder.glob("*.eml")] == [NAME]


def test_a_full_disk_leaves_no_mail_and_the_earlier_one_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    send_to_folder(folder, MESSAGE_ID, b"as it was first")

    def fail(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    assert failure(folder) == (
        f"{folder} could not be written: No space left on device.",
        *(CHECK_FOLDER, False, True),
    )
    assert [(file.name, file.read_bytes()) for file in folder.glob("*.eml")] == [
        (NAME, b"as it was first")
    ]


def test_a_file_in_the_folders_place_is_said_and_kept(tmp_path: Path) -> None:
    file = tmp_path / "mails"
    file.write_text("mine")
    assert failure(file) == (
        f"{file} could not be written: File exists.",
        *(CHECK_FOLDER, False, True),
    )
    assert file.read_text() == "mine"


def test_a_folder_that_may_not_be_written_is_said(
    folder: Path, unprivileged: Callable[[], object]
) -> None:
    folder.mkdir(parents=True)
    folder.chmod(0o500)
    unprivileged()
    sentence, *rest = failure(folder)
    assert sentence.startswith(f"{folder}")
    assert sentence.endswith(" could not be written: Permission denied.")
    assert rest == [CHECK_FOLDER, False, True]
