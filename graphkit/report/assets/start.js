// Puts the parts together. Without script the page is all there, one part below the other.
document.documentElement.classList.add("live");
restoreTheme();
startTables();
startDiagram();
document.addEventListener("click", noteClick);
document.addEventListener("keydown", (event) => { if (event.key === "Escape") clearChoice(); });
panel.addEventListener("click", actOnEvidence);
find("#close").addEventListener("click", clearChoice);
find("#outline-toggle").addEventListener("click", () => openOutline(!find("#outline").classList.contains("is-open")));
find("#theme").addEventListener("click", changeTheme);
find("#pick-view").addEventListener("change", (event) => { location.hash = event.target.value; });
for (const link of findAll("[data-choose]")) {
  link.addEventListener("click", () => {
    const [name, value] = link.dataset.choose.split("=");
    sheets.get("claims")?.choose(name, value);
  });
}
addEventListener("hashchange", follow);
narrow.addEventListener("change", () => showView(document.documentElement.dataset.view === "view-document" ? defaultView() : document.documentElement.dataset.view));
new ResizeObserver(keepBelowBar).observe(find(".views"));
keepBelowBar();
showView(defaultView());
follow();
