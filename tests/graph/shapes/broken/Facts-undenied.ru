# breaks: Facts
# A fact that is denied.
INSERT { ?s ?p ?o } WHERE { ?c rdf:predicate gk:audits ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }
