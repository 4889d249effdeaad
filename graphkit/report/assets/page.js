// What the other parts share: finding elements, and the names of claims that an element stands for.
const find = (selector, root = document) => root.querySelector(selector);
const findAll = (selector, root = document) => [...root.querySelectorAll(selector)];
const listNames = (element, key = "claims") => (element?.dataset[key] ?? "").split(" ").filter(Boolean);
const narrow = matchMedia("(max-width: 899px)");

// A new element with text, never markup.
function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

// Brings an element into sight inside its pane, unless it is in sight already.
function bring(element) {
  if (!element || !element.getClientRects().length) return;
  const box = element.getBoundingClientRect();
  const pane = element.closest(".document, .outline, .canvas, .view")?.getBoundingClientRect();
  const sheet = narrow.matches && panel.classList.contains("is-open") ? panel.getBoundingClientRect().top : innerHeight;
  const bar = narrow.matches ? Math.max(find(".views").getBoundingClientRect().bottom, 0) : 0;
  const top = Math.max(pane?.top ?? 0, bar), bottom = Math.min(pane?.bottom ?? innerHeight, sheet);
  const left = Math.max(pane?.left ?? 0, 0), right = Math.min(pane?.right ?? innerWidth, innerWidth);
  if (box.top < top || box.bottom > bottom || box.left < left - 1 || box.right > right + 1) {
    element.scrollIntoView({ block: narrow.matches ? "start" : "center", inline: "center" });
  }
}
