# breaks: Facts
# A fact about nobody in particular.
DELETE { ?c rdf:subject ?s . ?s gk:shares ?o } INSERT { ?c rdf:subject gk:Unstated . gk:Unstated gk:shares ?o } WHERE { ?c gk:modality gk:Stated ; gk:polarity gk:Affirmed ; rdf:predicate gk:shares ; rdf:subject ?s ; rdf:object ?o }
