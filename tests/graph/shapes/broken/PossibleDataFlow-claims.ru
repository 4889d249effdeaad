# breaks: PossibleDataFlow
# A possible flow that rests on a plain statement.
INSERT { ?f prov:wasDerivedFrom ?c } WHERE { ?f a gk:PossibleDataFlow . ?c gk:modality gk:Stated ; gk:polarity gk:Affirmed }
