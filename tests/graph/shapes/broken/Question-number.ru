# breaks: Question-number
# A number that is no text.
DELETE { ?q gk:number ?n } INSERT { ?q gk:number 1 } WHERE { ?q a gk:Question ; gk:number ?n }
