# breaks: Claim-speaker
# A speaker who is a text.
DELETE { ?c gk:speaker ?s } INSERT { ?c gk:speaker "the Bureau" } WHERE { ?c a gk:Claim ; rdf:predicate gk:audits ; gk:speaker ?s }
