// An answer of the endpoint: as a table, as sent, for a spreadsheet, and as a picture where its columns fit one.
import { drawBars, drawFlows, findBars, findFlows } from "./pictures.js";

const byId = (id) => document.getElementById(id);
const NUMBER = /#(integer|decimal|double|float|nonNegativeInteger|positiveInteger|int|long)$/;
const RISKY = /^[ \n]*[=+\-@\t\r]/;
const SHOWN = 2000; // rows of a table; all are in the file
let views = {}, shown = "table";

/** A term as a person reads it. */
function read(cell, context) {
  if (!cell) return "";
  return cell.type === "uri" ? context.labels.get(cell.value) ?? shorten(cell.value, context.prefixes) : cell.value;
}

function shorten(iri, prefixes) {
  const fitting = Object.entries(prefixes).filter(([, space]) => iri.startsWith(space) && iri.length > space.length);
  const [prefix, space] = fitting.sort((a, b) => b[1].length - a[1].length)[0] ?? [];
  return space ? `${prefix}:${iri.slice(space.length)}` : iri;
}

/** The address at which this server tells what it knows about an IRI. */
function linkIri(iri, context) {
  const ns = context.prefixes.gk;
  if (context.base && iri.startsWith(context.base)) return `/id/${iri.slice(context.base.length).split("/").map(encodeURIComponent).join("/")}`;
  if (ns && iri.startsWith(ns)) return `/ns#${encodeURIComponent(iri.slice(ns.length))}`;
  return `/resource?iri=${encodeURIComponent(iri)}`;
}

function buildCell(name, cell, context) {
  const td = document.createElement("td"), words = read(cell, context);
  td.dataset.label = name.replaceAll("_", " ");
  if (cell?.type === "uri") {
    const link = document.createElement("a");
    link.href = linkIri(cell.value, context);
    link.title = cell.value;
    link.textContent = words;
    td.append(link);
  } else td.textContent = words;
  if (words.length > 90) td.className = "words";
  if (cell?.datatype && NUMBER.test(cell.datatype)) td.className = "number";
  return td;
}

function buildTable(variables, rows, context) {
  const table = document.createElement("table"), head = document.createElement("thead"), body = document.createElement("tbody");
  table.className = "rows";
  const line = document.createElement("tr");
  for (const name of variables) {
    const th = document.createElement("th");
    th.scope = "col";
    th.textContent = name.replaceAll("_", " ");
    line.append(th);
  }
  head.append(line);
  for (const row of rows.slice(0, SHOWN)) {
    const tr = document.createElement("tr");
    tr.append(...variables.map((name) => buildCell(name, row[name], context)));
    body.append(tr);
  }
  table.append(head, body);
  return table;
}

/** Rows for a spreadsheet: labels, and an apostrophe before what it would run as a formula. */
function writeCsv(variables, rows, context) {
  const quote = (value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  const guard = (value) => (RISKY.test(value) && !/^[ ]*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(value) ? `'${value}` : value);
  const lines = [variables, ...rows.map((row) => variables.map((name) => guard(read(row[name], context))))];
  return lines.map((line) => `${line.map(quote).join(",")}\r\n`).join("");
}

function write(tag, className, words) {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = words;
  return element;
}

/** Shows one of the views that there are. */
function show(name) {
  shown = views[name] ? name : Object.keys(views)[0];
  for (const tab of document.querySelectorAll("[role=tab]")) {
    const view = tab.id.slice(4), is = view === shown;
    tab.hidden = !views[view];
    tab.setAttribute("aria-selected", String(is));
    tab.tabIndex = is ? 0 : -1;
  }
  byId("panel").setAttribute("aria-labelledby", `tab-${shown}`);
  byId("panel").replaceChildren(views[shown]());
}

/** Takes an answer, shows it; how much it is in words. */
export async function showAnswer(answer, { findLabels, base, prefixes }) {
  const csv = byId("csv");
  URL.revokeObjectURL(csv.href);
  csv.hidden = true;
  if (answer.type !== "application/sparql-results+json") {
    views = { raw: () => write("pre", "", answer.text) };
    show("raw");
    return "A graph";
  }
  const document_ = JSON.parse(answer.text), raw = () => write("pre", "", JSON.stringify(document_, null, 1));
  if ("boolean" in document_) {
    views = { table: () => write("p", "yes", document_.boolean ? "Yes" : "No"), raw };
    show(shown);
    return "An answer";
  }
  const variables = document_.head.vars, rows = document_.results.bindings;
  const iris = [...new Set(rows.flatMap((row) => Object.values(row)).filter((cell) => cell.type === "uri").map((cell) => cell.value))];
  const context = { base, prefixes, labels: await findLabels(iris) }, label = (cell) => read(cell, context);
  const bars = findBars(variables, rows, label), flows = findFlows(variables, rows, label);
  views = {
    table: () => (rows.length ? buildTable(variables, rows, context) : write("p", "empty", "Nothing found: the query runs, and no row fits it.")),
    ...(bars && { chart: () => drawBars(bars) }),
    ...(flows && { diagram: () => drawFlows(flows) }),
    raw,
  };
  csv.href = URL.createObjectURL(new Blob(["\ufeff", writeCsv(variables, rows, context)], { type: "text/csv" }));
  csv.hidden = false;
  show(shown);
  const cut = rows.length > SHOWN ? `, the first ${SHOWN} shown` : "";
  return `${rows.length} ${rows.length === 1 ? "row" : "rows"}${cut}`;
}

const tabs = [...document.querySelectorAll("[role=tab]")];
for (const tab of tabs) {
  tab.addEventListener("click", () => show(tab.id.slice(4)));
  tab.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const open = tabs.filter((one) => !one.hidden), next = open[(open.indexOf(tab) + step + open.length) % open.length];
    event.preventDefault();
    show(next.id.slice(4));
    next.focus();
  });
}
