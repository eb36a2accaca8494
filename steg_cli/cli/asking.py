"""Questions at a terminal: one at a time, each answer checked at once.

A question that has choices shows them with numbers. An answer is a number, a name or the beginnings
of its words, a code, or a word in either language, without regard to case and accents. Enter takes
the default. What cannot be read, or what a rule refuses, is said, and the question asked again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from steg_cli.actions.recording import discreetly
from steg_cli.actions.results import Done
from steg_cli.cli.declined import Declined, Interrupted
from steg_cli.cli.face import NO_DEFAULT, Face, Format
from steg_cli.programme.errors import N_, Malformed, Refused, Remedy, StegError, allows, refusal
from steg_cli.programme.frozen import frozen, replace
from steg_cli.programme.names import begins
from steg_cli.programme.people import Person
from steg_cli.programme.remedies import ANOTHER_NUMBER
from steg_cli.programme.values import plain, read_reason
from steg_cli.texts import Texts

MOST_SHOWN = 15  # choices, so that the question is still on a screen of 24 lines
MOST_MEANT = 5  # of the choices that an answer could mean
YES, NO = ("y", "yes", "j", "ja"), ("n", "no", "nej")
LEAVING = (*NO, "q", "quit", "exit", "cancel", "stop", "avbryt", "sluta", "stopp")
NOTHING = (*NO, "none", "ingen", "inget", "-")

T = TypeVar("T")


class Pick(NamedTuple, Generic[T]):
    """One choice: its value, what it is called, what else is typed for it, what stands beside."""

    value: T
    name: str
    also: tuple[str, ...] = ()
    beside: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that it can be called."""
        return (self.name, *self.also)


class Instead(Declined):
    """Instead of a reason for an exception, another answer to the question was given."""

    def __init__(self, answer: str) -> None:
        super().__init__(N_("Nothing was changed."))
        self.answer = answer


class Enter(NamedTuple, Generic[T]):
    """What Enter alone means, and how that is shown; 0 and no mean it too if it `is_nothing`."""

    value: T
    shown: str
    is_nothing: bool = False


@frozen
class Question(Generic[T]):
    """What is asked, in the user's language, and how an answer is read.

    `read` takes an answer that is none of the `picks`. Whatever was answered goes through `check`.
    Both raise what is wrong.
    """

    text: str
    read: Callable[[str], T] | None = None
    picks: Sequence[Pick[T]] = ()
    enter: Enter[T] | None = None
    check: Callable[[T], object] | None = None

    def _is_nothing(self, answer: str) -> bool:
        """Say whether an answer is a word for nothing, and cannot begin the name of a choice."""
        return answer == "0" or (not self.picks and answer.casefold() in NOTHING)

    def value(self, answer: str) -> T:
        """Return what an answer means, before it is checked."""
        enter = self.enter
        if enter is not None and (not answer or (enter.is_nothing and self._is_nothing(answer))):
            return enter.value
        if not answer:
            raise Malformed(NO_DEFAULT)
        meant = picked(answer, self.picks) if self.picks else []
        if len(meant) == 1:
            return meant[0].value
        if meant:
            names = [one.name for one in meant]
            raise Malformed(
                N_("{text} can be {names}."),
                N_("Write more of it, or its number."),
                text=answer,
                names=", ".join(names[:MOST_MEANT]) + (" …" if names[MOST_MEANT:] else ""),
            )
        if self.read is not None and not (self.picks and answer.isdigit()):
            return self.read(answer)
        raise Malformed(
            N_("{text} is none of the choices."),
            N_("Write the number of one, or how its name begins."),
            text=answer,
        )


def ask(face: Face, question: Question[T], answered: str | None = None) -> T:
    """Ask until an answer can be read and no rule refuses it. Ctrl-C raises Interrupted.

    `answered` is an answer that was given already.
    """
    prompt = question.text
    if question.picks:
        face.say("\n".join([question.text, *_numbered(question.picks, face.t)]))
        prompt = face.t(N_("Number or name"))
    if question.enter is not None and question.enter.shown:
        prompt += f" [{question.enter.shown}]"
    while True:
        answer = face.ask(prompt).strip() if answered is None else answered
        answered = None
        try:
            value = question.value(answer)
            if question.check is not None:
                question.check(value)
        except Interrupted:
            raise
        except Instead as other:
            answered = other.answer
        except Declined:  # to give a reason for this answer
            continue
        except StegError as error:
            say_why(face, error, answer)
        else:
            return value
        finally:
            face.understood.pop(answer, None)  # the sentence at the end shows the day


def yes_or_no(face: Face, text: str, *, default: bool = False) -> Question[bool]:
    """Ask for yes or no, in either language; nothing else is taken for one of them."""
    shown = face.t(N_("Y/n")) if default else face.t(N_("y/N"))
    return Question(text, read=_read_yes, enter=Enter(default, shown))


def _read_yes(answer: str) -> bool:
    if answer.casefold() in YES:
        return True
    if answer.casefold() in NO:
        return False
    raise Malformed(N_("{text} is neither yes nor no."), N_("Write yes or no."), text=answer)


def _read_reason(answer: str) -> str:
    """Return why an exception is made; a number or a day alone is no reason."""
    if any(c.isalpha() for c in answer):
        return read_reason(answer)
    raise Malformed(
        N_("{text} does not tell why an exception is made."),
        N_("Write the reason in words, or leave it empty."),
        text=answer,
    )


def _answers(question: Question[Any], answer: str) -> bool:
    """Say whether something can be read as an answer; yes and no are not, to another question."""
    return question.read is not _read_yes and allows(question.value, answer)


def enter_for(choices: Sequence[Pick[T]], default: T | None) -> Enter[T] | None:
    """Return that Enter alone means the choice `default`, shown as its number and name."""
    for number, one in enumerate(choices, 1):
        if default is not None and one.value == default:
            return Enter(one.value, f"{number} {one.name}")
    return None


def picked(answer: str, picks: Sequence[Pick[T]]) -> list[Pick[T]]:
    """Return the choices that an answer can mean: by number or whole name, else by beginnings.

    The name that is shown goes before other words for it: beginnings of those count where no
    shown name begins so. What begins with 0 is a whole case reference or nothing: 0 begins all.
    """
    exact = [
        one
        for number, one in enumerate(picks, 1)
        if answer == str(number) or plain(answer) in map(plain, one.names)
    ]
    if answer.isdigit() and answer.startswith("0"):
        return exact
    return (
        exact
        or [one for one in picks if begins(answer, one.name)]
        or [one for one in picks if any(begins(answer, name) for name in one.also)]
    )


def say_why(face: Face, error: StegError, answer: str = "") -> None:
    """Say what is wrong with an answer.

    What would allow it is said too, but not as options: the question that comes again is the way.
    Whoever seems to want to break off is told how.
    """
    known = error.remedy is None or error.remedy == ANOTHER_NUMBER
    hint = face.hint(error) if known else face.hint_at_year(error)
    face.say(" ".join(filter(None, (face.t.error(error), hint))))
    if answer.casefold() in LEAVING:
        face.tell(N_("Ctrl-C breaks off; nothing is changed."))


def _numbered(picks: Sequence[Pick[T]], t: Texts) -> Iterator[str]:
    """Yield a line for each choice, and how many there are besides."""
    width = max((len(one.name) for one in picks[:MOST_SHOWN]), default=0)
    for number, one in enumerate(picks[:MOST_SHOWN], 1):
        yield f"  {number:>2}  {one.name.ljust(width)}  {one.beside}".rstrip()
    if len(picks) > MOST_SHOWN:
        more = len(picks) - MOST_SHOWN
        yield "      " + t.plural(
            "and {count} more: write how its name begins",
            "and {count} more: write how the name begins",
            more,
        )


def concerning(person: Person, rule: Callable[[], object], *remedies: Remedy) -> None:
    """Try a rule or a move, and raise what it refuses if one of the remedies would allow it.

    A remedy that is not named lies in what is asked later; without one there is no way but another
    answer. Where a protected person is stays hidden.
    """
    error = refusal(rule)
    if error is not None and (error.remedy is None or error.remedy in remedies):
        with discreetly(person):
            raise error


class Dialogue:
    """The questions of one command, and its end: what will happen, and a yes.

    Where nothing had to be asked, nothing is asked at the end either: whoever writes a whole
    command, by hand or in a script, means it, and is asked for the reason for an exception alone.
    Such a reason covers what the rule that asked refuses, and nothing else; one that stands on the
    line covers everything.
    """

    def __init__(self, face: Face, exception: str | None = None, *, excepts: bool = True) -> None:
        self.face = face
        self.excepts = excepts
        self.asked = False
        self.whom: int | None = None  # the case that the questions are about
        self._on_the_line = exception
        self._reasons: dict[Remedy, tuple[Refused, str]] = {}  # by what would have allowed it

    @property
    def exception(self) -> str | None:
        """Every reason that was given, to be recorded."""
        if self._on_the_line is not None:
            return self._on_the_line
        given = dict.fromkeys(reason for _, reason in self._reasons.values())
        return "; ".join(given) or None

    def value(self, given: object | None, question: Question[T]) -> T:
        """Return what was given on the line, read and checked, or else what is answered."""
        asked = replace(question, check=self._or_reason(question))
        if given is None:
            self.asked = True
            return ask(self.face, asked)
        value = replace(question, enter=None).value(str(given))
        try:
            if asked.check is not None:
                asked.check(value)
        except Instead as other:
            return ask(self.face, asked, other.answer)
        return value

    def check(self, value: T, rule: Callable[[T], object]) -> None:
        """Ask a rule about a value that stands on the line, and for a reason if one would do."""
        check = self._or_reason(Question("", check=rule))
        assert check is not None
        check(value)

    def agrees(self, given: bool, question: Question[bool]) -> bool:
        """Return whether something was said on the line, or else is agreed to."""
        return given or self.value(None, question)

    def _or_reason(self, question: Question[T]) -> Callable[[T], object] | None:
        """Return the question's check, which lets through what there is a reason for."""
        check = question.check
        if check is None:
            return None

        def checked(value: T) -> None:
            try:
                check(value)
            except Refused as error:
                if self.excepted(error):
                    return
                known = self._reasons.copy()
                self._except(error, question)
                try:
                    checked(value)
                except StegError:  # the answer that the reason was for will not do anyway
                    self._reasons = known
                    raise

        return checked

    def excepted(self, error: Refused) -> bool:
        """Say whether there is a reason for an exception from what a rule refuses."""
        remedy = error.remedy
        if remedy is None or not remedy.is_exception:
            return False
        return self._on_the_line is not None or remedy in self._reasons

    def _except(self, error: Refused, question: Question[Any] | None = None) -> None:
        """Ask for a reason if an exception would do; raise the refusal if not, Declined if none.

        Raises Instead for what can be read as another answer to the question.
        """
        remedy = error.remedy
        if remedy is None or not remedy.is_exception or not self.excepts or self.excepted(error):
            raise error
        self.face.say(self.face.t.error(error))
        self.asked = True

        def read(answer: str) -> str | Instead:
            if question is not None and _answers(question, answer):
                return Instead(answer)
            return "" if answer.casefold() in NO else _read_reason(answer)

        text = self.face.t(N_("The reason for an exception (Enter: none is made)"))
        why: Question[str | Instead] = Question(text, read=read, enter=Enter("", ""))
        reason = ask(self.face, why)
        if isinstance(reason, Instead):
            told = N_("{answer} is taken for an answer to the question, not for a reason.")
            self.face.tell(told, answer=reason.answer)
            raise reason
        if not reason:
            raise Declined(N_("Nothing was changed."))
        self._reasons[remedy] = (error, reason)

    def _say_exceptions(self) -> None:
        """Say from which rules exceptions are made, and why."""
        t = self.face.t
        for error, reason in self._reasons.values():
            told = N_("Exception: {rule} Reason: {reason}")
            self.face.tell(told, rule=t.error(error), reason=reason)
        if self._on_the_line is not None:
            self.face.tell(N_("Reason for an exception: {reason}"), reason=self._on_the_line)

    def finish(
        self,
        act: Callable[[bool], Done[Any]],
        sentence: Callable[[Any], str],
        format_: Format | None,
        *,
        dry_run: bool,
        yes: bool,
        enter: bool = True,
    ) -> None:
        """Do what was asked for, after saying in a sentence what that is and asking for a yes.

        `act` does it, or tries it when called with True: the sentence is made of what came out, so
        that a rule refuses before anybody says yes. `enter` is what Enter alone means: yes, unless
        what is recorded is ended or taken away. What was told before the question is not told
        again after it, but for what to type next.
        """
        if not self.asked:
            self.face.done(self._tried(act, dry_run=dry_run), format_, dry_run=dry_run)
            return
        plan = self._tried(act, dry_run=True)
        if dry_run:
            self.face.done(plan, format_, dry_run=True)
            return
        if not yes:
            self.face.say(sentence(plan.result))
            self._say_exceptions()
            self.face.notes(plan.notes)
            if not self.face.agrees(self.face.t(N_("Go ahead?")), default=enter):
                raise Declined(N_("Nothing was changed."))
        done = act(False)
        told = () if yes else plan.notes
        notes = tuple(one for one in done.notes if one not in told or "steg " in one.message)
        self.face.done(replace(done, notes=notes), format_)

    def _tried(self, act: Callable[[bool], Done[Any]], *, dry_run: bool) -> Done[Any]:
        try:
            return act(dry_run)
        except Refused as error:
            if not self.face.can_ask:
                raise
            self._except(error)
            return act(dry_run)
