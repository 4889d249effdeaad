"""The namespaces of the graph, and the prefix by which each is written: the only IRIs that stand in Python."""
from __future__ import annotations

GK = "https://w3id.org/graphkit/ns#"
ID = "https://w3id.org/graphkit/id/"  # what is minted; the base is an option of the user
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
DCAM = "http://purl.org/dc/dcam/"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
ORG = "http://www.w3.org/ns/org#"
TIME = "http://www.w3.org/2006/time#"
SH = "http://www.w3.org/ns/shacl#"
DPV = "https://w3id.org/dpv#"
TECH = "https://w3id.org/dpv/tech#"
AI = "https://w3id.org/dpv/ai#"

#: Prefixes of the vocabularies that a graph uses, in the order in which its files declare them.
PREFIXES = {
    "gk": GK,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "dcterms": DCTERMS,
    "prov": PROV,
    "oa": OA,
    "org": ORG,
    "time": TIME,
    "dpv": DPV,
    "tech": TECH,
    "ai": AI,
}
