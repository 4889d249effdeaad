# breaks: Flow-derived-from
# A flow that rests on nothing.
DELETE { ?f prov:wasDerivedFrom ?s } WHERE { ?f a gk:DataFlow ; prov:wasDerivedFrom ?s }
