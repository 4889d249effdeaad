# breaks: DataFlow
# An affirmed flow that rests on a possibility.
INSERT { ?f prov:wasDerivedFrom ?c } WHERE { ?f a gk:DataFlow . ?c gk:modality gk:Possible }
