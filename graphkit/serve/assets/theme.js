// Light or dark, as it was chosen in a report of this server.
try {
  const theme = localStorage.getItem("graphkit-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch { /* nothing may be stored */ }
