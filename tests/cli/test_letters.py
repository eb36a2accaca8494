"""steg report notices --letters: who has a letter, and that nothing is written over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Steg


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "under" / "brev"


def written(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir() if not file.name.startswith("brev."))


LETTERS = [
    f"S-000{case}.{kind}" for case in ("1-2024-02-29", "2-2023-08-31") for kind in ("html", "txt")
]
HIDDEN = "1 person with a protected identity has no letter: add --include-protected.\n"


def test_everybody_without_notice_has_a_letter(
    steg: Steg, folder: Path, secrets: tuple[str, ...]
) -> None:
    steg("--version")
    code, out, err = steg("report", "notices", "--letters", str(folder))

    assert (code, [line.split()[0] for line in out.splitlines()]) == (
        0,
        ["case", "S-0002", "S-0003", "S-0001"],
    )
    assert err == (
        f"New in {folder}: brev.html, brev.txt, from which letters are made. "
        "Change them as you like.\n"
        f"2 letters were written to {folder}.\n{HIDDEN}"
    )
    assert written(folder) == LETTERS
    assert {file.stat().st_mode & 0o777 for file in folder.iterdir()} == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700
    everything = "".join(file.read_text(encoding="utf-8") for file in folder.iterdir())
    assert [one for one in (*secrets, "S-0003") if one in everything] == []
    assert "Your employment as serviceassistent (Solgården) began on 2023-03-01\n" in everything


def test_what_is_there_stays_and_a_changed_template_is_used(steg: Steg, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "brev.txt").write_text("\ufeffHej $name, $last_day!", encoding="utf-8")
    (folder / "S-0002-2023-08-31.html").write_text("mine", encoding="utf-8")
    (folder / "S-0002-2023-08-31.txt").write_text("mine", encoding="utf-8")
    command = ("report", "notices", "--letters", str(folder), "--format", "json")
    err = steg(*command)[2]
    assert err == (
        f"New in {folder}: brev.html, from which letters are made. Change them as you like.\n"
        f"1 letter was written to {folder}.\n"
        "1 letter was there already and is left as it is: move it away to write it anew.\n" + HIDDEN
    )
    texts = {name: (folder / name).read_text(encoding="utf-8") for name in LETTERS}
    assert texts["S-0001-2024-02-29.txt"] == "Hej Anna Alm, 2024-02-29!"
    assert texts["S-0002-2023-08-31.txt"] == texts["S-0002-2023-08-31.html"] == "mine"
    assert steg(*command)[2].startswith(f"0 letters were written to {folder}.\n2 letters were ")


def test_who_has_notice_or_needs_none_has_no_letter(steg: Steg, folder: Path) -> None:
    steg("notice", "1", "--given", "2024-01-12")
    steg("report", "notices", "--letters", str(folder), "--include-protected")
    assert {name[:6] for name in written(folder)} == {"S-0002", "S-0003"}
    protected = (folder / "S-0003-2024-01-31.txt").read_text(encoding="utf-8")
    assert "Zäta Qvarnskog" in protected
    steg("setting", "notice.BEA", "none")
    assert steg("report", "notices", "--letters", str(folder / "x"))[2].splitlines()[-1] == (
        f"0 letters were written to {folder / 'x'}."
    )


def test_the_letters_are_in_swedish_too(steg: Steg, folder: Path) -> None:
    told = steg("rapport", "besked", "--brev", str(folder), lang="sv")[2]
    assert f"\n2 brev skrevs i {folder}.\n1 person med skyddad identitet får inget brev" in told
    letter = (folder / "S-0001-2024-02-29.txt").read_text(encoding="utf-8")
    assert "Till Anna Alm\nÄrende S-0001\n" in letter


@pytest.mark.parametrize(
    ("template", "told"),
    [
        (b"Hej $namn", "Error: brev.txt has the place $namn, which no letter knows.\n"),
        (b"Hej \xe5", "Error: {folder}/brev.txt is not written in UTF-8.\n"),
    ],
)
def test_a_template_that_cannot_be_filled_in_writes_no_letter(
    steg: Steg, folder: Path, template: bytes, told: str
) -> None:
    folder.mkdir(parents=True)
    (folder / "brev.txt").write_bytes(template)
    code, _, err = steg("report", "notices", "--letters", str(folder))
    assert (code, written(folder)) == (1, [])
    assert err.startswith(told.format(folder=folder))


def test_a_file_is_no_folder_and_other_reports_have_no_letters(steg: Steg, tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    file.write_text("mine", encoding="utf-8")
    assert steg("report", "notices", "--letters", str(file))[0] == 3
    assert file.read_text(encoding="utf-8") == "mine"
    for name in (("cohorts",), ()):
        code, _, err = steg("report", *name, "--letters", str(tmp_path / "new"))
        assert (code, err.splitlines()[0].startswith("Error: --letters does not go with")) == (
            2,
            True,
        )
    assert not (tmp_path / "new").exists()
