# breaks: Claim-polarity
# A claim that is affirmed and denied.
INSERT { ?c gk:polarity gk:Affirmed } WHERE { ?c a gk:Claim ; rdf:predicate gk:audits }
