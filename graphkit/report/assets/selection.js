// The address names what is chosen (#claim-…, #thing-…, #question-…, #at-…), and everything else follows the address.
const cards = new Map(findAll(".card").map((card) => [card.id, card]));
const claimOrder = [...cards.keys()].filter((name) => name.startsWith("claim-"));
const marked = findAll("[data-claims]");
// What is chosen: `current` is the anchor, `group` the claims that belong to it, `words` where the group comes from.
let chosen = { current: "", group: [], words: "" };
// The claims of the element that was clicked last: a link leads to the first of them.
let clicked = null;

const readAddress = () => {
  try { return decodeURIComponent(location.hash.slice(1)); } catch { return ""; }
};

function nameGroup(element) {
  if (element.closest(".edge")) return "of this arrow";
  if (element.closest(".outline")) return "in the answer";
  if (element.closest("td")) return "of this cell";
  if (element.closest("tbody")) return "of this row";
  if (element.closest(".chart")) return "of this time";
  return "in these words";
}

// The claims that the sentences of an element make, in the order of the text.
function listSentenceClaims(sentence) {
  const names = new Set(findAll("[data-claims]", sentence).flatMap((piece) => listNames(piece)));
  return claimOrder.filter((name) => names.has(name));
}

// The claims that go with an anchor.
function findGroup(anchor) {
  if (anchor.startsWith("thing-")) {
    return { group: claimOrder.filter((name) => listNames(cards.get(name), "things").includes(anchor)), words: "about it" };
  }
  if (anchor.startsWith("question-")) {
    return { group: claimOrder.filter((name) => listNames(cards.get(name), "questions").includes(anchor)), words: "in the answer" };
  }
  if (anchor.startsWith("at-")) {
    const sentence = document.getElementById(anchor);
    return { group: sentence ? listSentenceClaims(sentence) : [], words: "in this sentence" };
  }
  if (clicked?.group.includes(anchor)) return clicked;
  if (chosen.group.includes(anchor)) return { group: chosen.group, words: chosen.words };
  const piece = marked.find((element) => element.closest(".document") && listNames(element).includes(anchor));
  const group = piece ? listSentenceClaims(piece.closest(".sentence") ?? piece.parentElement) : [anchor];
  return { group: group.includes(anchor) ? group : [anchor], words: "in this sentence" };
}

const isKnown = (anchor) =>
  cards.has(anchor) || (/^(question|at|part)-/.test(anchor) && document.getElementById(anchor) !== null);

// Follows the address: a page of the report, or what is chosen.
function follow() {
  const anchor = readAddress();
  if (anchor.startsWith("view-")) showView(anchor);
  else if (anchor.startsWith("part-")) bring(document.getElementById(anchor));
  else choose(isKnown(anchor) ? anchor : "");
  clicked = null;
}

function choose(anchor) {
  chosen = anchor ? { current: anchor, ...findGroup(anchor) } : { current: "", group: [], words: "" };
  const group = new Set(chosen.group);
  for (const element of marked) {
    const names = listNames(element);
    element.classList.toggle("is-current", names.includes(anchor) && anchor !== "");
    element.classList.toggle("is-group", names.some((name) => group.has(name)));
  }
  const card = cards.get(anchor);
  const things = new Set([anchor, ...listNames(card, "things")]);
  for (const node of findAll("[data-thing]", find("#canvas") ?? document.createElement("i"))) {
    node.classList.toggle("is-current", node.dataset.thing === anchor);
    node.classList.toggle("is-group", things.has(node.dataset.thing));
  }
  const questions = new Set([anchor, ...listNames(card, "questions")]);
  for (const link of findAll(".outline a")) {
    link.classList.toggle("is-current", link.hash.slice(1) === anchor);
    link.classList.toggle("is-group", questions.has(link.hash.slice(1)));
  }
  for (const place of findAll(".sentence, .question")) place.classList.toggle("is-current", place.id === anchor && anchor !== "");
  showEvidence();
  showInDrawing();
  bringAll();
}

// Brings what is chosen into sight in the document, the tree and the table that is open.
function bringAll() {
  if (!chosen.current) return;
  const own = document.getElementById(chosen.current);
  const kinds = [".document a.said.is-current", ".document a.is-current", ".document a.said.is-group"];
  bring(own?.closest(".document") ? own : kinds.map((kind) => find(kind)).find(Boolean));
  bring(find(".outline a.is-current") ?? findAll(".outline a.is-group").pop());
  const row = find(".view.is-shown :is(tbody, td, .chart g).is-current:not([hidden])") ?? find(".view.is-shown tbody.is-group:not([hidden])");
  if (!find(".diagram.is-shown")) bring(row);
  else if (!clicked?.row) bringArrow() ? bringCanvas() : bring(row);
}

// A click on a row is a click on its link; any click tells which claims belong together.
function noteClick(event) {
  const element = event.target.closest("[data-claims]");
  if (element) clicked = { group: listNames(element), words: nameGroup(element), row: element.matches("tbody") };
  const link = event.target.closest("a");
  if (link) {
    if (link.closest(".outline")) openOutline(false);
    if ((link.getAttribute("href") ?? "") === location.hash) follow();
    return;
  }
  const row = event.target.closest("tbody");
  if (row && !event.target.closest("button, select, input") && getSelection().isCollapsed) find("a", row)?.click();
}

function clearChoice() {
  if (!chosen.current) return;
  history.pushState(null, "", location.pathname + location.search);
  choose("");
}
