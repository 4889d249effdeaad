# breaks: Claim-stated-in
# A claim that stands in a question.
DELETE { ?c gk:statedIn ?v } INSERT { ?c gk:statedIn ?q } WHERE { ?c a gk:Claim ; rdf:predicate gk:audits ; gk:statedIn ?v . ?q a gk:Question }
