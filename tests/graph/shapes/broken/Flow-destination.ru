# breaks: Flow-destination
# A flow to two places at once.
INSERT { ?f gk:destination ?o } WHERE { ?f a gk:DataFlow . ?o rdfs:label "Harbor" }
