# breaks: PrivacyTerms
# A denied flow that privacy tools would take for a process.
INSERT { ?f dpv:hasRecipient ?d } WHERE { ?f a gk:DeniedDataFlow ; gk:destination ?d }
