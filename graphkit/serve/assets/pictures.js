// Rows as a picture: bars for words and a number, arrows for a source and a destination.
const SVG = "http://www.w3.org/2000/svg";
const NUMBER = /#(integer|decimal|double|float|nonNegativeInteger|positiveInteger|int|long)$/;
const MOST_BARS = 60, MOST_NODES = 40, ROW = 28;

function make(tag, attributes, words) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (words !== undefined) element.textContent = words;
  return element;
}

function shorten(words, most) {
  return words.length > most ? `${words.slice(0, most - 1)}…` : words;
}

function start(width, height, title) {
  const svg = make("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": title });
  svg.append(make("title", {}, title));
  return svg;
}

/** Two columns, one of them all numbers: names and numbers; null for any other rows. */
export function findBars(variables, rows, label) {
  if (variables.length !== 2 || !rows.length || rows.length > MOST_BARS) return null;
  const isNumber = (name) => rows.every((row) => row[name]?.datatype && NUMBER.test(row[name].datatype) && Number(row[name].value) >= 0);
  const number = variables.find(isNumber), name = variables.find((one) => one !== number);
  if (number === undefined) return null;
  return { name, number, bars: rows.map((row) => ({ words: label(row[name]) || "–", value: Number(row[number].value) })) };
}

export function drawBars({ name, number, bars }) {
  const width = 900, left = 270, most = Math.max(...bars.map((bar) => bar.value), 1), right = 80;
  const svg = start(width, bars.length * ROW + 8, `${number} for each ${name}`);
  bars.forEach((bar, place) => {
    const y = place * ROW + 4, size = (bar.value / most) * (width - left - right);
    const words = make("text", { x: left - 10, y: y + 17, "text-anchor": "end" }, shorten(bar.words, 36));
    words.append(make("title", {}, bar.words));
    svg.append(words, make("rect", { x: left, y: y + 2, width: Math.max(size, 1), height: ROW - 8, rx: 2, class: "bar-fill" }),
      make("text", { x: left + size + 8, y: y + 17 }, bar.value.toLocaleString("en")));
  });
  return svg;
}

/** Columns called source and destination: each pair with what passes and how often; null for any other rows. */
export function findFlows(variables, rows, label) {
  if (!variables.includes("source") || !variables.includes("destination") || !rows.length) return null;
  const pairs = new Map();
  for (const row of rows) {
    const source = label(row.source) || "not named", destination = label(row.destination) || "not named";
    const key = JSON.stringify([source, destination]), pair = pairs.get(key) ?? { source, destination, what: new Set(), keys: new Set() };
    const what = label(row.data) || label(row.how);
    if (what) pair.what.add(what);
    pair.keys.add(JSON.stringify([what, label(row.how), label(row.quote)]));
    pairs.set(key, pair);
  }
  const flows = [...pairs.values()], names = new Set(flows.flatMap((flow) => [flow.source, flow.destination]));
  return names.size <= MOST_NODES ? flows : null;
}

/** Sources on the left, destinations on the right; a party that is both stands on both sides. */
export function drawFlows(flows) {
  const width = 900, box = 250, high = 34, gap = 16;
  const place = (names) => new Map(names.map((name, number) => [name, number * (high + gap) + 30]));
  const left = place([...new Set(flows.map((flow) => flow.source))]), right = place([...new Set(flows.map((flow) => flow.destination))]);
  const height = Math.max(left.size, right.size) * (high + gap) + 36;
  const svg = start(width, height, `${flows.length} ways from ${left.size} sources to ${right.size} destinations`);
  const arrow = make("marker", { id: "arrow", viewBox: "0 0 10 10", refX: 9, refY: 5, markerWidth: 10, markerHeight: 10, markerUnits: "userSpaceOnUse", orient: "auto" });
  arrow.append(make("path", { d: "M0 0 L10 5 L0 10 z", class: "bar-fill" }));
  const definitions = make("defs", {});
  definitions.append(arrow);
  svg.append(definitions, make("text", { x: 0, y: 16, class: "faint" }, "from"), make("text", { x: width - box, y: 16, class: "faint" }, "to"));
  for (const flow of flows) {
    const y1 = left.get(flow.source) + high / 2, y2 = right.get(flow.destination) + high / 2, x1 = box, x2 = width - box - 1, middle = (x1 + x2) / 2;
    const line = make("path", { d: `M${x1} ${y1} C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`, class: "flow", "stroke-width": Math.min(1 + flow.keys.size, 6), "marker-end": "url(#arrow)" });
    line.append(make("title", {}, `${flow.source} → ${flow.destination}: ${[...flow.what].join(", ") || "data"}`));
    svg.append(line);
  }
  for (const [names, x] of [[left, 0], [right, width - box]]) {
    for (const [name, y] of names) {
      const words = make("text", { x: x + box / 2, y: y + high / 2 + 5, "text-anchor": "middle" }, shorten(name, 34));
      words.append(make("title", {}, name));
      svg.append(make("rect", { x: x + 0.5, y, width: box - 1, height: high, rx: 5, class: "node" }), words);
    }
  }
  return svg;
}
