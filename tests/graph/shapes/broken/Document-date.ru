# breaks: Document-date
# A document of two days.
INSERT { ?d dcterms:date "2021-01-02"^^xsd:date } WHERE { ?d gk:sha256 ?h }
