"""A clause and the frame that it fits in, the roles of its claim out: recipient, means, purpose, restriction …"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set

from graphkit.claims.cues import ClaimCues
from graphkit.claims.fillers import Fillers, list_mentions
from graphkit.claims.fits import Fit
from graphkit.model import ACTING, BODIES, Argument, Mention, Role, Thing, Value
from graphkit.ontology.frames import Frames
from graphkit.ontology.kinds import UNKNOWN

#: Roles that name a thing; the others keep the document's own words.
_THING_ROLES = {"data", "source", "recipient", "via", "program", "legalBasis"}
#: Kinds of things that neither get nor give data.
_NO_PARTIES = {
    "recipient": {"DataCategory", "Document", "Policy", "Activity", "Capability"},
    "source": {"Policy", "Activity", "Capability"},
}
#: Kinds that are no means, behind prepositions that need not name any: 'talks with experts', 'sent in confidence'.
_BESIDE, _NO_MEANS = {"with", "in", "on"}, {"Role", "Organization", "OrganizationalUnit", "Activity", "Policy"}
#: Slots whose words stand for themselves, without the preposition.
_BARE = {
    "for", "to", "object", "complement", "as", "to-verb", "content", "for the purpose of", "for the purposes of",
}  # fmt: skip
#: Prepositions behind an object that say which object it is, unless a frame gives them a role.
_CORE = {"object", "indirect", "complement", "to-verb", "content"}
_SELF = frozenset({"itself", "themselves", "himself", "herself"})
_RELATIVES = {"which", "whom", "that"}
#: Kinds of what data can be asked for about.
_CONCERNED = {"Role", "DataCategory", "System", "Organization", "OrganizationalUnit", "Program", "Capability"}
#: Kinds of where data can be, and of what has it there.
_PLACES, _HOLDING = frozenset({"System", "Place", "Thing"}), BODIES | {"System"}
#: Kinds of what a policy or a report is on, and by which it is not published.
_TOPICS = frozenset({"Capability", "DataCategory", "Program"})
#: Words of a phrase that says when, at most: 'for a period of about three and a half years'.
_PHRASE = 10
_POINTING = frozenset({"this", "that", "these", "those", "it", "them"})
#: What opens a phrase that says of what all something is so, or points to a purpose.
_DISTRIBUTED = frozenset({"every", "each", "this", "these", "longer"})
_MEANS_OR_PLACE = {"via", "location", "recipient"}
_DATES = {"asOf", "validFrom", "validUntil"}
_SERIES = re.compile(r",\s*(?:and\s+)?|\s+and\s+")
_NESTED = {"of", "poss", "compound", "for", "to", "in", "on", "with", "from", "over"}


def read_roles(fillers: Fillers, fit: Fit, frames: Frames, cues: ClaimCues) -> list[Role]:
    """The roles that the arguments of a clause fill, but those of the slots and of the form that make the claim."""
    told = fit.sense.telling
    roles: list[Role] = []
    for argument in fillers.clause.arguments:
        slot = argument.slot
        if slot in told or (slot == "object number" and not _counts(argument, fit)):
            continue
        # 'X need not share': of X it is not required
        if not slot.startswith("subject") or fit.frame.roles.get(slot) == "recipient":
            roles.extend(_read_argument(argument, fillers, fit, frames, cues))
    return [_mend_role(role, cues) for role in roles if not _says_nothing(role, cues)]


def read_limits(fillers: Fillers, fit: Fit, frames: Frames, cues: ClaimCues) -> list[Role]:
    """'does not receive X *on a continuing basis*', 'sends no X *in the air mode*': what is denied with no other role.

    Without it more would be denied than the text denies.
    """
    told = {*fit.sense.telling, fit.form.preposition, *fit.form.middle}
    limits = [each for each in fillers.clause.arguments if each.slot not in told and _is_limit(each, told, cues)]
    bare = (each for each in limits if not _read_argument(each, fillers, fit, frames, cues))
    return [Role("restriction", Value(f"{each.slot.rpartition(' ')[2]} {each.words}".strip(" ,;"))) for each in bare]


def _is_limit(argument: Argument, told: Set[str], cues: ClaimCues) -> bool:
    """Whether a phrase says how far a verb, or a noun whose slot the claim is made of, is meant, and points to none."""
    outer, _, preposition = argument.slot.rpartition(" ")
    inner = not outer or outer in told - {"subject"}
    return preposition in cues.so_far and inner and argument.words.lower().partition(" ")[0] not in {"", *cues.back}


def _says_nothing(role: Role, cues: ClaimCues) -> bool:
    if isinstance(role.value, Thing) and role.value.label.lower() in cues.elliptical:
        return True  # 'compares A with B, *each with the other*', 'matches records with *our own*'
    return _points(role) or _is_asked(role, cues) or _is_manner(role, cues) or _is_time(role, cues)


def _points(role: Role) -> bool:
    """'requires an order *for this*', '*for this purpose*, *for every flight*': what it is for is said elsewhere."""
    if not isinstance(role.value, Value):
        return False
    words = role.value.text.lower().removeprefix("for ").split()
    distributed = role.name == "purpose" and bool(words) and words[0] in _DISTRIBUTED
    return distributed or " ".join(words) in _POINTING


def _is_asked(role: Role, cues: ClaimCues) -> bool:
    """'gave a reply *to a question*': what is asked gets nothing."""
    return role.name == "recipient" and isinstance(role.value, Thing) and _find_head(role) in cues.asked


def _is_manner(role: Role, cues: ClaimCues) -> bool:
    """'with an *accuracy* of 98 percent', 'in the coming *weeks*': how or when, and neither means nor place."""
    if role.name == "condition" and isinstance(role.value, Value):
        words = role.value.text.lower().split()
        return words[:1] == ["under"] and not cues.pending.isdisjoint(words[1:2])  # 'matters *under investigation*'
    if role.name == "location" and (_find_head(role) in cues.shapes or _find_head(role) in _SELF):
        return True  # 'kept *in identifiable form*', 'has, *in itself*, no X'
    return role.name in _MEANS_OR_PLACE and _find_head(role) in cues.manners


def _is_time(role: Role, cues: ClaimCues) -> bool:
    """'for *a number of years*', 'the log for *fiscal year 2021*', 'in *1865*': when, and neither why nor where."""
    if role.name not in {"purpose", "location", "condition"} or not isinstance(role.value, Value):
        return False
    words = role.value.text.lower().split()
    if " ".join(words[:3]) in cues.times:
        return role.name != "condition"
    if role.name == "condition" and words[0] not in cues.throughout:
        return False  # 'sends a reminder *before the end of the period*'
    while words and words[-1].strip(".,").isdigit():
        words.pop()
    bare = words[-1].removesuffix("s") if words else ""
    spent = bare in cues.units or bare in cues.spans or _lasts(words, cues)
    return len(words) < _PHRASE and words[:1] != ["to"] and (spent or " ".join(words) in {"in", "for", ""})


def _lasts(words: Sequence[str], cues: ClaimCues) -> bool:
    """'for *75 years* pursuant to a schedule': how long, whatever else is said."""
    return len(words) > 1 and words[0].isdigit() and words[1].removesuffix("s") in cues.units


def _mend_role(role: Role, cues: ClaimCues) -> Role:
    """'queries X for *any purpose*': why it does, and no data."""
    if role.name != "data" or not isinstance(role.value, Thing) or _find_head(role) not in cues.aims:
        return role
    return Role("purpose", Value(role.value.label))


def _find_head(role: Role) -> str:
    """The last word of what fills a role, in small letters."""
    words = role.value.label if isinstance(role.value, Thing) else role.value.text
    return words.lower().rpartition(" ")[2]


def _counts(number: Argument, fit: Fit) -> bool:
    """Whether a number counts what the claim is about, and no other member of its coordination."""
    counted = {mention.start for mention in number.mentions}
    ends = (fit.object, fit.subject) if fit.subject is not None else (fit.object,)
    return not counted or any(mention.start in counted for mention in ends)


def share_out(roles: Sequence[Role], fillers: Fillers, subject: Mention | None) -> list[Role]:
    """'A and B *respectively* received *12 and 15* in *2019 and 2020*': of what is said of as many, the n-th's own.

    A count that does not go with the number of those who act is left out: it is not said whose it is.
    """
    actors = list_mentions(fillers.slot("subject"))
    if subject not in actors or len(actors) < 2:  # 'the lists held *12, 15 and 19* entries respectively'
        return [role for role in roles if role.name != "quantity"]
    place, named = actors.index(subject), Counter(role.name for role in roles)
    shared: list[Role] = []
    seen: Counter[str] = Counter()
    for role in roles:
        seen[role.name] += 1
        if role.name == "quantity" and isinstance(role.value, Value):
            counts = _SERIES.split(role.value.text)
            if len(counts) == len(actors):
                shared.append(Role("quantity", Value(counts[place])))
        elif role.name not in _DATES or named[role.name] != len(actors) or seen[role.name] == place + 1:
            shared.append(role)
    return shared


def _read_argument(
    argument: Argument, fillers: Fillers, fit: Fit, frames: Frames, cues: ClaimCues
) -> list[Role]:
    frame, form, slot = fit.frame, fit.form, argument.slot
    name = slot.removeprefix("object ")
    nested = slot != name
    if (form.preposition and name == form.preposition) or (len(form.middle) > 1 and name == form.middle[0]):
        return []
    if slot == "object number":
        if argument.words.lower() in form.words.split():
            return []  # 'forms *part* of X'
        listed = "construction:member" in fit.object.how  # 'six drones (*two Kites*, four Larks)'
        return [] if listed else [Role("quantity", Value(argument.words))]
    fixed = _find_fixed(name, argument, frames)
    if fixed is not None:
        return [fixed]
    inner = nested and name not in _CORE and not fillers.slot(name)
    role = frame.roles.get(slot) or (frame.roles.get(name) if inner else None)
    if role == "data" and name == "for" and not any(one.thing.kind in _CONCERNED for one in argument.mentions):
        role = "purpose"  # 'requested the data *for a study*'
    if slot == "object of" and (role == "recipient" or fit.object.thing in [one.thing for one in argument.mentions]):
        return []  # 'requires the disclosure of X': of X, not of somebody; 'received three terabytes *of data*'
    if name == "with" and fit.frame.predicate == "collects" and _is_data(argument):
        return []  # 'links the data it collects from X *with names*': nothing is collected with data
    if role == "via" and name == "on" and fit.object.thing.kind == "Policy" and _is_subject_matter(argument):
        return []
    if role:
        return _fill_role(role, argument, fillers, fit.subject, cues)
    if slot in _CORE or (nested and name in _NESTED):
        return []
    return _read_default(name, argument, frames, fillers, fit, cues)


def _read_default(
    name: str, argument: Argument, frames: Frames, fillers: Fillers, fit: Fit, cues: ClaimCues
) -> list[Role]:
    subject, predicate = fit.subject, fit.frame.predicate
    kinds = {mention.thing.kind for mention in argument.mentions} or {"Literal"}
    for default in frames.defaults.get(name, ()):
        if default.role == "recipient" and predicate in cues.ungiving:
            continue  # 'holds the sums owed *to X*'
        if name == "by" and default.kinds and kinds - default.kinds - {UNKNOWN}:
            continue  # 'accessed *by passwords and logon procedures*': means, and no rules
        if not default.kinds or kinds & default.kinds or ("Literal" in default.kinds and kinds & {"Thing", "Literal"}):
            return _fill_role(default.role, argument, fillers, subject, cues)
    return []


def _find_fixed(name: str, argument: Argument, frames: Frames) -> Role | None:
    """'on a need-to-know basis', 'without the consent of X': a phrase whose role does not depend on the verb."""
    if name.partition(" ")[0] not in frames.fixed:
        return None
    phrase = f"{name} {argument.words}"
    fixed = frames.find_fixed(phrase.lower(), len(name.split()))
    if not fixed:
        return None
    return Role(frames.defaults[fixed][0].role, Value(phrase.strip(" ,;")))


def _fill_role(
    role: str, argument: Argument, fillers: Fillers, subject: Mention | None, cues: ClaimCues
) -> list[Role]:
    mentions = [mention for mention in argument.mentions if not mention.thing.unresolved]
    if "construction:respectively" in fillers.clause.how and subject is not None:
        actors = list_mentions(fillers.slot("subject"))
        if len(actors) == len(mentions) > 1 and subject in actors:
            mentions = [mentions[actors.index(subject)]]
    if role == "via" and argument.slot.split()[-1] in _BESIDE:
        mentions = [mention for mention in mentions if mention.thing.kind not in _NO_MEANS]
        if argument.slot.endswith("on"):  # 'published its policy *on facial recognition*'
            mentions = [mention for mention in mentions if not _is_topic(mention)]
    if role == "recipient" and argument.slot == "with" and _opens(argument, fillers, subject):
        return []  # '*with the customer's consent*, OFA shares X'
    if role in {"recipient", "source"}:
        mentions = [mention for mention in mentions if mention.determiner not in {"no", "neither"}]
        mentions = [mention for mention in mentions if mention.thing.kind not in _NO_PARTIES[role]]
    if role in _THING_ROLES:
        laws = {"Policy"} if role == "program" else ()  # 'runs X *under the Permit Act*'
        if role == "program" and not cues.titles.isdisjoint(argument.words.lower().split()):
            return []  # 'built *under a contract*', 'sold *under the brand name X*'
        things = [mention.thing for mention in mentions if _is_worded(mention)]
        return [Role("legalBasis" if thing.kind in laws else role, thing) for thing in things]
    if role == "location" and argument.words[:1].isdigit() and mentions and all(map(_is_deed, mentions)):
        return []  # 'deployed *in 187 investigations*'
    if role == "location" and mentions and all(mention.thing.kind == "Role" for mention in mentions):
        return []  # 'the visitor *on whom* a file is kept': nobody is a place
    if role == "location" and argument.slot.endswith("on") and mentions and all(map(_is_proper, mentions)):
        return []  # 'the file that X keeps *on Ann Lee*': who has a name and is of no known kind may be a person
    if role == "location" and argument.slot.endswith("with") and not _are_any(mentions, _HOLDING):
        return []  # 'kept on servers, *with a copy in a vault*': what is there besides
    if role == "purpose" and mentions and _is_beneficiary(argument.slot, mentions):
        return []
    if role == "location" and argument.slot == "object on" and not _are_any(mentions, _PLACES):
        return []  # 'information *on cases*': what it is about
    if not _RELATIVES.isdisjoint(argument.words.lower().split()[:2]):
        return []  # 'for three years, *after which* it is deleted', 'in *which case* X keeps it'
    name = argument.slot.removeprefix("object ")
    told = _cut_quality(argument, subject) if role == "quantity" and name == "as" else argument.words
    words = (told if name in _BARE else f"{name} {told}").partition("; ")[0]
    return [Role(role, Value(words.strip(" ,;")))] if argument.words else []


def _opens(argument: Argument, fillers: Fillers, subject: Mention | None) -> bool:
    """Whether a phrase opens the sentence, before who acts."""
    first = fillers.clause.sentence
    return first <= argument.start <= first + len("with ") and subject is not None and subject.start > argument.end


def _is_topic(mention: Mention) -> bool:
    """'guidance *on facial recognition*', 'guidance *on staffing*': what no list knows is no place where it stands."""
    unknown = mention.thing.kind == UNKNOWN and mention.thing.label.islower() and "." not in mention.thing.label
    return unknown or mention.thing.kind in _TOPICS


def _is_data(argument: Argument) -> bool:
    return any(mention.thing.kind == "DataCategory" for mention in argument.mentions)


def _is_subject_matter(argument: Argument) -> bool:
    """'issued rules *on cameras*', not 'on its website': what a policy is about has no article and no name."""
    bare = {mention.thing.label.lower() for mention in argument.mentions if mention.thing.label.islower()}
    return bool(bare) and argument.words.lower() in bare


def _cut_quality(argument: Argument, subject: Mention | None) -> str:
    """'designated as *records* by X', 'considers A as *a record* as well as B': what it is held to be, and no more."""
    words = argument.words
    if subject is not None and argument.start < subject.start < argument.end:
        before, link, _ = words[: subject.start - argument.start].rpartition(" by ")
        words = before if link else words
    return words.partition(" as well as ")[0].strip(" \"“”")


def _is_beneficiary(slot: str, mentions: list[Mention]) -> bool:
    """'processes data *for OFA*', '*as its processor*', 'a notice *for this system*': for whom, or about what."""
    kinds = {mention.thing.kind for mention in mentions}
    return kinds <= ACTING or (slot == "object for" and kinds <= {"System", "Program"})


def _is_proper(mention: Mention) -> bool:
    return mention.thing.kind == UNKNOWN and mention.thing.label[:1].isupper()


def _is_deed(mention: Mention) -> bool:
    return mention.thing.kind == "Activity"


def _are_any(mentions: list[Mention], kinds: Set[str]) -> bool:
    return any(mention.thing.kind in kinds for mention in mentions)


def _is_worded(mention: Mention) -> bool:
    """'in *2018-19*': a number names nothing."""
    return any(map(str.isalpha, mention.thing.label))
