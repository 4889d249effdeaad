# breaks: DataFlow
# A flow that is affirmed and denied.
INSERT { ?f a gk:DeniedDataFlow } WHERE { ?f a gk:DataFlow }
