# breaks: Claim-withheld
# Withheld for an empty reason.
INSERT { ?c gk:withheldBecause "" } WHERE { ?c a gk:Claim ; rdf:predicate gk:audits }
