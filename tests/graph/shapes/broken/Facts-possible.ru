# breaks: Facts
# A fact that is only possible.
INSERT { ?s ?p ?o } WHERE { ?c gk:modality gk:Possible ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }
