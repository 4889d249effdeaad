// Names offered while a query is written: prefixes, terms of the vocabulary, and the query's own variables.
const KEYWORDS = ["SELECT", "DISTINCT", "WHERE", "OPTIONAL", "FILTER", "UNION", "MINUS", "GRAPH", "VALUES", "BIND", "ORDER BY", "GROUP BY",
  "HAVING", "LIMIT", "OFFSET", "CONSTRUCT", "DESCRIBE", "ASK", "PREFIX", "COUNT", "GROUP_CONCAT", "NOT EXISTS", "EXISTS", "CONTAINS", "LCASE", "STR"];
const MOST = 50;

/** The word before the cursor: what it is made of, and where it starts. */
function findWord(text) {
  const before = text.value.slice(0, text.selectionStart), word = /[?$\w:\-]*$/.exec(before)[0];
  return { word, start: text.selectionStart - word.length };
}

/** What a word could become: name, and what it is. */
function listOffers(word, value, words, forced) {
  const lower = word.toLowerCase();
  if (/^[?$]/.test(word)) {
    const names = [...new Set(value.match(/[?$]\w+/g) ?? [])].filter((name) => name !== word && name.startsWith(word));
    return names.map((name) => ({ name, about: "variable" }));
  }
  const local = lower.split(":")[1] ?? lower;
  const terms = words.terms.filter((term) => word.includes(":") ? term.name.toLowerCase().startsWith(lower)
    : local.length > 1 && term.name.split(":")[1].toLowerCase().startsWith(local));
  const inside = word.includes(":") && local ? words.terms.filter((term) => !terms.includes(term)
    && term.name.split(":")[0] === lower.split(":")[0] && (term.name + term.label).toLowerCase().includes(local)) : [];
  const prefixes = Object.entries(words.prefixes).filter(([prefix]) => !word.includes(":") && (forced || lower) && prefix.startsWith(lower));
  const keywords = KEYWORDS.filter((keyword) => lower.length > 1 && keyword.startsWith(word.toUpperCase()) && keyword !== word);
  return [
    ...prefixes.map(([prefix, iri]) => ({ name: `${prefix}:`, about: iri })),
    ...[...terms, ...inside].filter((term) => term.name !== word).map((term) => ({ name: term.name, about: [term.label, term.comment].filter(Boolean).join(" – ") })),
    ...keywords.map((name) => ({ name, about: "" })),
  ].slice(0, MOST);
}

/** Where the cursor stands in a text area, in pixels from its corner: measured on a copy of what is before it. */
function findCursor(text, start) {
  const style = getComputedStyle(text), copy = document.createElement("div"), mark = document.createElement("span");
  for (const name of ["font", "padding", "borderWidth", "lineHeight", "tabSize", "width", "boxSizing"]) copy.style[name] = style[name];
  Object.assign(copy.style, { position: "absolute", visibility: "hidden", whiteSpace: "pre-wrap", overflowWrap: "break-word", borderStyle: "solid" });
  copy.textContent = text.value.slice(0, start);
  mark.textContent = "|";
  copy.append(mark);
  text.parentElement.append(copy);
  const place = { top: mark.offsetTop + mark.offsetHeight - text.scrollTop, left: mark.offsetLeft };
  copy.remove();
  return place;
}

/** Makes a text area offer completions in a list. `getWords` gives prefixes and terms. */
export function offerCompletions(text, list, getWords) {
  let offers = [], chosen = 0;
  text.setAttribute("role", "combobox");
  text.setAttribute("aria-autocomplete", "list");
  text.setAttribute("aria-controls", list.id);
  text.setAttribute("aria-expanded", "false");

  function close() {
    list.hidden = true;
    offers = [];
    text.setAttribute("aria-expanded", "false");
    text.removeAttribute("aria-activedescendant");
  }

  function point(number) {
    chosen = (number + offers.length) % offers.length;
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === chosen)));
    list.children[chosen].scrollIntoView({ block: "nearest" });
    text.setAttribute("aria-activedescendant", list.children[chosen].id);
  }

  function open(forced) {
    const { word, start } = findWord(text);
    offers = word || forced ? listOffers(word, text.value, getWords(), forced) : [];
    if (!offers.length) return close();
    list.replaceChildren(...offers.map((offer, place) => {
      const item = document.createElement("li"), name = document.createElement("code"), about = document.createElement("small");
      item.id = `offer-${place}`;
      item.setAttribute("role", "option");
      name.textContent = offer.name;
      about.textContent = offer.about.length > 110 ? `${offer.about.slice(0, 110)}…` : offer.about;
      item.append(name, about);
      item.addEventListener("mousedown", (event) => { event.preventDefault(); take(place); });
      return item;
    }));
    list.hidden = false;
    const place = findCursor(text, start), room = text.offsetWidth - list.offsetWidth;
    list.style.top = `${place.top}px`;
    list.style.left = `${Math.max(0, Math.min(place.left, room))}px`;
    text.setAttribute("aria-expanded", "true");
    point(0);
  }

  function take(place) {
    const { start } = findWord(text), { name } = offers[place];
    text.setRangeText(name, start, text.selectionStart, "end");
    close();
    text.dispatchEvent(new Event("change"));
    if (name.endsWith(":")) open(false);
  }

  text.addEventListener("input", (event) => { if (event.inputType?.startsWith("insertText") || !list.hidden) open(false); });
  text.addEventListener("keydown", (event) => {
    if (event.key === " " && event.ctrlKey) { event.preventDefault(); return open(true); }
    if (list.hidden || event.ctrlKey || event.metaKey) return undefined;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) { event.preventDefault(); point(chosen + steps[event.key]); }
    else if (event.key === "Enter" || event.key === "Tab") { event.preventDefault(); take(chosen); }
    else if (event.key === "Escape") { event.preventDefault(); close(); }
    else if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) close();
    return undefined;
  });
  text.addEventListener("blur", close);
}
