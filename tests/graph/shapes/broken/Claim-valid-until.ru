# breaks: Claim-valid-until
# An end that is a number.
INSERT { ?c gk:validUntil 2019 } WHERE { ?c a gk:Claim ; rdf:predicate gk:audits }
