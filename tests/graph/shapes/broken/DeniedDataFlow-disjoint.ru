# breaks: DeniedDataFlow
# A flow that is denied and possible.
INSERT { ?f a gk:PossibleDataFlow } WHERE { ?f a gk:DeniedDataFlow }
