"""Builds in, a read-only SPARQL endpoint and the explorer over HTTP out."""
