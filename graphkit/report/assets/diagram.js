// The drawings: which one is shown, which of its arrows, how large, and what of it is chosen.
const canvas = find("#canvas");
const drawings = findAll(".drawing");
const POINT = 96 / 72, SMALLEST = 0.55, STEP = 1.25;
let scale = 0;

const shownDrawing = () => drawings.find((drawing) => !drawing.hidden);
const holds = (drawing, names) => findAll(".edge", drawing).some((edge) => listNames(edge).some((name) => names.has(name)));
const holdsThing = (drawing, thing) => findAll("[data-thing], [data-boundary]", drawing)
  .some((element) => element.dataset.thing === thing || element.dataset.boundary === thing);

function showDrawing(name) {
  for (const drawing of drawings) drawing.hidden = drawing.id !== name;
  find("#pick-drawing").value = name;
  scale = 0;
  resize();
  filterArrows();
}

// Goes to a drawing that shows what is chosen, if the one that is shown does not.
function showInDrawing() {
  if (!canvas) return;
  const { current, group } = chosen;
  const names = new Set(current.startsWith("claim-") ? [current] : group);
  const fits = (drawing) => (current.startsWith("thing-") ? holdsThing(drawing, current) : holds(drawing, names));
  const shown = shownDrawing();
  if (current && !fits(shown)) {
    const own = drawings.find((drawing) => drawing.dataset.thing === current);
    const other = own ?? (fits(drawings[0]) ? drawings[0] : drawings.find(fits));
    if (other) showDrawing(other.id);
  }
  markDrawing();
}

function markDrawing() {
  const drawing = shownDrawing();
  const arrows = findAll(".edge.is-group, .edge.is-current", drawing);
  const ends = new Set(arrows.flatMap((arrow) => listNames(arrow, "ends")));
  for (const node of findAll(".node", drawing)) if (ends.has(node.id)) node.classList.add("is-group");
  const any = arrows.length > 0 || find(".node.is-current", drawing) !== null;
  find("svg", drawing).classList.toggle("has-selection", chosen.current !== "" && any);
  tellDrawing(any);
}

// Brings what is chosen into sight in the drawing; whether it is drawn at all.
function bringArrow() {
  const chosenPart = find(".edge.is-current, .node.is-current", shownDrawing()) ?? find(".edge.is-group", shownDrawing());
  bring(chosenPart && (find("text", chosenPart) ?? chosenPart));
  return chosenPart !== null;
}

// What a reader should know of the drawing that is shown.
function tellDrawing(any) {
  const drawing = shownDrawing();
  const all = findAll(".edge", drawing), out = findAll(".edge.is-out", drawing).length;
  const parts = [];
  if (chosen.current.startsWith("claim-") && !any) parts.push("The chosen statement draws no arrow: it does not say who gives what to whom.");
  if (out) parts.push(`${all.length - out} of ${all.length} arrows fit the choice.`);
  if (Number(drawing.dataset.left)) parts.push(`${drawing.dataset.left} more did not fit into this drawing: choose a party above, or see the table below.`);
  find("#drawing-note").textContent = parts.join(" ");
}

// The whole of the drawing's pane, with what stands above it where there is room.
function bringCanvas() {
  if (narrow.matches) bring(canvas);
  else find("#view-diagram").scrollTop = 0;
}

// ---- which arrows

function fillChoices() {
  const words = new Set(), modalities = new Set();
  for (const edge of findAll(".edge", canvas)) {
    for (const kind of edge.dataset.kinds.split("\n")) if (kind) words.add(kind);
    for (const name of listNames(edge, "modalities")) modalities.add(name);
  }
  const fill = (select, values) => {
    for (const value of [...values].sort((a, b) => a.localeCompare(b, "en"))) select.append(make("option", { value }, value.length > 60 ? `${value.slice(0, 59)}…` : value));
  };
  fill(find("#pick-data"), words);
  fill(find("#pick-modality"), modalities);
}

function filterArrows() {
  const data = find("#pick-data").value, status = find("#pick-status").value, modality = find("#pick-modality").value;
  const drawing = shownDrawing(), used = new Set();
  for (const edge of findAll(".edge", drawing)) {
    const fits = (!data || edge.dataset.kinds.split("\n").includes(data)) && (!status || edge.dataset.status === status)
      && (!modality || listNames(edge, "modalities").includes(modality));
    edge.classList.toggle("is-out", !fits);
    for (const link of findAll("a:not([aria-hidden])", edge)) fits ? link.removeAttribute("tabindex") : link.setAttribute("tabindex", "-1");
    if (fits) listNames(edge, "ends").forEach((end) => used.add(end));
  }
  for (const node of findAll(".node", drawing)) node.classList.toggle("is-out", !used.has(node.id));
  // The table below follows: what is drawn nowhere stands there all the same.
  sheets.get("flows")?.restrict((cells) => (!data || cells.what.includes(data)) && (!status || cells["said as"].startsWith(status)));
  markDrawing();
}

// ---- how large

function naturalSize(svg) {
  const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  return [width * POINT, height * POINT];
}

// `scale` 0 stands for the width of the pane, but not so small that nothing can be read.
function resize() {
  const svg = find("svg", shownDrawing()), [width] = naturalSize(svg);
  const fitting = Math.min(1.15, Math.max(SMALLEST, (canvas.clientWidth - 2) / width));
  svg.style.width = `${Math.floor(width * (scale || fitting))}px`;
}

function zoom(factor, x = canvas.clientWidth / 2, y = canvas.clientHeight / 2) {
  const svg = find("svg", shownDrawing()), [width] = naturalSize(svg);
  const before = svg.getBoundingClientRect().width / width;
  const [left, top] = [canvas.scrollLeft + x, canvas.scrollTop + y];
  scale = Math.min(4, Math.max(0.15, before * factor));
  resize();
  canvas.scrollTo(left * (scale / before) - x, top * (scale / before) - y);
}

function fitDrawing() {
  const [width, height] = naturalSize(find("svg", shownDrawing()));
  scale = Math.min((canvas.clientWidth - 2) / width, (canvas.clientHeight - 2) / height);
  resize();
  canvas.scrollTo(0, 0);
}

function holdDrawing(down) {
  if (down.button !== 0 || down.pointerType === "touch") return;
  const [left, top] = [canvas.scrollLeft + down.clientX, canvas.scrollTop + down.clientY];
  let moved = false;
  const move = (event) => {
    if (!moved && Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < 5) return;
    moved = true;
    canvas.classList.add("is-held");
    canvas.scrollTo(left - event.clientX, top - event.clientY);
  };
  const release = () => {
    removeEventListener("pointermove", move);
    canvas.classList.remove("is-held");
    // What ends a drag is no click on the arrow under the pointer.
    if (moved) canvas.addEventListener("click", (event) => { event.preventDefault(); event.stopPropagation(); }, { capture: true, once: true });
    if (moved) setTimeout(() => canvas.dispatchEvent(new MouseEvent("click")), 0);
  };
  addEventListener("pointermove", move);
  addEventListener("pointerup", release, { once: true });
}

function startDiagram() {
  if (!canvas) return;
  fillChoices();
  find("#pick-drawing").addEventListener("change", (event) => showDrawing(event.target.value));
  for (const name of ["#pick-data", "#pick-status", "#pick-modality"]) find(name).addEventListener("change", filterArrows);
  find("#zoom-in").addEventListener("click", () => zoom(STEP));
  find("#zoom-out").addEventListener("click", () => zoom(1 / STEP));
  find("#zoom-fit").addEventListener("click", fitDrawing);
  canvas.addEventListener("pointerdown", holdDrawing);
  canvas.addEventListener("dragstart", (event) => event.preventDefault());
  canvas.addEventListener("keydown", (event) => {
    if (event.key === "+" || event.key === "=") zoom(STEP);
    else if (event.key === "-") zoom(1 / STEP);
    else if (event.key === "0") fitDrawing();
  });
  canvas.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const box = canvas.getBoundingClientRect();
    zoom(event.deltaY < 0 ? STEP : 1 / STEP, event.clientX - box.left, event.clientY - box.top);
  }, { passive: false });
  new ResizeObserver(() => resize()).observe(canvas);
  tellDrawing(true);
}
