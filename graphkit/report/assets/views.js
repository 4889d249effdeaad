// The pages of the report, and light or dark.
const views = findAll(".view");

function showView(name) {
  const known = name === "view-document" ? narrow.matches : views.some((view) => view.id === name);
  const shown = known ? name : document.documentElement.dataset.view || defaultView();
  document.documentElement.dataset.view = shown;
  for (const view of views) view.classList.toggle("is-shown", view.id === shown);
  for (const link of findAll(".views a")) {
    if (link.hash === `#${shown}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  find("#pick-view").value = shown;
  if (shown === "view-diagram" && canvas) resize();
  bringAll();
}

const defaultView = () => (narrow.matches ? "view-document" : "view-diagram");

// What is scrolled to on a phone stands below the bar, however high the bar is.
function keepBelowBar() {
  const height = narrow.matches ? find(".views").offsetHeight + 8 : 0;
  document.documentElement.style.scrollPaddingTop = `${height}px`;
}

// On a phone the tree of questions opens on demand, and closes when one is chosen.
function openOutline(open) {
  find("#outline").classList.toggle("is-open", open);
  find("#outline-toggle").setAttribute("aria-expanded", String(open));
}

function changeTheme() {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  try { localStorage.setItem("graphkit-theme", root.dataset.theme); } catch { /* not kept where nothing may be stored */ }
}

function restoreTheme() {
  let theme = null;
  try { theme = localStorage.getItem("graphkit-theme"); } catch { /* as above */ }
  if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
}
