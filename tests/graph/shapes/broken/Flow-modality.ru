# breaks: Flow-modality
# A flow that is stated and possible.
INSERT { ?f gk:modality gk:Possible } WHERE { ?f a gk:DataFlow }
