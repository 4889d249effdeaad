# breaks: DataFlow
# An affirmed flow that rests on a denial.
INSERT { ?f prov:wasDerivedFrom ?c } WHERE { ?f a gk:DataFlow . ?c gk:polarity gk:Denied }
