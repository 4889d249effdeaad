// Sheets: search, choice by column, sorting, and the rows that are shown as CSV.
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

const readCell = (cell) => ("empty" in cell.dataset ? "" : cell.textContent);

class SheetTable {
  constructor(root) {
    this.root = root;
    this.table = find("table", root);
    this.rows = findAll("tbody", root).map((element, order) => ({
      element, order, cells: findAll("td:not(.words)", element).map(readCell), text: element.textContent.toLocaleLowerCase("en"),
    }));
    this.search = find("input[type=search]", root);
    this.facets = findAll(".tools select[data-column]", root);
    this.heads = findAll("th", root);
    this.search.addEventListener("input", () => this.filter());
    for (const facet of this.facets) facet.addEventListener("change", () => this.filter());
    find(".order", root).addEventListener("change", (event) => this.order(event.target.value));
    this.heads.forEach((head, column) => find("button", head).addEventListener("click", () => this.sort(column)));
    find(".download", root).addEventListener("click", () => this.download());
    find(".clear", root).addEventListener("click", () => this.clear());
  }

  // Shows only rows whose cells, by the names of their columns, pass a test of someone else's.
  restrict(passes) {
    const names = this.heads.map((head) => head.textContent);
    this.passes = (row) => passes(Object.fromEntries(names.map((name, column) => [name, row.cells[column]])));
    this.filter();
  }

  filter() {
    const words = this.search.value.toLocaleLowerCase("en").split(/\s+/).filter(Boolean);
    const wanted = this.facets.filter((facet) => facet.value).map((facet) => [Number(facet.dataset.column), facet.value]);
    let shown = 0;
    for (const row of this.rows) {
      const fits = words.every((word) => row.text.includes(word)) && wanted.every(([column, value]) => row.cells[column] === value)
        && (!this.passes || this.passes(row));
      row.element.hidden = !fits;
      shown += fits;
    }
    find(".shown", this.root).textContent = shown === this.rows.length ? `${shown} rows` : `${shown} of ${this.rows.length} rows`;
    find(".no-match", this.root).hidden = shown > 0;
  }

  clear() {
    this.search.value = "";
    this.passes = null;
    for (const facet of this.facets) facet.value = "";
    this.filter();
    this.search.focus();
  }

  choose(name, value) {
    this.search.value = "";
    for (const facet of this.facets) facet.value = facet.dataset.name === name ? value : "";
    this.filter();
  }

  // Up, then down, then as in the document again; numbers by value.
  sort(column) {
    const next = { none: "ascending", ascending: "descending", descending: "none" }[this.heads[column].getAttribute("aria-sort")];
    this.arrange(column, next);
  }

  // As the list says where there is no room for heads.
  order(value) {
    this.arrange(Number(value), value ? "ascending" : "none");
  }

  arrange(column, next) {
    for (const head of this.heads) head.setAttribute("aria-sort", "none");
    this.heads[column].setAttribute("aria-sort", next);
    const order = new Intl.Collator("en", { numeric: true });
    const sign = next === "descending" ? -1 : 1;
    const sorted = next === "none" ? this.rows : this.rows.toSorted((a, b) => sign * order.compare(a.cells[column], b.cells[column]) || a.order - b.order);
    this.table.append(...sorted.map((row) => row.element));
  }

  // The rows that are shown as RFC 4180, with claims, quotes and places in columns of their own, as the command writes them.
  writeCsv() {
    const guard = (cell) => (FORMULA.test(cell) ? `'${cell}` : cell);
    const quote = (cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
    const lines = [[...this.heads.map((head) => head.textContent), "claims", "quotes", "places"]];
    for (const element of findAll("tbody:not([hidden])", this.root)) {
      const iris = listNames(element).map((name) => cards.get(name)?.dataset.iri ?? name);
      const places = findAll(".place", element).map((place) => `${place.dataset.document}: ${place.textContent}`);
      lines.push([...findAll("td:not(.words)", element).map(readCell), iris.join(" "), findAll("q", element).map((words) => words.textContent).join(" | "), places.join(" | ")]);
    }
    return lines.map((cells) => cells.map((cell) => quote(guard(cell))).join(",")).join("\r\n") + "\r\n";
  }

  download() {
    const address = URL.createObjectURL(new Blob([this.writeCsv()], { type: "text/csv;charset=utf-8" }));
    const link = make("a", { href: address, download: `${document.body.dataset.document}-${this.root.dataset.sheet}.csv` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }
}

const sheets = new Map();
function startTables() {
  for (const root of findAll(".sheet")) sheets.set(root.dataset.sheet, new SheetTable(root));
}
