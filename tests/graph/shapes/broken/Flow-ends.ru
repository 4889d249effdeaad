# breaks: Flow
# A flow from nobody to nobody.
DELETE { ?f gk:source ?s ; gk:destination ?d } INSERT { ?f gk:source gk:Unstated ; gk:destination gk:Unstated } WHERE { ?f a gk:DataFlow ; gk:source ?s ; gk:destination ?d }
