"""Finding people by the words of their names, however many people there are.

The table `name_word` holds for each name its words, folded as names are compared (see
`programme.names`), and the whole of them, sorted, each after a space. SQLite cannot fold: its
triggers take away what a name that was altered had, and put an empty word there instead, whoever
writes. The end of each change splits those names; until then they are read to see who is meant.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator

from steg_cli.programme.names import begins, begins_or_slips, is_near, readings, same_words
from steg_cli.register.arrays import array_of

AT_ONCE = 1_000  # names in memory
BEFORE_WORDS, AFTER_WORDS = "!", "\U0010ffff"  # each letter and digit comes between them

_NOT_SPLIT = "SELECT participant_id FROM main.name_word WHERE word = ''"
# The words in a range: one seek for each, of however many people it is.
_WORDS = """WITH RECURSIVE known (word) AS (
        SELECT min(word) FROM main.name_word WHERE word >= :first AND word < :after
        UNION ALL
        SELECT (SELECT min(word) FROM main.name_word WHERE word > known.word AND word < :after)
        FROM known WHERE known.word IS NOT NULL)
    SELECT word FROM known WHERE word IS NOT NULL"""
_WITH_ONE = """SELECT one.participant_id FROM json_each(?)
    CROSS JOIN main.name_word AS one WHERE one.word = json_each.value"""
_AND_ONE = """EXISTS (SELECT 1 FROM main.name_word AS other
    WHERE other.participant_id = one.participant_id
        AND +other.word IN (SELECT value FROM json_each(?)))"""


def split_names(connection: sqlite3.Connection) -> None:
    """Note the words of every name that is new or was altered."""
    query = f"""SELECT id, CAST(name AS BLOB) FROM main.participant
        WHERE id IN ({_NOT_SPLIT} LIMIT {AT_ONCE})"""
    while rows := connection.execute(query).fetchall():
        connection.executemany(
            "INSERT OR IGNORE INTO main.name_word (word, participant_id) VALUES (?, ?)",
            [(word, case) for case, name in rows for word in _entries(name)],
        )
        connection.executemany(
            "DELETE FROM main.name_word WHERE word = '' AND participant_id = ?",
            [(row[0],) for row in rows],
        )


def not_split_right(connection: sqlite3.Connection) -> Iterator[int]:
    """Yield whose words are not those of their names, or who has words and is not there."""
    from steg_cli.register.damage import as_bytes_are

    query = """SELECT id, CAST(name AS BLOB), (
            SELECT json_group_array(word) FROM name_word WHERE participant_id = participant.id)
        FROM participant WHERE id > 0 UNION ALL
        SELECT participant_id, NULL, json_group_array(word) FROM name_word
        WHERE participant_id NOT IN (SELECT id FROM participant WHERE id > 0) GROUP BY 1"""
    from json import loads

    with as_bytes_are(connection):
        rows = connection.execute(query).fetchall()
    for case, name, words in rows:
        noted = set(loads(words))
        if name is None or not (noted == {""} or noted == _entries(name)):
            yield case


def split_right(connection: sqlite3.Connection) -> None:
    """Split the names again whose words are not theirs."""
    for case in not_split_right(connection):
        connection.execute("DELETE FROM name_word WHERE participant_id = ?", (case,))
        connection.execute(
            "INSERT INTO name_word (word, participant_id) SELECT '', id FROM participant "
            "WHERE id = ? AND id > 0",
            (case,),
        )
    split_names(connection)


def _entries(name: bytes) -> set[str]:
    text = _text(name)
    return {word for words in readings(text) for word in words} | _wholes(text)


def _text(name: bytes) -> str:
    return name.decode(errors="replace")  # another program may have written what is no text


def _wholes(name: str) -> set[str]:
    return {"".join(f" {word}" for word in sorted(words)) for words in readings(name) if words}


def same_name(connection: sqlite3.Connection, name: str) -> list[int]:
    """Return who has the same name, by case; see `same_words`."""
    query = f"SELECT participant_id FROM ({_WITH_ONE})"
    found = {row[0] for row in connection.execute(query, (array_of(_wholes(name)),))}
    return sorted(found.union(_not_split(connection, lambda other: same_words(name, other))))


def beginning_so(connection: sqlite3.Connection, typed: str) -> list[int]:
    """Return whose name has, for each word that was typed, another one that it begins, by case."""

    def beginning(part: str) -> Collection[str]:
        return _words_from(connection, part)

    def suits(name: str) -> bool:
        return begins(typed, name)

    found = _with_words(connection, typed, beginning)
    if any(len(parts) > 1 for parts in readings(typed)):  # they could find the same word
        found = set(_whose(connection, found, suits))
    return sorted(found.union(_not_split(connection, suits)))


def nearly_so(connection: sqlite3.Connection, typed: str, *, inside: bool) -> Iterator[int]:
    """Yield who may be offered for a name that nobody has, by case; see `is_near`."""

    def near(part: str) -> Collection[str]:
        words = _words_from(connection, "" if inside else part[0])
        return [word for word in words if begins_or_slips(part, word, inside=inside)]

    found = _with_words(connection, typed, near).union(
        row[0] for row in connection.execute(_NOT_SPLIT)
    )
    return _whose(connection, found, lambda name: is_near(typed, name, inside=inside))


def _words_from(connection: sqlite3.Connection, beginning: str) -> list[str]:
    """Return the words with a beginning that anybody's name has."""
    between = {"first": beginning or BEFORE_WORDS, "after": beginning + AFTER_WORDS}
    return [row[0] for row in connection.execute(_WORDS, between)]


def _with_words(
    connection: sqlite3.Connection, typed: str, suiting: Callable[[str], Collection[str]]
) -> set[int]:
    """Return who has, for each part of one reading of what was typed, a word that suits it."""
    found: set[int] = set()
    for parts in readings(typed):
        words = sorted(map(suiting, parts), key=len)  # the rarest first
        if words and words[0]:
            query = " AND ".join([_WITH_ONE, *[_AND_ONE] * (len(words) - 1)])
            rows = connection.execute(query, [array_of(one) for one in words])
            found.update(row[0] for row in rows)
    return found


def _not_split(connection: sqlite3.Connection, suits: Callable[[str], bool]) -> Iterator[int]:
    """Yield who is meant of those whose names are not split."""
    return _whose(connection, [row[0] for row in connection.execute(_NOT_SPLIT)], suits)


def _whose(
    connection: sqlite3.Connection, cases: Iterable[int], suits: Callable[[str], bool]
) -> Iterator[int]:
    """Yield the cases of those whose names suit, in order."""
    query = """SELECT id, CAST(name AS BLOB) FROM participant
        WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"""
    ordered = sorted(cases)
    for start in range(0, len(ordered), AT_ONCE):
        rows = connection.execute(query, (array_of(ordered[start : start + AT_ONCE]),)).fetchall()
        yield from (case for case, name in rows if suits(_text(name)))
