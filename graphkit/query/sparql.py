"""SPARQL text in, what has to be known about it before it runs out: its form, prefixes, variables and places.

The engine parses; this only cuts the text into tokens, so that keywords inside comments, strings and IRIs are not taken
for keywords. Parameters are bound here too: as VALUES blocks made of RDF terms that the engine itself serialises, in
every group that mentions the variable, which an endpoint understands as well as the built-in engine does.
(pyoxigraph's own `substitutions` only reach variables that the outermost SELECT projects.)
"""
from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Store

from graphkit.errors import QueryError

Term = NamedNode | Literal

#: The kinds of token, tried in this order at each place; 'other' is any single character that starts none of them.
TOKEN = re.compile(
    r'''
      (?P<blank>\s+)
    | (?P<comment>\#[^\r\n]*)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*(?:\\u[0-9A-Fa-f]{4}[^<>"{}|^`\\\x00-\x20]*)*>)
    | (?P<string>"""(?:(?:"|"")?(?:[^"\\]|\\.))*""" | \'\'\'(?:(?:'|'')?(?:[^'\\]|\\.))*\'\'\'
        | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*')
    | (?P<variable>[?$][^\W]\w*)
    | (?P<language>@[A-Za-z]+(?:-+[A-Za-z0-9]+)*)
    | (?P<blanknode>_:\w(?:[\w.\-]*[\w\-])?)
    | (?P<name>(?:[^\W\d_](?:[\w.\-]*[\w\-])?)?:
        (?:[\w:\-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]|\.+(?=[\w:\-%\\]))*)
    | (?P<word>[^\W\d]\w*)
    | (?P<annotation>\{\||\|\})
    | (?P<other>.)
    ''',
    re.VERBOSE | re.DOTALL,
)
UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"])
FORMS = frozenset(["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"])
PLACE = re.compile(r"error at 1:(\d+):")
PADDING = 32  # blanks; no keyword is as long
#: What the engine says in words; all else in its messages is a list of what could have stood in a place.
SPOKEN = re.compile(r"\b[A-Z][a-z]+ (?:[A-Z]+ )?[a-z][^,\[\"]*")


class Token(NamedTuple):
    """A piece of a query: what it is, its text, and where it starts."""

    kind: str
    text: str
    start: int

    @property
    def word(self) -> str:
        """The keyword that it is, in capitals, or ''."""
        return self.text.upper() if self.kind == "word" else ""


class QuerySyntaxError(QueryError):
    """A query that does not parse: `line` and `column` count from 1, `excerpt` is the line with a caret below it."""

    def __init__(self, reason: str, text: str, line: int, column: int, origin: str = "") -> None:
        lines = re.split(r"\r\n|\r|\n", text)
        shown = "".join(c if c.isprintable() else " " for c in (lines[line - 1] if 0 < line <= len(lines) else ""))
        place = f"{origin}: " if origin else ""
        super().__init__(f"{place}syntax error in line {line}, column {column}: {reason}, in: {shown.strip()}")
        self.line, self.column = line, column
        self.excerpt = f"{shown}\n{' ' * (column - 1)}^"


class Query(NamedTuple):
    """A query that parses: its text as written, its form, its variables, and the prefixes that it uses undeclared."""

    text: str
    form: str
    tokens: tuple[Token, ...]
    prefixes: tuple[tuple[str, str], ...] = ()

    @property
    def variables(self) -> tuple[str, ...]:
        """The names of all its variables, each once, in order."""
        return tuple(dict.fromkeys(token.text[1:] for token in self.tokens if token.kind == "variable"))


def split_tokens(text: str) -> tuple[Token, ...]:
    """SPARQL text in, its tokens out, without blanks and comments."""
    found = (Token(match.lastgroup or "other", match.group(), match.start()) for match in TOKEN.finditer(text))
    return tuple(token for token in found if token.kind not in ("blank", "comment"))


def find_place(text: str, offset: int) -> tuple[int, int]:
    """An offset in, line and column out, both from 1."""
    before = re.split(r"\r\n|\r|\n", text[:offset])
    return len(before), len(before[-1]) + 1


def read_query(text: str, prefixes: Mapping[str, str], *, origin: str = "", base: str | None = None) -> Query:
    """SPARQL text and the prefixes that need no declaration in, a checked query out.

    Raises QuerySyntaxError with the place of what does not parse, and QueryError for an update or SERVICE.
    """
    tokens = split_tokens(text)
    form = find_form(tokens, origin)
    refuse_service(text, tokens, origin)
    needed = find_prefixes(text, tokens, prefixes, origin)
    check_syntax(text, tuple(needed.items()), base, origin)
    return Query(text, form, tokens, tuple(needed.items()))


def find_form(tokens: Sequence[Token], origin: str = "") -> str:
    """SELECT, ASK, CONSTRUCT or DESCRIBE; '' where the text has none of them. Raises QueryError on an update."""
    for token in tokens:
        if token.word in FORMS:
            return token.word
        if token.word in UPDATES:
            place = f"{origin}: " if origin else ""
            raise QueryError(f"{place}{token.word} is an update, and graphkit query only reads; nothing was changed")
    return ""


def refuse_service(text: str, tokens: Sequence[Token], origin: str) -> None:
    """Raises QueryError if the query would have another server asked."""
    for token in tokens:
        if token.word == "SERVICE":
            line, column = find_place(text, token.start)
            place = f"{origin}: " if origin else ""
            raise QueryError(f"{place}SERVICE in line {line}, column {column}: a query must not call other servers")


def find_prefixes(text: str, tokens: Sequence[Token], known: Mapping[str, str], origin: str) -> dict[str, str]:
    """The prefixes that the query uses and does not declare, with what they stand for, in order of use."""
    declared: set[str] = set()
    needed: dict[str, str] = {}
    previous = ""
    for token in tokens:
        if token.kind == "name":
            prefix = token.text.partition(":")[0]
            if previous == "PREFIX":
                declared.add(prefix)
            elif prefix not in declared:
                if prefix not in known:
                    reason = f"the prefix {prefix}: is not declared"
                    raise QuerySyntaxError(reason, text, *find_place(text, token.start), origin=origin)
                needed[prefix] = known[prefix]
        previous = token.word
    return needed


@cache
def build_empty_store() -> Store:
    """A store without a triple, on which queries are tried."""
    return Store()


def check_syntax(text: str, prefixes: tuple[tuple[str, str], ...], base: str | None, origin: str) -> None:
    """Raises QuerySyntaxError where the text does not parse; the query is tried on a store without a triple."""
    try:
        build_empty_store().query(text, prefixes=dict(prefixes), base_iri=base)
    except SyntaxError as error:
        reason, offset = find_reason(text, str(error), prefixes, base)
        raise QuerySyntaxError(reason, text, *find_place(text, offset), origin=origin) from None
    except (RuntimeError, ValueError, OSError):
        return  # a sound text that this engine cannot run, for want of a function, say: an endpoint may be able to


def find_reason(text: str, message: str, prefixes: tuple[tuple[str, str], ...], base: str | None) -> tuple[str, int]:
    """Text that does not parse and the engine's message in, a reason and the offset of its place out."""
    tokens = split_tokens(text)
    for token in tokens:
        if token.kind == "other" and token.text in "\"'":
            return "the string that starts here is not closed", token.start
    spoken = SPOKEN.search(message)
    if spoken:  # a query of sound grammar, for which the engine gives no place of use
        start = next((token.start for token in tokens if token.word and token.word in spoken.group()), 0)
        return spoken.group().strip(), start
    wrong = find_wrong_token(tokens, prefixes, base)
    if wrong is None:
        return "the query ends too early", tokens[-1].start + len(tokens[-1].text) if tokens else 0
    return f"unexpected {wrong.text[:40]!r}", wrong.start


def find_wrong_token(tokens: Sequence[Token], prefixes: tuple[tuple[str, str], ...], base: str | None) -> Token | None:
    """The token at which the engine cannot go on; None where that is the end.

    The engine gives the furthest character that it looked at, and for a keyword that could stand at a place it looks as
    far ahead as the keyword is long. So it is asked again with more blanks than that between the tokens.
    """
    padded, starts, end = "", list[int](), 0
    for token in tokens:
        if token.start > end or token.text in "{}" or padded[-1:] in "{}":
            padded += " " * PADDING
        starts.append(len(padded))
        padded += token.text
        end = token.start + len(token.text)
    padded += " " * PADDING
    try:
        build_empty_store().query(padded, prefixes=dict(prefixes), base_iri=base)
    except SyntaxError as error:
        match = PLACE.search(str(error))
        offset = int(match[1]) - 1 if match else len(padded)
        return None if offset >= len(padded) else tokens[max(bisect_right(starts, offset) - 1, 0)]
    return None


def bind_params(query: Query, params: Mapping[str, Term]) -> str:
    """A query and a term for some of its variables in, the text of the query with them bound out.

    Raises QueryError for a name that is no variable of the query, or one that the query computes itself.
    """
    for name in params:
        check_param(query, name)
    edits: dict[int, list[str]] = {}
    for name, term in sorted(params.items()):
        block = f" VALUES ?{name} {{ {term} }} "
        for offset in find_openings(query, name):
            edits.setdefault(offset, []).append(block)
    text = query.text
    for offset in sorted(edits, reverse=True):
        text = text[:offset] + "".join(edits[offset]) + text[offset:]
    return text


def check_param(query: Query, name: str) -> None:
    """Raises QueryError where the query has no such variable, or gives it a value itself."""
    if name not in query.variables:
        known = ", ".join(f"?{variable}" for variable in query.variables) or "none"
        raise QueryError(f"parameter {name}: the query has no variable ?{name}; its variables: {known}")
    for before, token in zip(query.tokens, query.tokens[1:], strict=False):
        if token.kind == "variable" and token.text[1:] == name and before.word == "AS":
            raise QueryError(f"parameter {name}: the query computes ?{name} itself, so that it cannot be given")


class _Group:
    """A brace that is open while the tokens of a query are walked: the offset behind it, whether a VALUES block may
    stand there, and whether the variable in question has been mentioned in it."""

    __slots__ = ("mentions", "opening", "takes")

    def __init__(self, opening: int, takes: bool, mentions: bool) -> None:
        self.opening, self.takes, self.mentions = opening, takes, mentions


def find_openings(query: Query, name: str) -> Iterator[int]:
    """The offsets at which a block that binds ?name must stand: the start of the query's own group, and of every
    group that mentions the variable; or the end of the text where the query has no group of its own."""
    tokens, stack, found = query.tokens, list[_Group](), False
    for index, token in enumerate(tokens):
        if token.kind == "other" and token.text == "{":
            following = tokens[index + 1].word if index + 1 < len(tokens) else ""
            takes = is_pattern(tokens, index) and following != "SELECT"
            own = takes and not found and not any(group.takes for group in stack)
            stack.append(_Group(token.start + 1, takes, own))
            found = found or own
        elif token.kind == "other" and token.text == "}" and stack:
            group = stack.pop()
            if group.mentions and group.takes:
                yield group.opening
        elif token.kind == "variable" and token.text[1:] == name:
            for group in stack:
                group.mentions = True
    if not found:
        yield tokens[-1].start + len(tokens[-1].text)


def is_pattern(tokens: Sequence[Token], index: int) -> bool:
    """Whether the brace at `index` opens a group pattern: not the data of VALUES, nor a template of CONSTRUCT."""
    if tokens[index - 1].word == "CONSTRUCT" or is_short_construct(tokens, index):
        return False
    one_variable = index > 1 and tokens[index - 1].kind == "variable" and tokens[index - 2].word == "VALUES"
    return not one_variable and not closes_variable_list(tokens, index)


def is_short_construct(tokens: Sequence[Token], index: int) -> bool:
    """Whether the brace at `index` opens the only one of CONSTRUCT WHERE { … }: a template and the pattern at once."""
    forms = [place for place in range(index) if tokens[place].word == "CONSTRUCT"]
    return bool(forms) and not any(token.text == "{" for token in tokens[forms[0] : index])


def closes_variable_list(tokens: Sequence[Token], index: int) -> bool:
    """Whether VALUES and a list of variables in parentheses stand before the brace at `index`."""
    place = index - 1
    if place < 0 or tokens[place].text != ")":
        return False
    while place >= 0 and tokens[place].text != "(":
        if tokens[place].text != ")" and tokens[place].kind != "variable":
            return False
        place -= 1
    return place > 0 and tokens[place - 1].word == "VALUES"


def declare_prefixes(text: str, prefixes: Sequence[tuple[str, str]]) -> str:
    """Text in, the same with prefixes declared before its first line, whose number stays what it was, out."""
    return "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in prefixes) + text
