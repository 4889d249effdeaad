"""A document and the names that are known beforehand in, every name that the document uses out, with its kind.

The document comes first: what it introduces ("Long Name (ABBR)", "software known as X") and how it uses a name decide;
the lexicon adds kinds, other names and parts, and only for the same body. Two bodies are never merged.
"""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graphkit.language.bodies import Bodies, Body, Page, make_key, read_page, read_pages
from graphkit.language.evidence import find_head_kind, find_name_kind, vote_by_heads, vote_by_pairs, vote_by_use
from graphkit.language.forms import FormIndex, Match, is_fixed, is_numeral, read_gap, split_atoms
from graphkit.language.introductions import Introduction, find_introductions
from graphkit.model import Document, Thing
from graphkit.ontology.kinds import UNKNOWN, Kinds, load_kinds
from graphkit.ontology.names import Name

_NUMBERED = re.compile(r"(?<![\w–—-])[A-Z]{2,8}(?:[/–—-][A-Z]{2,8})* ?[-–—] ?\d{1,4}[A-Z]?\b(?![/–—-]\d)")
#: Kinds whose longer names may be cut to their last words, or to "the" and their head noun.
_WITH_TAILS = ("Organization", "OrganizationalUnit", "System", "Program")
_WITH_SHORT_FORMS = ("Organization", "OrganizationalUnit", "Program", "Policy")
_WITH_PARTS = ("Organization", "OrganizationalUnit", "Thing")
_PLAIN_KINDS = ("Organization", "Activity", "Capability", "Thing")
_WORD = re.compile(r"[^\W_]+")
_NUMBER = r"\d+(?:,\d{3})*[A-Za-z]{0,4}(?:[-–.]\d+)*(?: ?\([A-Za-z0-9]{1,4}\)){0,4}"


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name where it stands, `start` to `end` in the text that was searched, without article and possessive."""

    start: int
    end: int
    thing: Thing
    kind: str


class Part(NamedTuple):
    """`part` is part of `whole`; source: 'document' where its words say so, 'lexicon' where only the lexicon does."""

    part: Thing
    whole: Thing
    source: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A name that may be a misspelling of another: used once, never introduced, one letter away. It is not merged."""

    text: str
    near: str
    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Glossary:
    """Every name that a document uses.

    things    in order of their labels; a label is the form that the document uses most
    part_of   what is part of what, and how that is known
    behind    (organization, thing) that a possessive ties together, as in "CBP's ATS-P"; no claim is made of it
    doubtful  near-misses
    """

    things: tuple[Thing, ...]
    part_of: tuple[Part, ...]
    behind: tuple[tuple[Thing, Thing], ...]
    doubtful: tuple[Doubt, ...]
    _bodies: Bodies
    _owners: tuple[Thing | None, ...]
    _short: dict[str, Thing]

    def find_mentions(self, text: str) -> tuple[NameMention, ...]:
        """A clean text to the names in it, longest first, from left to right."""
        page = read_page(text)
        found: list[NameMention] = []
        for match in self._bodies.index.find(text, page.atoms):
            thing = self._owners[match.owner]
            if thing is not None and not _is_plain_noun(page, match, thing):
                found.append(NameMention(match.start, match.end, thing, thing.kind))
        if self._short:
            found += _find_short_forms(page, self._short, found)
            found.sort(key=lambda mention: mention.start)
        return tuple(found)


def build_glossary(document: Document, names: Sequence[Name], kinds: Kinds | None = None) -> Glossary:
    """A document and the known names to its glossary."""
    kinds = kinds or load_kinds()
    bodies = Bodies()
    pages = read_pages(document)
    reader = _Reader(document, pages, bodies, kinds, names)
    reader.add_introduced()
    reader.add_numbered()
    reader.add_known()
    reader.add_units()
    reader.add_runs()
    reader.vote()
    reader.add_compounds()
    reader.add_tails()
    reader.add_generic()
    reader.drop_parents()
    return reader.finish()


class _Reader:
    """The steps by which the names of one document are gathered, each resting on those before."""

    def __init__(self, document: Document, pages: list[Page], bodies: Bodies, kinds: Kinds, names: Sequence[Name]) -> None:
        self.document = document
        self.pages = pages
        self.bodies = bodies
        self.kinds = kinds
        self.names = names
        self.by_iri = {name.iri: name for name in names}
        self.behind: list[tuple[int, int]] = []
        self.lower = _count_small_words(pages)
        self.present = {atom.small for page in pages for atom in page.atoms}
        self.generic: Counter[str] = Counter()
        self.found: list[tuple[Page, list[Match]]] = []
        self.not_names = frozenset(kinds.cues.get("not_names", {}).get("", ()))
        self.places = frozenset(kinds.cues.get("places", {}).get("", ()))
        self.inside = frozenset(kinds.cues.get("inside_names", {}).get("", ()))
        self.unit_heads = sorted(kinds.cues.get("unit_heads", {}).get("", ()), key=lambda head: (-len(head), head))
        self.modifiers = frozenset(kinds.cues.get("modifiers", {}).get("", ()))
        self.articles = frozenset(kinds.cues.get("articles", {}).get("", ()))
        self.chains: list[tuple[int, int, str]] = []
        self.known_iris: dict[str, int] = {}

    # -------------------------------------------------------------------------------------- introduced names

    def add_introduced(self) -> None:
        found = [(page, list(find_introductions(page.text, page.atoms))) for page in self.pages]
        for page, introductions in found:
            before: tuple[Introduction, Body] | None = None
            for introduction in introductions:
                body = self._add_introduction(introduction)
                if body is not None and before is not None:
                    self._add_chain(page, before, (introduction, body))
                before = (introduction, body) if body is not None else before

    def _add_introduction(self, introduction: Introduction) -> Body | None:
        if introduction.short in self.places or introduction.short.lower() in self.not_names:
            return None
        if introduction.apposition:
            body = self.bodies.make(introduction.short)
            body.vote(self.kinds.find_phrase_kind(introduction.long), 4.0)
            body.introduced = True
            return body
        known = self.bodies.find(introduction.short)
        if known is not None and known.long and not _is_same_long(known, introduction.long):
            body = self.bodies.make(introduction.long, common=introduction.common)
        else:
            body = self.bodies.make(introduction.short, introduction.long, common=introduction.common)
        plain = re.sub(r"^(?:U\.S\.|US|UK|United States) ", "", introduction.long)
        if plain != introduction.long and " " in plain:
            self.bodies.add_form(body, plain)
        body.introduced = True
        if len(introduction.long) > len(body.long):
            body.long = introduction.long
        if introduction.number:
            self.bodies.add_form(body, f"{introduction.short} {introduction.number}")
            self.bodies.add_form(body, f"{introduction.long} {introduction.number}")
            self.bodies.add_form(body, f"{introduction.long} ({introduction.short}) {introduction.number}")
        return body

    def _add_chain(self, page: Page, before: tuple[Introduction, Body], after: tuple[Introduction, Body]) -> None:
        """Two introductions with nothing but a blank or a dash between them."""
        (first, owner), (second, body) = before, after
        gap = page.text[first.after : second.start]
        if owner is body or owner.common or body.common or len(gap) > 4 or read_gap(gap) != " ":
            return
        if first.owner:
            self.behind.append((owner.number, body.number))
            return
        surface = page.text[first.start : second.after]
        self.bodies.add_form(body, surface)
        self.bodies.add_form(body, f"{first.long} {second.long} {second.number}".strip())
        self.chains.append((owner.number, body.number, second.number))
        body.parents.setdefault(owner.number, "document")

    # ----------------------------------------------------------------------------------------- numbered names

    def add_numbered(self) -> None:
        known = {form for name in self.names if name.kind == "Organization" for form in (name.label, *name.names)}
        for page in self.pages:
            for match in _NUMBERED.finditer(page.text):
                self._add_record_system(page, match, known)
        self._add_laws()

    def _add_record_system(self, page: Page, match: re.Match[str], known: set[str]) -> None:
        """ "FBI-022, FBI Data Warehouse System": an agency's numbered system of records, with its title if that follows."""
        agency = re.split(r"[/–— -]", match[0])[0]
        title = self._read_title(page, match.end())
        if agency not in known and self.bodies.find(agency) is None and not title:
            return
        number = re.sub(r"\s*[-–—]\s*(?=\d)", "-", match[0])
        body = self.bodies.make(number)
        body.vote("System", 3.0)
        if title:
            short = re.sub(r"^[Tt]he ", "", title)
            self.bodies.add_form(body, short)
            self.bodies.add_form(body, f"{number}, {title}")
            body.long = body.long or short
            head, _, rest = short.partition(" ")
            if head == agency and len(rest.split()) > 1:
                self.bodies.add_form(body, rest)
                self.bodies.add_form(body, f"{number}, {rest}")

    def _read_title(self, page: Page, end: int) -> str:
        """The capitalised words after a comma or "titled"."""
        if page.text[end : end + 2] != ", ":
            return ""
        first = next((place for place, atom in enumerate(page.atoms) if atom.start >= end + 2), len(page.atoms))
        last = first
        for place in range(first, min(first + 14, len(page.atoms))):
            atom = page.atoms[place]
            if place > first and read_gap(page.gap(place)) != " ":
                break
            if atom.is_capital or atom.key == "e":
                last = place + 1
            elif atom.key not in self.inside:
                break
        if last - first < 2 or page.atoms[first].start > end + 2:
            return ""
        return page.text[page.atoms[first].start : page.atoms[last - 1].end]

    def _add_laws(self) -> None:
        for kind, templates in self.kinds.cues.get("numbered", {}).items():
            for template in templates:
                self._add_template(kind, [form.strip() for form in template.split("|")])

    def _add_template(self, kind: str, forms: list[str]) -> None:
        patterns = []
        for form in forms:
            if not all(_may_be_in(word, self.present) for word in _WORD.findall(form) if word != "N"):
                continue
            number = rf"({_NUMBER})" if form.rstrip().endswith("N") and not form.startswith("N") else r"(\d+[A-Za-z]*)"
            parts = [re.escape(part) for part in re.split(r"\bN\b", form)]
            if kind == "Document":
                number = r"([A-Z]|\d{1,3}(?:-[A-Z\d]{1,4})?)"
            pattern = parts[0]
            for place, part in enumerate(parts[1:]):
                pattern += (number if place == 0 else rf"({_NUMBER})") + part
            patterns.append(re.compile(rf"(?<![\w§]){pattern}(?![\w])"))
        numbered: list[Body] = []
        for page in self.pages:
            for pattern in patterns:
                for match in pattern.finditer(page.text):
                    numbers = match.groups()
                    body = self.bodies.make(match[0], *(_fill(form, numbers) for form in forms))
                    body.fixed = kind
                    numbered.append(body)
        self._add_bare(forms, numbered)

    def _add_bare(self, forms: list[str], numbered: list[Body]) -> None:
        """ "The EO" is the only numbered one, where the word for it is an abbreviation or more than one word."""
        if not numbered or any(body is not numbered[0] for body in numbered):
            return
        for form in forms:
            base = form.removesuffix(" N")
            if "N" in base.split() or not (len(base.split()) > 1 or base.isupper()) or self.bodies.find(base) is not None:
                continue
            pattern = re.compile(rf"\b[Tt]he {re.escape(base)}(?![\w.]| ?\d)")
            if any(pattern.search(page.text) for page in self.pages):
                self.bodies.add_form(numbered[0], base)

    # -------------------------------------------------------------------------------------------- known names

    def add_known(self) -> None:
        """The lexicon's names that the document uses, unless it says that the same short form stands for another body."""
        index, shared = self._index_known()
        used: dict[int, set[str]] = {}
        for page in self.pages:
            for match in index.find(page.text, page.atoms):
                used.setdefault(match.owner, set()).add(page.text[match.start : match.end])
        for form, owners in shared.items():
            named = [number for number in owners if number in used]
            if len(named) == 1:
                used[named[0]].add(form)
            else:
                self._add_shared(form, owners)
        for number in sorted(used):
            if self._is_chance(used[number]):
                continue
            self._add_known_name(self.names[number], used[number])
        for name in (self.names[number] for number in sorted(used)):
            self._add_known_parents(name)

    def _is_chance(self, surfaces: set[str]) -> bool:
        """Two letters that stand once in a document need not be the body that the lexicon knows by them."""
        if any(len(surface) > 2 for surface in surfaces):
            return False
        return sum(atom.key in surfaces for page in self.pages for atom in page.atoms) < 2

    def _index_known(self) -> tuple[FormIndex, dict[str, list[int]]]:
        """The forms that can be in the document, and apart from them those that several names have ("HSE")."""
        owners: dict[str, list[int]] = {}
        for number, name in enumerate(self.names):
            for form in (name.label, *name.names, *name.hidden):
                if all(_may_be_in(word, self.present) for word in _WORD.findall(form)):
                    owners.setdefault(form, []).append(number)
        index = FormIndex()
        for form, numbers in owners.items():
            if len(numbers) == 1:
                index.add(form, numbers[0])
        return index, {form: numbers for form, numbers in owners.items() if len(numbers) > 1}

    def _add_shared(self, form: str, owners: list[int]) -> None:
        """A form of several bodies, of which the document does not tell which it means: only their kind is known."""
        kinds = {self.names[number].kind for number in owners}
        if len(kinds) == 1 and any(self._is_written(form, page) for page in self.pages):
            self.bodies.make(form).vote(kinds.pop(), 1.0)

    def _is_written(self, form: str, page: Page) -> bool:
        return any(atom.key == form for atom in page.atoms)

    def _add_known_name(self, name: Name, surfaces: set[str]) -> None:
        forms = (name.label, *name.names, *name.hidden)
        keys = {_make_sorted(form) for form in forms}
        owners = [body for form in forms if (body := self.bodies.find(form)) is not None]
        same = [body for body in owners if not body.long or _is_known_long(body.long, keys) or name.kind == "Policy"]
        if owners and not same:
            free = [form for form in forms if self.bodies.find(form) is None]
            if not any(_make_plain(surface) in {_make_plain(form) for form in free} for surface in surfaces):
                return
            body = self.bodies.make(*free)
        else:
            body = self.bodies.make(*([same[0].forms[0]] if same else []), *forms)
            for other in same[1:]:
                self._merge(body, other)
        if body.name is None:
            body.name = name
            body.fixed = name.kind
            self.known_iris[name.iri] = body.number

    def _merge(self, body: Body, other: Body) -> None:
        """The lexicon knows two forms as one body: the second one's forms go to the first."""
        if other is body:
            return
        for form in other.forms:
            self.bodies.move_form(form, body)
        for parent, how in other.parents.items():
            body.parents.setdefault(parent, how)
        other.forms = []

    def _add_known_parents(self, name: Name) -> None:
        number = self.known_iris.get(name.iri)
        if number is None:
            return
        for iri in self._list_above(name):
            parent = self.known_iris.get(iri)
            if parent is not None and parent != number:
                self.bodies.all[number].parents.setdefault(parent, "lexicon")
                return

    def _list_above(self, name: Name) -> Iterator[str]:
        """What a name is part of, nearest first."""
        level = list(name.part_of)
        while level:
            yield from level
            level = [above for iri in level if iri in self.by_iri for above in self.by_iri[iri].part_of]

    # ------------------------------------------------------------------------------------ names that recur

    def add_runs(self) -> None:
        """Capitalised words and acronyms inside a sentence that no list knows."""
        runs: Counter[str] = Counter()
        for page in self.pages:
            if page.is_titled:
                continue
            taken = {place for match in self.bodies.find_in(page) for place in range(match.first, match.last)}
            for first, last in self._list_runs(page, taken):
                plain = last - first == 1 and not page.atoms[first].is_acronym
                if plain and last in taken and page.gap(last) == " ":
                    continue
                if first and page.atoms[first - 1].small in ("a", "an") and not page.atoms[first].is_acronym:
                    continue
                runs[page.text[page.atoms[first].start : page.atoms[last - 1].end]] += 1
        for run in sorted(runs, key=lambda form: (len(form.split()), form)):
            self._add_run(run, runs)

    def _list_runs(self, page: Page, taken: set[int]) -> Iterator[tuple[int, int]]:
        place = 0
        while place < len(page.atoms):
            if place in taken or not self._may_start(page, place, taken):
                place += 1
                continue
            last = self._find_run_end(page, place, taken)
            yield place, last
            place = last

    def _may_start(self, page: Page, place: int, taken: set[int]) -> bool:
        atom = page.atoms[place]
        following = page.atoms[place + 1] if place + 1 < len(page.atoms) else None
        if self._is_lettered(page, place):
            return True
        if not atom.is_capital or len(atom.key) < 2 or is_numeral(atom.key):
            return False
        small = atom.small
        if small in self.not_names or atom.key in self.places:
            return False
        if small in self.modifiers and not (following and following.key[0].isupper() and page.gap(place + 1) in (" ", "-")):
            return False
        if place in page.starts and not atom.is_acronym:
            if self.lower.get(small, 0) or self.lower.get(small.removesuffix("s"), 0) or following is None:
                return False
            joined = following.key[0].isupper() and page.gap(place + 1) == " " and place + 1 not in taken
            return joined and following.small not in self.not_names and not following.is_acronym
        return True

    def _is_lettered(self, page: Page, place: int) -> bool:
        """ "e-Rulemaking": a small letter with a hyphen before a capital."""
        if len(page.atoms[place].key) != 1 or place + 1 >= len(page.atoms) or not page.atoms[place].key.islower():
            return False
        return page.gap(place + 1) == "-" and page.atoms[place + 1].key[0].isupper()

    def _find_run_end(self, page: Page, first: int, taken: set[int]) -> int:
        last = first + 1
        place = first + 1
        while place < len(page.atoms) and place not in taken:
            atom, gap = page.atoms[place], page.gap(place)
            if read_gap(gap) != " " or gap in ("–", "—", " – ", " — "):
                break
            if atom.is_capital and atom.key not in self.places:
                if atom.small in self.not_names and place == last:
                    break
                last = place + 1 if atom.small not in self.not_names else last
            elif atom.key.isdigit() or atom.key not in self.inside or place - last > 1:
                break
            elif atom.key == "and" and not self._is_joined(page, first, place):
                break
            place += 1
        return last

    def _is_joined(self, page: Page, first: int, place: int) -> bool:
        """Whether "and" is inside one name: the right part ends with a head noun, the left one with none."""
        left = [atom.key for atom in page.atoms[first:place]]
        right = []
        for at in range(place + 1, min(place + 6, len(page.atoms))):
            if not page.atoms[at].key[0].isupper() or (right and read_gap(page.gap(at)) != " "):
                break
            right.append(page.atoms[at].key)
        if not right or any(is_fixed(key) for key in (*left, *right)):
            return False
        left_head = find_head_kind([key.lower() for key in left], self.kinds)
        right_head = find_head_kind([key.lower() for key in right], self.kinds)
        return left_head == UNKNOWN and (right_head != UNKNOWN or (len(left) > 2 and "of" in left))

    def _add_run(self, run: str, runs: Counter[str]) -> None:
        words = run.split()
        if self.bodies.find(run) is not None or run in self.unit_heads or run.lower() in self.not_names:
            return
        if all(word.lower() in self.not_names or word in self.places for word in words):
            return
        if run.endswith("s") and self.bodies.find(run[:-1]) is not None:
            return
        kind = self.kinds.nouns.get(run.lower(), UNKNOWN)
        if len(words) == 1 and not split_atoms(run)[0].is_acronym:
            if self.lower.get(run.lower(), 0):
                return
            if kind != UNKNOWN and self._is_articled(run):
                self.generic[run] = runs[run]
                return
        elif kind not in (UNKNOWN, "Role"):
            self.generic[run] = runs[run]
            return
        body = self.bodies.make(run)
        body.vote(kind, 1.5)
        if any(find_head_kind([word.lower()], self.kinds) == "Role" for word in words[1:-1]):
            body.vote("Role", 4.0)

    def _is_articled(self, word: str) -> bool:
        """Whether a capitalised noun mostly stands behind an article: "the Board", but "Guardian"."""
        articled = total = 0
        for page in self.pages:
            for place, atom in enumerate(page.atoms):
                if atom.key == word and place and not page.is_titled and not page.atoms[place - 1].is_capital:
                    total += 1
                    articled += page.atoms[place - 1].small in self.articles
        return articled * 2 >= total

    # --------------------------------------------------------------------------------------------- compounds

    def add_compounds(self) -> None:
        """ "ICE HSI", "ATD – ISAP III", "ICE ERO HQ – ATD": names that stand together and are one."""
        for _ in range(2):
            for page in self.pages:
                matches = self.bodies.find_in(page)
                for left, right in zip(matches, matches[1:], strict=False):
                    self._join_names(page, left, right)
        self.add_units()

    def add_units(self) -> None:
        """Parts that an organization's name and a common noun name: "ERO Field Office in Fairfax, Virginia"."""
        for page in self.pages:
            matches = self.bodies.find_in(page)
            for place, match in enumerate(matches):
                self._add_unit(page, match, matches[place + 1] if place + 1 < len(matches) else None)

    def _join_names(self, page: Page, left: Match, right: Match) -> None:
        gap = page.text[left.end : right.start]
        if read_gap(gap) != " ":
            return
        whole, part = self.bodies.all[left.owner], self.bodies.all[right.owner]
        if whole is part or whole.common or part.common:
            return
        surface = page.text[left.start : right.end]
        if any(owner == whole.number and body == part.number for owner, body, _ in self.chains):
            self.bodies.add_form(part, surface)
            return
        if gap != " ":
            return
        if self._is_above(whole, part):
            self.bodies.add_form(part, surface)
            part.parents[whole.number] = "document"
        elif self._looks_like_unit(page, left, right):
            self.bodies.add_form(part, surface)
            part.parents.setdefault(whole.number, "document")

    def _is_above(self, whole: Body, part: Body) -> bool:
        """Whether the first is known to hold the second, by however many steps."""
        level, seen = set(part.parents), set(part.parents)
        while level:
            if whole.number in level:
                return True
            level = {above for number in level for above in self.bodies.all[number].parents} - seen
            seen |= level
        if part.name is None or whole.name is None:
            return False
        return whole.name.iri in self._list_above(part.name)

    def _looks_like_unit(self, page: Page, left: Match, right: Match) -> bool:
        """An organization's name right before another name that was introduced there, or whose head is a part's."""
        whole, part = self.bodies.all[left.owner], self.bodies.all[right.owner]
        if part.name is not None or part.fixed or not self._is_organization(whole):
            return False
        if find_head_kind([part.forms[0].split()[-1].lower()], self.kinds) == "Role":
            return False
        if part.kind in ("OrganizationalUnit", "Organization"):
            return True
        kind = find_name_kind(part.long or part.forms[0], self.kinds)
        surface = page.text[right.start : right.end]
        follows = page.text[right.end : right.end + 2]
        return kind == UNKNOWN and part.kind == UNKNOWN and len(surface.split()) > 1 and (follows[:1] in ".,;)" or follows == " (" or part.introduced)

    def _is_organization(self, body: Body) -> bool:
        return body.kind in ("Organization", "OrganizationalUnit") or (body.kind == UNKNOWN and body.introduced)

    def _add_unit(self, page: Page, match: Match, following: Match | None) -> None:
        """ "ERO Field Office in Fairfax, Virginia", "ERO HQ – ATD"."""
        whole = self.bodies.all[match.owner]
        tail = page.text[match.end :]
        head = next((head for head in self.unit_heads if tail.startswith(f" {head}") and not tail[len(head) + 1 : len(head) + 2].isalnum()), None)
        if head is None or not self._is_organization(whole):
            return
        end = match.end + 1 + len(head)
        if following is not None and following.start < end < following.end:
            return
        place = re.match(r" in [A-Z][\w.]+(?: [A-Z][\w.]+)?(?:, [A-Z]\w+(?: [A-Z]\w+)?)?", page.text[end:])
        if place:
            end += place.end()
        elif following is not None and read_gap(page.text[end : following.start]) == " " and page.text[end : following.start] != " ":
            end = following.end
        body = self.bodies.make(page.text[match.start : end])
        body.fixed = "OrganizationalUnit"
        body.parents[whole.number] = "document"

    def drop_parents(self) -> None:
        """A body before a system or a law is behind it, not the whole that it is part of."""
        for body in self.bodies.all:
            for number in sorted(body.parents):
                whole = self.bodies.all[number]
                fits = body.kind == whole.kind or {body.kind, whole.kind} <= set(_WITH_PARTS)
                if body.parents[number] == "document" and not fits:
                    del body.parents[number]
                    self.behind.append((number, body.number))

    def add_tails(self) -> None:
        """ "Central Records System" is the FBI Central Records System where no other name ends so."""
        for body in list(self.bodies.all):
            if body.name is not None or body.fixed or body.kind not in _WITH_TAILS:
                continue
            for form in list(body.forms):
                words = form.lower().split()
                if len(words) > 1 and find_head_kind(words, self.kinds) != UNKNOWN and self._add_tail(form):
                    break

    def _add_tail(self, form: str) -> bool:
        """Give a form to the one other body that has a name ending with it, if there is one."""
        longer = {
            body.number for body in self.bodies.all
            if body.kind in _WITH_TAILS and any(known.endswith(f" {form}") for known in body.forms)
        }  # fmt: skip
        own = self.bodies.find(form)
        if len(longer) != 1 or (own is not None and own.number in longer):
            return False
        body = self.bodies.all[longer.pop()]
        if own is not None:
            self._merge(body, own)
        else:
            self.bodies.add_form(body, form)
        return True

    def add_generic(self) -> None:
        """ "The Board", with a capital, is the one board that the document names, or the one that it nowhere names in full."""
        self.short = self._find_short_owners()
        for word, count in sorted(self.generic.items()):
            if " " in word:
                self._add_tail(word)
            elif word not in self.short and count > 2 and self.bodies.find(word) is None:
                body = self.bodies.make(word)
                body.fixed = self.kinds.find_kind(word.lower())

    # ------------------------------------------------------------------------------------------------- kinds

    def vote(self) -> None:
        for body in self.bodies.all:
            if body.forms and not body.fixed:
                vote_by_heads(body, self.kinds)
        found = [(page, self.bodies.find_in(page)) for page in self.pages]
        for page, matches in found:
            vote_by_use(page, matches, self.bodies, self.kinds)
        for _ in range(2):
            vote_by_pairs(found, self.bodies)

    # ------------------------------------------------------------------------------------------------ result

    def finish(self) -> Glossary:
        self.found = [(page, self.bodies.find_in(page)) for page in self.pages]
        surfaces = self._count_surfaces()
        owners: list[Thing | None] = [None] * len(self.bodies.all)
        for body in self.bodies.all:
            counts = surfaces.get(body.number)
            if counts and not self._is_noise(body, counts):
                owners[body.number] = _make_thing(body, counts)
        things = tuple(sorted({thing for thing in owners if thing}, key=lambda thing: (thing.label, thing.kind)))
        parts = []
        for body in self.bodies.all:
            part = owners[body.number]
            for number in sorted(body.parents):
                whole = owners[number]
                if part is not None and whole is not None and part != whole:
                    parts.append(Part(part, whole, body.parents[number]))
        behind = [(owners[one], owners[two]) for one, two in self.behind]
        return Glossary(
            things=things,
            part_of=tuple(dict.fromkeys(parts)),
            behind=tuple(dict.fromkeys((one, two) for one, two in behind if one and two)),
            doubtful=tuple(self._list_doubts(surfaces)),
            _bodies=self.bodies,
            _owners=tuple(owners),
            _short={word: thing for word, number in self.short.items() if (thing := owners[number])},
        )

    def _is_noise(self, body: Body, counts: Counter[str]) -> bool:
        """A single capitalised word of which nothing tells what it is."""
        form = body.forms[0] if body.forms else ""
        plain = " " not in form and not any(atom.is_acronym for atom in split_atoms(form))
        return plain and body.kind == UNKNOWN and not body.introduced and sum(counts.values()) < 3

    def _count_surfaces(self) -> dict[int, Counter[str]]:
        surfaces: dict[int, Counter[str]] = {}
        for page, matches in self.found:
            for match in matches:
                surface = " ".join(page.text[match.start : match.end].split())
                body = self.bodies.all[match.owner]
                if surface not in body.forms and surface.endswith("s") and surface[:-1] in body.forms:
                    surface = surface[:-1]
                weight = 0 if page.is_titled and surface not in body.forms else 1
                surfaces.setdefault(match.owner, Counter())[surface] += weight
        return surfaces

    def _list_doubts(self, surfaces: dict[int, Counter[str]]) -> Iterator[Doubt]:
        """Acronyms used once that are one letter away from one that is used more often or introduced."""
        known = [
            form for body in self.bodies.all for form in body.forms
            if form.isalpha() and form.isupper() and (body.introduced or sum(surfaces.get(body.number, Counter()).values()) > 1)
        ]  # fmt: skip
        for index, (page, matches) in enumerate(self.found):
            for match in matches:
                body = self.bodies.all[match.owner]
                form = page.text[match.start : match.end]
                if body.introduced or body.name or len(form) < 3 or not form.isupper() or sum(surfaces[match.owner].values()) != 1:
                    continue
                near = [other for other in known if other != form and _is_near(form, other)]
                if near:
                    yield Doubt(form, sorted(near)[0], index, match.start, match.end)

    def _find_short_owners(self) -> dict[str, int]:
        """Head nouns that stand for one body alone when written with "the" and a capital: "the Bureau"."""
        heads: dict[str, list[int]] = {}
        for body in self.bodies.all:
            if not body.forms or body.kind not in _WITH_SHORT_FORMS:
                continue
            forms = dict.fromkeys(filter(None, (body.long, *body.forms, body.name.label if body.name else "")))
            for form in forms:
                head = _find_head(form)
                fits = head.istitle() and self.kinds.find_kind(head.lower()) in (body.kind, "Organization")
                if fits and self.bodies.find(head) is None and body.number not in heads.setdefault(head, []):
                    heads[head].append(body.number)
        author = self._find_author()
        return {
            head: numbers[0] if len(numbers) == 1 else author
            for head, numbers in sorted(heads.items()) if len(numbers) == 1 or author in numbers
        }  # fmt: skip

    def _find_author(self) -> int:
        page = read_page(self.document.author)
        return next((match.owner for match in self.bodies.find_in(page)), -1)


def _find_head(form: str) -> str:
    """The head noun of a name: the last word before "of" or "for"; '' for a name of one word."""
    words = [atom.key for atom in split_atoms(form)]
    ends = [place for place, word in enumerate(words) if place and word in ("of", "for")]
    return words[min([*ends, len(words)]) - 1] if len(words) > 1 else ""


def _is_plain_noun(page: Page, match: Match, thing: Thing) -> bool:
    """ "Law enforcement" is a noun like others where its abbreviation does not follow; "personally identifiable
    information" is the same kind of data as PII wherever it stands."""
    form = page.text[match.start : match.end]
    if not form.islower() or thing.kind not in _PLAIN_KINDS:
        return False
    return page.text[match.end : match.end + 2] != " ("


def _find_short_forms(page: Page, short: dict[str, Thing], found: Iterable[NameMention]) -> list[NameMention]:
    """ "the Bureau", where no longer name stands."""
    taken = [(mention.start, mention.end) for mention in found]
    mentions = []
    for place, atom in enumerate(page.atoms):
        thing = short.get(atom.key)
        if thing is None or not place or page.atoms[place - 1].key not in ("the", "The") or page.gap(place) != " ":
            continue
        if place + 1 < len(page.atoms) and page.atoms[place + 1].key[0].isupper() and page.gap(place + 1) == " ":
            continue
        if all(atom.end <= start or end <= atom.start for start, end in taken):
            mentions.append(NameMention(atom.start, atom.end, thing, thing.kind))
    return mentions


def _make_thing(body: Body, counts: Counter[str]) -> Thing:
    label = max(counts, key=lambda surface: (counts[surface], surface in body.forms, -list(counts).index(surface)))
    known = (body.name.label, *body.name.names) if body.name else ()
    others = dict.fromkeys([*(surface for surface in counts if surface in body.forms), *filter(None, [body.long]), *body.forms[:6], *known])
    return Thing(body.kind, label, tuple(sorted(other for other in others if other != label)))


def _is_same_long(body: Body, long: str) -> bool:
    one, two = _make_plain(body.long), _make_plain(long)
    return one == two or one.endswith(two) or two.endswith(one) or sorted(one.split()) == sorted(two.split())


def _make_plain(form: str) -> str:
    """A name without "the" and "U.S.", singular, in small letters, to compare two spellings."""
    words = [atom.key.lower() for atom in split_atoms(form)]
    return " ".join(word.removesuffix("s") for word in words if word not in ("the", "us", "united", "states", "of", "and"))


def _is_known_long(long: str, keys: set[str]) -> bool:
    """Whether the lexicon has the long form, or one that only adds a last word to it ("Paperwork Reduction (PRA)")."""
    sorted_long = _make_sorted(long)
    return sorted_long in keys or any(set(sorted_long.split()) < set(key.split()) and len(key.split()) <= 1 + len(sorted_long.split()) for key in keys)


def _make_sorted(form: str) -> str:
    return " ".join(sorted(_make_plain(form).split()))


def _may_be_in(word: str, present: set[str]) -> bool:
    small = word.lower()
    return small in present or len(small) < 3 or f"{small}s" in present


def _fill(form: str, numbers: Sequence[str]) -> str:
    left = list(numbers)
    return re.sub(r"\bN\b", lambda _: left.pop(0) if left else "", form)


def _is_near(one: str, two: str) -> bool:
    """Whether one letter was changed, left out, added, or two neighbours exchanged."""
    if abs(len(one) - len(two)) > (len(one) > 4):
        return False
    start = next((at for at, (left, right) in enumerate(zip(one, two, strict=False)) if left != right), min(len(one), len(two)))
    left, right = one[start:], two[start:]
    return left[1:] == right[1:] or left[1:] == right or left == right[1:] or (left[:2] == right[1::-1] and left[2:] == right[2:])


def _count_small_words(pages: list[Page]) -> Counter[str]:
    """How often each word is written small: what is so written is no name when a sentence opens with it."""
    return Counter(atom.key for page in pages for atom in page.atoms if atom.key.islower())
