# breaks: Claim-polarity
# A claim without a polarity.
DELETE { ?c gk:polarity ?v } WHERE { ?c a gk:Claim ; rdf:predicate gk:audits ; gk:polarity ?v }
