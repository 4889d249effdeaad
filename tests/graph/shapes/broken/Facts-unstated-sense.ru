# breaks: Facts
# A clause that no predicate fits as a fact.
INSERT { ?s gk:states "acts as it likes" } WHERE { ?s rdfs:label "Bureau" }
