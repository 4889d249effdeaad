# breaks: Document-sha256
# A hash that is none.
DELETE { ?d gk:sha256 ?h } INSERT { ?d gk:sha256 "abc" } WHERE { ?d gk:sha256 ?h }
