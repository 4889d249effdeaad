# breaks: Claim-contradicts
# A denial that contradicts a document.
INSERT { ?c gk:contradicts ?d } WHERE { ?c a gk:Claim ; rdf:predicate gk:audits . ?d gk:sha256 ?h }
