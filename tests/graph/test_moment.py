"""A build as of a day: the claims that hold on it, and the facts and flows that follow from these alone."""
from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import RdfFormat, Store

from graphkit.cli import main
from graphkit.errors import GraphError
from graphkit.graph.moment import restrict_store
from graphkit.graph.validity import read_day
from graphkit.ontology.namespaces import PREFIXES
from graphkit.query.source import open_build

LETTER = Path(__file__).parents[2] / "exports" / "ice-wyden-2019"
BODY = """@prefix gk: <https://w3id.org/graphkit/ns#> . @prefix id: <https://w3id.org/graphkit/id/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
TRIG = BODY + """<https://w3id.org/graphkit/id/doc/1/claims> {{ {claims} }}
<https://w3id.org/graphkit/id/doc/1/facts> {{
  id:port rdfs:label "Port" ; a gk:Organization . id:tide rdfs:label "Tide" ; a gk:System . }}"""
CLAIM = """<https://w3id.org/graphkit/id/claim/{n}> a gk:Claim ; rdf:subject id:port ; rdf:predicate gk:{p} ;
  rdf:object id:tide ; gk:polarity gk:{polarity} ; gk:modality gk:Stated {times} ."""


def make_store(*claims: tuple[str, str, str]) -> Store:
    store = Store()
    lines = [CLAIM.format(n=n, p=p, polarity=polarity, times=times) for n, (p, polarity, times) in enumerate(claims)]
    store.load(TRIG.format(claims="\n".join(lines)), RdfFormat.TRIG)
    store.extend(list(restrict_store(store, read_day("2100-01-01"))))
    return store


def has_fact(store: Store, predicate: str) -> bool:
    return bool(store.query(f"ASK {{ id:port gk:{predicate} id:tide }}",
                            prefixes={**PREFIXES, "id": "https://w3id.org/graphkit/id/"},
                            use_default_graph_as_union=True))


FROM = '; gk:validFrom "{}"^^xsd:date'.format
UNTIL = '; gk:validUntil "{}"^^xsd:date'.format


@pytest.mark.parametrize(("claims", "day", "expected"), [
    ([("uses", "Affirmed", FROM("2018-02-05"))], "2018-02-04", False),
    ([("uses", "Affirmed", FROM("2018-02-05"))], "2018-02-05", True),
    # two claims of one fact: it goes with the last of them
    ([("uses", "Affirmed", FROM("2018-02-05")), ("uses", "Affirmed", "")], "2018-02-04", True),
    # a denial of another time withholds nothing
    ([("uses", "Affirmed", ""), ("uses", "Denied", FROM("2018-02-05"))], "2018-02-04", True),
    ([("uses", "Affirmed", ""), ("uses", "Denied", "")], "2018-02-04", False),
    ([("uses", "Denied", UNTIL("2018-02-04"))], "2020-01-01", False),
])
def test_facts_follow_from_what_holds(claims: list[tuple[str, str, str]], day: str, expected: bool) -> None:
    assert has_fact(restrict_store(make_store(*claims), read_day(day)), "uses") is expected


PILOT = ("pilots", "Affirmed", FROM("2017-03-08") + UNTIL("2017-04-05"))


@pytest.mark.parametrize(("claims", "day", "expected"), [
    ([PILOT, ("deploys", "Affirmed", FROM("2018-02-05"))], "2017-03-07", False),
    ([PILOT, ("deploys", "Affirmed", FROM("2018-02-05"))], "2017-04-01", True),
    ([PILOT, ("deploys", "Affirmed", FROM("2018-02-05"))], "2018-02-04", True),  # no more than a pilot until deployed
    ([PILOT, ("deploys", "Affirmed", FROM("2018-02-05"))], "2018-02-05", False),
    ([PILOT], "2017-04-06", False),  # it ended, and nothing followed
    ([PILOT, ("deploys", "Affirmed", "")], "2017-04-06", False),  # when it followed is not said
    ([PILOT, ("deploys", "Denied", FROM("2018-02-05"))], "2018-02-04", False),
    ([PILOT, ("uses", "Affirmed", FROM("2018-02-05"))], "2018-02-04", False),
])
def test_trial_lasts_until_what_was_tried_begins(
    claims: list[tuple[str, str, str]], day: str, expected: bool
) -> None:
    store = Store()
    lines = [CLAIM.format(n=n, p=p, polarity=polarity, times=times) for n, (p, polarity, times) in enumerate(claims)]
    store.load(TRIG.format(claims="\n".join(lines)), RdfFormat.TRIG)
    assert has_fact(restrict_store(store, read_day(day)), "pilots") is expected


def test_store_itself_is_left_alone_and_all_of_it_derived_anew() -> None:
    store = open_build(LETTER).store
    before = set(store)
    late = set(restrict_store(store, read_day("2100-01-01")))
    assert set(store) == before
    assert late < before  # only what had ended is gone
    gone = {quad.subject for quad in before - late if "/claim/" in str(quad.subject)}
    assert gone
    assert {quad.subject for quad in late} & gone == set()


def test_graph_without_names_is_restricted_too() -> None:
    store = Store()
    store.load(BODY + CLAIM.format(n=1, p="uses", polarity="Affirmed", times=FROM("2018-02-05"))
               + " id:port gk:uses id:tide .", RdfFormat.TURTLE)
    assert not has_fact(restrict_store(store, read_day("2018-02-04")), "uses")
    assert has_fact(restrict_store(store, read_day("2018-02-05")), "uses")


def test_graph_without_claims_is_refused() -> None:
    with pytest.raises(GraphError, match="no claims"):
        restrict_store(Store(), read_day("2018-02-05"))


QUERY = """SELECT DISTINCT ?p { ?claim rdf:object ?system ; rdf:predicate ?p ; gk:polarity gk:Affirmed .
  ?system rdfs:label "SmartLINK" FILTER (?p IN (gk:pilots, gk:deploys)) } ORDER BY ?p"""


@pytest.mark.parametrize(("day", "expected"), [
    ("2015-12-31", []), ("2016-06-01", ["pilots"]), ("2017-03-08", ["pilots"]), ("2018-02-04", ["pilots"]),
    ("2018-02-05", ["deploys"]), ("2019-04-12", ["deploys"]),
])
def test_letter_pilot_before_deployment(day: str, expected: list[str]) -> None:
    done = CliRunner().invoke(main, ["query", QUERY, str(LETTER), "--as-of", day, "--format", "csv"])
    assert [line.rpartition("#")[2].strip() for line in done.output.splitlines() if "ns#" in line] == expected


def test_bad_day_and_endpoint_are_one_line() -> None:
    usage = CliRunner().invoke(main, ["query", "owners", str(LETTER), "--as-of", "5 February"])
    assert usage.exit_code == 2 and "'5 February' is not a day" in usage.output
    refused = CliRunner().invoke(main, ["query", "owners", "http://127.0.0.1:9/", "--as-of", "2018-02-05"])
    assert refused.exit_code == 1 and refused.output.count("\n") == 1


def test_diagram_as_of_a_day() -> None:
    drawn = [CliRunner().invoke(main, ["diagram", str(LETTER), "-t", "dot", "--as-of", day])
             for day in ("2015-01-01", "2019-04-12")]
    assert [done.exit_code for done in drawn] == [0, 0]
