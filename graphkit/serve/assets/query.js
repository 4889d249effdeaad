// The query page: a query is chosen or written, run, and its answer shown. State that can be shared is in the address.
import { offerCompletions } from "./completion.js";
import { showAnswer } from "./results.js";

const byId = (id) => document.getElementById(id);
const form = byId("form"), text = byId("text"), saved = byId("saved"), params = byId("params");
const endpoint = form.dataset.endpoint;
const RESULTS = "application/sparql-results+json, text/turtle;q=0.9";
let queries = [], words = { prefixes: {}, terms: [] }, running = null;

async function fetchJson(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

/** Sends a query with values for its variables; media type and text of the answer, or an Error with the reason. */
async function ask(query, values = {}, accept = RESULTS, signal = undefined) {
  const body = new URLSearchParams({ query });
  for (const [name, value] of Object.entries(values)) if (value) body.append(`$${name}`, value);
  const answer = await fetch(endpoint, { method: "POST", body, headers: { Accept: accept }, signal });
  const content = await answer.text();
  if (!answer.ok) throw new Error(content.trim());
  return { type: answer.headers.get("Content-Type").split(";")[0], text: content };
}

/** The labels of IRIs: those of the graph, else those of the vocabulary. */
async function findLabels(iris) {
  const labels = new Map(words.terms.filter((term) => term.comment).map((term) => [term.iri, term.label]));
  const wanted = iris.filter((iri) => /^[^<>"{}|^`\\\s]+$/.test(iri));
  for (let start = 0; start < wanted.length; start += 200) {
    const values = wanted.slice(start, start + 200).map((iri) => `<${iri}>`).join(" ");
    const query = `SELECT ?thing (MIN(?text) AS ?label) { VALUES ?thing { ${values} } ?thing rdfs:label ?text } GROUP BY ?thing`;
    const answer = await ask(query, {}, "application/sparql-results+json");
    for (const row of JSON.parse(answer.text).results.bindings) if (row.label) labels.set(row.thing.value, row.label.value);
  }
  return labels;
}

/** The inputs of those parameters that the query, which may have been changed, still has. */
function listInputs() {
  return [...params.querySelectorAll("input")].filter((input) => new RegExp(`^[^#\\n]*[?$]${input.name}\\b`, "m").test(text.value));
}

function readParams() {
  return Object.fromEntries(listInputs().map((input) => [input.name, input.value.trim()]));
}

/** A text that is no saved query any more is the user's own, with those parameters that it keeps. */
function followText() {
  const query = queries.find((one) => one.text === text.value), inputs = listInputs();
  saved.value = query?.name ?? "";
  byId("description").hidden = !query;
  for (const label of params.querySelectorAll("label")) label.hidden = !inputs.includes(label.querySelector("input"));
  params.hidden = !inputs.length;
}

/** Shows the inputs for a query's parameters. */
function showParams(list, values) {
  params.replaceChildren(params.firstElementChild, ...list.map((param) => {
    const label = document.createElement("label"), input = document.createElement("input"), small = document.createElement("small");
    input.name = param.name;
    input.value = values[param.name] ?? param.default;
    input.required = param.required;
    input.autocomplete = "off";
    if (param.kind === "thing") input.setAttribute("list", "things");
    small.textContent = `${param.meaning}${param.required ? "" : " (may be left open)"}`;
    label.append(param.name, input, small);
    return label;
  }));
  params.hidden = !list.length;
}

/** The name of an IRI with a prefix, where it has one. */
function nameIri(iri) {
  const [prefix, space] = Object.entries(words.prefixes).filter(([, one]) => iri.startsWith(one)).sort((a, b) => b[1].length - a[1].length)[0] ?? [];
  const local = space && iri.slice(space.length);
  return local && /^[A-Za-z_][\w\-]*$/.test(local) ? `${prefix}:${local}` : "";
}

async function select(query) {
  return JSON.parse((await ask(query, {}, "application/sparql-results+json")).text).results.bindings;
}

/** What the graph itself adds to the words: its things, and the terms of other vocabularies that it uses. */
async function loadWords() {
  const [things, used] = await Promise.all([
    select("SELECT ?thing (MIN(?text) AS ?label) { ?thing a ?kind ; rdfs:label ?text MINUS { ?thing gk:flowPredicate ?how } } GROUP BY ?thing ORDER BY ?label LIMIT 1000"),
    select("SELECT DISTINCT ?term { { ?s ?term ?o } UNION { ?s a ?term } }"),
  ]);
  byId("things").replaceChildren(...[...new Set(things.map((row) => row.label?.value))].map((label) => new Option(label)));
  const known = new Set(words.terms.map((term) => term.iri));
  const found = [...things.map((row) => [row.thing.value, row.label?.value ?? ""]), ...used.map((row) => [row.term.value, "used here"])];
  for (const [iri, label] of found) {
    const name = nameIri(iri);
    if (name && !known.has(iri)) words.terms.push({ name, iri, label, comment: "", kind: "" });
  }
}

function choose(name, values = {}) {
  const query = queries.find((one) => one.name === name);
  saved.value = query ? name : "";
  byId("description").hidden = !query;
  byId("description").textContent = query?.description ?? "";
  showParams(query?.params ?? [], values);
  if (query) text.value = query.text;
}

function tell(message, wrong = false) {
  byId("status").textContent = message;
  byId("status").classList.toggle("is-wrong", wrong);
}

/** What is asked, for the address: the saved query and its values, or the text. */
function writeState(values) {
  const query = queries.find((one) => one.name === saved.value), state = new URLSearchParams();
  if (query && query.text === text.value) {
    state.set("saved", query.name);
    for (const [name, value] of Object.entries(values)) if (value) state.set(`$${name}`, value);
  } else state.set("query", text.value);
  return `#${state}`;
}

async function run() {
  running?.abort();
  const stopping = running = new AbortController(), values = readParams(), before = performance.now();
  const missing = listInputs().find((input) => input.required && !input.value.trim());
  if (missing) {
    tell(`${missing.name} has to be given.`, true);
    missing.focus();
    return;
  }
  tell("Running …");
  byId("stop").hidden = false;
  try {
    const answer = await ask(text.value, values, RESULTS, stopping.signal);
    const state = writeState(values);
    history.replaceState(null, "", state);
    byId("share").href = state;
    const count = await showAnswer(answer, { findLabels, base: words.base, prefixes: words.prefixes });
    tell(`${count} in ${Math.max(1, Math.round(performance.now() - before))} ms`);
    byId("answer").hidden = false;
  } catch (error) {
    byId("answer").hidden = true;
    if (error.name === "AbortError") { if (running === stopping) tell("Stopped."); }
    else {
      tell(error.message, true);
      selectPlace(error.message);
    }
  } finally {
    if (running === stopping) { running = null; byId("stop").hidden = true; }
  }
}

/** Puts the cursor where a query does not parse. */
function selectPlace(message) {
  const place = /line (\d+), column (\d+)/.exec(message);
  if (!place) return;
  const lines = text.value.split("\n").slice(0, Number(place[1]) - 1);
  const offset = lines.reduce((sum, line) => sum + line.length + 1, 0) + Number(place[2]) - 1;
  text.focus();
  text.setSelectionRange(offset, offset);
}

function readState() {
  const state = new URLSearchParams(location.hash.slice(1));
  if (state.has("saved")) {
    choose(state.get("saved"), Object.fromEntries([...state].filter(([name]) => name.startsWith("$")).map(([name, value]) => [name.slice(1), value])));
  } else if (state.has("query")) {
    choose("");
    text.value = state.get("query");
  } else return;
  run();
}

form.addEventListener("submit", (event) => { event.preventDefault(); run(); });
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); run(); }
});
saved.addEventListener("change", () => choose(saved.value));
text.addEventListener("input", followText);
text.addEventListener("change", followText);
byId("stop").addEventListener("click", () => running?.abort());
byId("share").addEventListener("click", async (event) => {
  event.preventDefault();
  try {
    await navigator.clipboard.writeText(new URL(byId("share").getAttribute("href"), location.href).href);
    tell("The link is copied.");
  } catch { tell("The link stands in the address bar."); }
});
window.addEventListener("hashchange", readState);
offerCompletions(text, byId("offers"), () => words);
[queries, words] = await Promise.all([fetchJson("/queries.json"), fetchJson("/words.json")]);
await loadWords().catch(() => {}); // without them, completion still has the vocabulary
form.dataset.ready = "yes";
readState();
