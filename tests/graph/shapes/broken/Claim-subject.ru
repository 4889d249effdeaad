# breaks: Claim-subject
# A claim about two subjects.
INSERT { ?c rdf:subject gk:Other } WHERE { ?c a gk:Claim ; rdf:predicate gk:audits }
