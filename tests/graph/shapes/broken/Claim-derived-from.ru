# breaks: Claim-derived-from
# A claim derived from a document.
INSERT { ?c prov:wasDerivedFrom ?d } WHERE { ?c a gk:Claim ; rdf:predicate gk:audits . ?d gk:sha256 ?h }
