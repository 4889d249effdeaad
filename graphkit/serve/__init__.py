"""Builds in, a web server out: the explorer of each, and a SPARQL 1.1 Protocol endpoint that only reads.

    builds       folders → what is served, and one snapshot of all their graphs
    pool         the processes that hold the snapshot and run the queries, replaced when they die
    worker       one of them
    protocol     a request → the query and the dataset that it asks
    negotiation  an Accept header → a format
    endpoint     the three together: /sparql
    description  what the endpoint is, in RDF
    things       an IRI → what is known about it, as a page or in RDF
    pages        the pages for people
    guard        what must hold of every request and answer
    app          the addresses
    server       the socket, the start and the end

What is heavy is imported by the command alone.
"""
from __future__ import annotations
