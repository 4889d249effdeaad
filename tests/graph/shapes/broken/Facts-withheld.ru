# breaks: Facts
# A fact that follows from a withheld claim only.
INSERT { ?s ?p ?o } WHERE { ?c gk:withheldBecause ?why ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }
