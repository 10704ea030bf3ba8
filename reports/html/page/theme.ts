// Without scripts the summary is shown and nothing is about to open.
document.documentElement.dataset.script = 'on'

/** Runs before the first paint, so that a chosen theme does not flash. Storage may be forbidden for files: then the system's theme is used. */
try {
  const chosen = localStorage.getItem('postern-theme')
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen
} catch {}
