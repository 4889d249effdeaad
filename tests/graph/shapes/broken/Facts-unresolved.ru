# breaks: Facts
# A fact about a reference that is not resolved.
INSERT { ?o gk:unresolved true } WHERE { ?s gk:shares ?o }
