# breaks: Claim-as-of
# A time with an hour.
INSERT { ?c gk:asOf "2019-01-02T03:04:05"^^xsd:dateTime } WHERE { ?c a gk:Claim ; rdf:predicate gk:audits }
