# breaks: Claim-modality
# A modality that there is not.
DELETE { ?c gk:modality ?m } INSERT { ?c gk:modality gk:Certain } WHERE { ?c a gk:Claim ; rdf:predicate gk:audits ; gk:modality ?m }
