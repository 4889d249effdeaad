# breaks: Facts
# A fact without any claim.
INSERT { ?t gk:ownedBy ?o } WHERE { ?t a gk:System . ?o rdfs:label "Port" }
