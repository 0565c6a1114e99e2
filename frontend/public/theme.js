// Runs before the first paint, so that a remembered theme never flashes. Inline would break the content security policy.
try {
  var theme = localStorage.getItem('audiofiler.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be forbidden: the system's theme it is.
}
