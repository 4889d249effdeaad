# breaks: Claim-predicate
# A predicate that is not in the vocabulary.
DELETE { ?c rdf:predicate ?p } INSERT { ?c rdf:predicate gk:likes } WHERE { ?c a gk:Claim ; rdf:predicate gk:audits ; rdf:predicate ?p }
