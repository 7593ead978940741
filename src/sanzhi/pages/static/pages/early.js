// Runs before the first paint: a page stored for everybody still opens in the reader's own mode.
if (/(^|; )sanzhi_elder=1/.test(document.cookie)) {
  document.documentElement.setAttribute("data-elder", "");
}
