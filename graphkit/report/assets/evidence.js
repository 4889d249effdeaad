// The panel that shows what is chosen: a claim with its words, or a thing or question with its claims.
const panel = find("#evidence"), panelBody = find("#evidence-body"), panelGroup = find("#evidence-group");
const hint = panelBody.firstElementChild;

function showEvidence() {
  const { current, group } = chosen;
  panel.classList.toggle("is-open", current !== "");
  panelGroup.replaceChildren();
  if (!current) {
    panelBody.replaceChildren(hint);
    return;
  }
  const card = cards.get(current);
  const parts = [card ? copyCard(card) : describePlace(current)];
  const others = card && current.startsWith("claim-") ? group.length > 1 : group.length > 0;
  if (current.startsWith("claim-") && group.length > 1) panelGroup.append(...stepThrough(group, current));
  else if (group.length) panelGroup.append(`${group.length} ${group.length === 1 ? "statement" : "statements"} ${chosen.words}`);
  if (others) parts.push(listStatements(group, current));
  panelBody.replaceChildren(...parts);
  panel.scrollTop = 0;
  find("#announce").textContent = [find(".badge", panelBody)?.textContent, find(".statement", panelBody)?.textContent].filter(Boolean).join(": ");
}

function copyCard(card) {
  const copy = card.cloneNode(true);
  copy.removeAttribute("id");
  return copy;
}

// A question, or a sentence: with the reason if it makes no claim.
function describePlace(anchor) {
  const place = document.getElementById(anchor);
  const article = make("article", { class: "card" });
  article.append(make("blockquote", {}, make("p", {}, place.textContent)));
  if (place.dataset.reason) article.append(make("p", { class: "note" }, `No statement was read from this: ${place.dataset.reason}.`));
  else if (!chosen.group.length) article.append(make("p", { class: "note" }, "No statement was read from the answer."));
  return article;
}

function stepThrough(group, current) {
  const at = group.indexOf(current);
  const step = (words, label, to) => make("a", { class: "button", href: `#${to}`, "aria-label": label }, words);
  return [
    `${at + 1} of ${group.length} statements ${chosen.words}`,
    step("‹", "Previous statement", group.at(at - 1)),
    step("›", "Next statement", group[(at + 1) % group.length]),
  ];
}

function listStatements(group, current) {
  const list = make("ul", { class: "statements" });
  for (const name of group) {
    const card = cards.get(name);
    if (!card) continue;
    const stance = ["stated", "hedged", "denied"].find((word) => card.classList.contains(word));
    const words = [...find(".statement", card).children].map((part) => part.textContent).join(" ");
    const link = make("a", { href: `#${name}`, class: stance }, words);
    if (name === current) link.setAttribute("aria-current", "true");
    list.append(make("li", {}, link));
  }
  return list;
}

async function copyText(text, button) {
  let done = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = make("textarea", { class: "unseen", "aria-hidden": "true" });
    area.value = text;
    document.body.append(area);
    area.select();
    done = document.execCommand("copy");
    area.remove();
    button.focus();
  }
  const before = (button.dataset.words ??= button.textContent);
  button.textContent = done ? "Copied" : "Cannot copy here";
  find("#announce").textContent = button.textContent;
  setTimeout(() => { button.textContent = before; }, 1600);
}

function actOnEvidence(event) {
  const button = event.target.closest("button, [data-go]");
  if (!button) return;
  if (button.matches(".copy")) copyText(button.dataset.copy, button);
  if (button.matches(".copy-link")) copyText(location.href, button);
  if (button.dataset.go) {
    event.preventDefault();
    event.stopPropagation();
    if (narrow.matches) showView("view-document");
    bring(find(".document a.said.is-current, .document a.is-current") ?? document.getElementById(button.hash?.slice(1)));
  }
}
