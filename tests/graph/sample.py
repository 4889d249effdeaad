"""An invented letter of a page and the claims that a careful reader would draw from it: every feature of the graph.

`DOCUMENT` and `CLAIMS` go into `build_graph`; what comes out stands in `tests/data/sample/graph.trig`, which a test
keeps up to date. Nobody and nothing in it exists.
"""
# ruff: noqa: E501 (a claim a line is easier to read than one a page)
from __future__ import annotations

import datetime
import hashlib

from graphkit.model import (
    UNSTATED,
    Claim,
    Document,
    Evidence,
    Paragraph,
    Question,
    Role,
    Run,
    Span,
    Thing,
    Value,
)

TEXT = """Harbor Inspection Bureau
Response to the Committee on Ports
March 3, 2021

1. Who runs the Port Arrival Ledger, and how does the Bureau use it?
a. Does the Bureau audit it?

The Port Arrival Ledger (PAL) is owned by the Coastal Records Department (CRD) and maintained by Brightwater Analytics.
An HIB Dock Inspector would submit a crew photo to CRD through PAL, and CRD would match it against visa photos.
HIB submits queries through PAL. HIB does not conduct audits of PAL. CRD monitors HIB's use of PAL.

2. What is shared, and with whom?

The Cargo Watch Unit shares manifests¹ with Brightwater Analytics for billing purposes only.
HIB does not share crew photos with any foreign port. HIB shares crew photos with CRD.
HIB shares gate logs with CRD. HIB does not share gate logs.
The Cargo Watch Unit does not have facial recognition capabilities through PAL, only through TideCheck.
HIB does not rely solely on match results. HIB may share fingerprints with the Lantern Police.
CRD must not disclose crew photos. HIB will transfer the tide records to CRD by June 2022.

¹ Manifests are paper forms that are kept for six years.

3. Which other technology does HIB use?

When a vessel docks, a position point is captured. They are sent to CRD.
The Inspector General stated that TideCheck holds old berth plans. A vendor claims that TideCheck tracks crew members.
HIB is unaware of any agreement with the Lantern Police. As of January 4, 2021, the Safe Moorings Program has 1,204 members.
TideCheck was piloted from May 2, 2019 to September 23, 2019. HIB acts in the spirit of the law.

4. Please provide the contract.
"""

SHA256 = hashlib.sha256(TEXT.encode("utf-8")).hexdigest()


def find_span(words: str, after: str = "") -> Span:
    """The place of words in the text."""
    start = TEXT.index(words, TEXT.index(after) if after else 0)
    return Span(start, start + len(words))


def build_paragraph(words: str, kind: str = "text", question: int | None = None, mark: str = "") -> Paragraph:
    """A paragraph that stands in the text as it is; its line ends are blanks."""
    span = find_span(words)
    return Paragraph(kind, words.replace("\n", " "), (Run(0, span.start, len(words)),), question=question, mark=mark)


PARAGRAPHS = (
    build_paragraph("Harbor Inspection Bureau\nResponse to the Committee on Ports\nMarch 3, 2021", "heading"),
    build_paragraph("Who runs the Port Arrival Ledger, and how does the Bureau use it?", "question", 0, "1."),
    build_paragraph("Does the Bureau audit it?", "question", 1, "a."),
    build_paragraph(TEXT[TEXT.index("The Port Arrival Ledger (PAL)") : TEXT.index("\n\n2.")], "text", 0),
    build_paragraph("What is shared, and with whom?", "question", 2, "2."),
    build_paragraph(TEXT[TEXT.index("The Cargo Watch Unit shares") : TEXT.index("\n\n¹")], "text", 2),
    build_paragraph("Manifests are paper forms that are kept for six years.", "footnote", None, "¹"),
    build_paragraph("Which other technology does HIB use?", "question", 3, "3."),
    build_paragraph(TEXT[TEXT.index("When a vessel docks") : TEXT.index("\n\n4.")], "text", 3),
    build_paragraph("Please provide the contract.", "question", 4, "4."),
)
QUESTIONS = (
    Question("1", 1, PARAGRAPHS[1].text, None, (1,), (3,)),
    Question("1.a", 1, PARAGRAPHS[2].text, 0, (2,), (3,)),
    Question("2", 1, PARAGRAPHS[4].text, None, (4,), (5,)),
    Question("3", 1, PARAGRAPHS[7].text, None, (7,), (8,)),
    Question("4", 1, PARAGRAPHS[9].text, None, (9,), ()),
)
DOCUMENT = Document(
    name="harbor-ports-2021",
    text=TEXT,
    sha256=SHA256,
    paragraphs=PARAGRAPHS,
    questions=QUESTIONS,
    title="Harbor Inspection Bureau: Response to the Committee on Ports",
    date=datetime.date(2021, 3, 3),
    author="Harbor Inspection Bureau",
    addressee="Committee on Ports",
)

HIB = Thing("Organization", "HIB", ("Harbor Inspection Bureau",))
CRD = Thing("Organization", "CRD", ("Coastal Records Department",))
UNIT = Thing("OrganizationalUnit", "Cargo Watch Unit")
BRIGHTWATER = Thing("Organization", "Brightwater Analytics")
POLICE = Thing("Organization", "Lantern Police")
INSPECTOR_GENERAL = Thing("Organization", "Inspector General")
VENDOR = Thing("Organization", "vendor")
FOREIGN_PORT = Thing("Organization", "any foreign port")
INSPECTOR = Thing("Role", "HIB Dock Inspector")
MEMBERS = Thing("Role", "crew members")
PAL = Thing("System", "PAL", ("Port Arrival Ledger",))
TIDECHECK = Thing("System", "TideCheck")
PROGRAM = Thing("Program", "Safe Moorings Program")
FACIAL_RECOGNITION = Thing("Capability", "facial recognition")
CREW_PHOTO, CREW_PHOTOS = Thing("DataCategory", "crew photo"), Thing("DataCategory", "crew photos")
VISA_PHOTOS = Thing("DataCategory", "visa photos")
QUERIES = Thing("DataCategory", "queries")
MANIFESTS = Thing("DataCategory", "manifests")
GATE_LOGS = Thing("DataCategory", "gate logs")
FINGERPRINTS = Thing("DataCategory", "fingerprints")
MATCH_RESULTS = Thing("DataCategory", "match results")
TIDE_RECORDS = Thing("DataCategory", "tide records")
POSITION = Thing("DataCategory", "position point")
PLANS = Thing("DataCategory", "old berth plans")
AGREEMENT = Thing("Policy", "agreement with the Lantern Police")
THEY = Thing("Thing", "They", unresolved=True)


def find_evidence(words: str, clause: str = "") -> Evidence:
    """A sentence as evidence, with the clause inside it."""
    span = find_span(words)
    paragraph = next(
        number
        for number, paragraph in enumerate(PARAGRAPHS)
        if any(part.start <= span.start < part.end for part in paragraph.locate(0, len(paragraph.text)))
    )
    return Evidence((span,), paragraph, (find_span(clause, words),) if clause else ())


RUN = "The Port Arrival Ledger (PAL) is owned by the Coastal Records Department (CRD) and maintained by Brightwater Analytics."
SUBMIT = (
    "An HIB Dock Inspector would submit a crew photo to CRD through PAL, and CRD would match it against visa photos."
)
CAPABILITY = (
    "The Cargo Watch Unit does not have facial recognition capabilities through PAL, only through TideCheck."
)
#: A sentence that a footnote mark interrupts: its evidence is two spans.
SHARE = Evidence(
    (find_span("The Cargo Watch Unit shares manifests"), find_span(" with Brightwater Analytics for billing purposes only.")),
    5,
)
COUNT = "As of January 4, 2021, the Safe Moorings Program has 1,204 members."
PILOT = "TideCheck was piloted from May 2, 2019 to September 23, 2019."

CLAIMS = (
    Claim(PAL, "ownedBy", CRD, "Affirmed", "Stated", find_evidence(RUN, "is owned by the Coastal Records Department (CRD)"),
          how=("frame:own", "construction:passive"), confidence=0.97),
    Claim(PAL, "maintainedBy", BRIGHTWATER, "Affirmed", "Stated", find_evidence(RUN, "maintained by Brightwater Analytics"),
          how=("frame:maintain", "construction:passive"), confidence=0.95),
    Claim(INSPECTOR, "submits", CREW_PHOTO, "Affirmed", "Procedural",
          find_evidence(SUBMIT, "An HIB Dock Inspector would submit a crew photo to CRD through PAL"),
          roles=(Role("recipient", CRD), Role("via", PAL)), how=("frame:submit",)),
    Claim(CRD, "matches", CREW_PHOTO, "Affirmed", "Procedural",
          find_evidence(SUBMIT, "CRD would match it against visa photos"),
          roles=(Role("data", VISA_PHOTOS),), how=("frame:match", "coreference:it"), confidence=0.9),
    Claim(INSPECTOR, "worksFor", HIB, "Affirmed", "Stated", find_evidence(SUBMIT), how=("frame:noun-owner",)),
    Claim(HIB, "submits", QUERIES, "Affirmed", "Stated", find_evidence("HIB submits queries through PAL."),
          roles=(Role("via", PAL),), how=("frame:submit",)),
    Claim(HIB, "audits", PAL, "Denied", "Stated", find_evidence("HIB does not conduct audits of PAL."),
          how=("frame:audit", "construction:light-verb")),
    Claim(CRD, "monitors", HIB, "Affirmed", "Stated", find_evidence("CRD monitors HIB's use of PAL."),
          how=("frame:monitor",), confidence=0.92),
    Claim(UNIT, "shares", MANIFESTS, "Affirmed", "Stated", SHARE,
          roles=(Role("recipient", BRIGHTWATER), Role("purpose", Value("billing purposes")),
                 Role("restriction", Value("only"))), how=("frame:share",)),
    Claim(HIB, "shares", CREW_PHOTOS, "Denied", "Stated",
          find_evidence("HIB does not share crew photos with any foreign port."),
          roles=(Role("recipient", FOREIGN_PORT),), how=("frame:share",)),
    Claim(HIB, "shares", CREW_PHOTOS, "Affirmed", "Stated", find_evidence("HIB shares crew photos with CRD."),
          roles=(Role("recipient", CRD),), how=("frame:share",)),
    Claim(HIB, "shares", GATE_LOGS, "Affirmed", "Stated", find_evidence("HIB shares gate logs with CRD."),
          roles=(Role("recipient", CRD),), how=("frame:share",)),
    Claim(HIB, "shares", GATE_LOGS, "Denied", "Stated", find_evidence("HIB does not share gate logs."),
          how=("frame:share",)),
    Claim(UNIT, "hasCapability", FACIAL_RECOGNITION, "Denied", "Stated",
          find_evidence(CAPABILITY, "does not have facial recognition capabilities through PAL"),
          roles=(Role("via", PAL),), how=("frame:have",)),
    Claim(UNIT, "hasCapability", FACIAL_RECOGNITION, "Affirmed", "Stated",
          find_evidence(CAPABILITY, "only through TideCheck"),
          roles=(Role("via", TIDECHECK), Role("restriction", Value("only"))), how=("frame:have", "repair:only-contrast")),
    Claim(HIB, "reliesOn", MATCH_RESULTS, "Denied", "Stated", find_evidence("HIB does not rely solely on match results."),
          roles=(Role("restriction", Value("solely")),), how=("frame:rely",)),
    Claim(HIB, "shares", FINGERPRINTS, "Affirmed", "Possible",
          find_evidence("HIB may share fingerprints with the Lantern Police."),
          roles=(Role("recipient", POLICE),), how=("frame:share",)),
    Claim(CRD, "shares", CREW_PHOTOS, "Denied", "Required", find_evidence("CRD must not disclose crew photos."),
          how=("frame:share",)),
    Claim(HIB, "transfers", TIDE_RECORDS, "Affirmed", "Planned",
          find_evidence("HIB will transfer the tide records to CRD by June 2022."),
          roles=(Role("recipient", CRD), Role("validUntil", Value("2022-06", "gYearMonth"))), how=("frame:transfer",)),
    Claim(UNSTATED, "collects", POSITION, "Affirmed", "Procedural",
          find_evidence("When a vessel docks, a position point is captured."),
          roles=(Role("condition", Value("When a vessel docks")),), how=("frame:capture", "construction:passive")),
    Claim(UNSTATED, "submits", THEY, "Affirmed", "Stated", find_evidence("They are sent to CRD."),
          roles=(Role("recipient", CRD),), withheld="the reference is not resolved", how=("frame:send",), confidence=0.4),
    Claim(TIDECHECK, "holds", PLANS, "Affirmed", "Stated",
          find_evidence("The Inspector General stated that TideCheck holds old berth plans."),
          speaker=INSPECTOR_GENERAL, withheld="the Inspector General does not speak of its own systems",
          how=("frame:hold", "construction:attribution")),
    Claim(TIDECHECK, "tracks", MEMBERS, "Affirmed", "Stated",
          find_evidence("A vendor claims that TideCheck tracks crew members."),
          speaker=VENDOR, withheld="'claim' does not commit its speaker", how=("frame:track", "construction:attribution")),
    Claim(HIB, "isAwareOf", AGREEMENT, "Denied", "KnowledgeDisclaimed",
          find_evidence("HIB is unaware of any agreement with the Lantern Police."), how=("frame:aware",)),
    Claim(PROGRAM, "hasCount", Value("1204", "integer"), "Affirmed", "Stated", find_evidence(COUNT),
          roles=(Role("asOf", Value("2021-01-04", "date")),), how=("construction:number",)),
    Claim(UNSTATED, "pilots", TIDECHECK, "Affirmed", "Stated", find_evidence(PILOT),
          roles=(Role("validFrom", Value("2019-05-02", "date")), Role("validUntil", Value("2019-09-23", "date"))),
          how=("frame:pilot", "construction:passive")),
    Claim(HIB, "states", Value("acts in the spirit of the law"), "Affirmed", "Stated",
          find_evidence("HIB acts in the spirit of the law."), how=("construction:states",), confidence=0.8),
)  # fmt: skip
