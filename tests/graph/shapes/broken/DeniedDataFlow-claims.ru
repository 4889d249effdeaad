# breaks: DeniedDataFlow
# A denied flow that rests on an affirmation.
INSERT { ?f prov:wasDerivedFrom ?c } WHERE { ?f a gk:DeniedDataFlow . ?c gk:modality gk:Stated ; gk:polarity gk:Affirmed }
