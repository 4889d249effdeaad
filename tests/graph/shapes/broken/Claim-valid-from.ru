# breaks: Claim-valid-from
# A beginning that is a text.
INSERT { ?c gk:validFrom "last spring" } WHERE { ?c a gk:Claim ; rdf:predicate gk:audits }
