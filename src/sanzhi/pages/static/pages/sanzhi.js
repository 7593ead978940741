// Conveniences on pages that work without them.
(function () {
  "use strict";

  // A page stored for everybody carries the switch of the ordinary mode; set it to what the reader has.
  var elder = document.documentElement.hasAttribute("data-elder");
  document.querySelectorAll("[data-sz-elder]").forEach(function (button) {
    button.textContent = elder ? "退出长者模式" : "长者模式";
    button.form.elements.on.value = elder ? "0" : "1";
  });

  // After a failed submission the reader stands at the summary of errors.
  var summary = document.querySelector("[data-sz-focus]");
  if (summary) {
    summary.focus();
  }

  document.querySelectorAll("[data-sz-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });

  document.addEventListener("htmx:beforeRequest", function (event) {
    event.detail.target.setAttribute("aria-busy", "true");
  });

  document.addEventListener("htmx:afterRequest", function (event) {
    event.detail.target.removeAttribute("aria-busy");
  });

  // After a list has been replaced: say how much there is now, and stand at its heading.
  document.addEventListener("htmx:afterSettle", function (event) {
    var region = document.getElementById(event.detail.target.id);
    if (!region || !region.hasAttribute("data-sz-result")) {
      return;
    }
    var status = document.querySelector('[data-sz-status="' + region.id + '"]');
    var words = region.querySelector(".sz-result__words");
    var heading = region.querySelector("h2");
    if (status && words) {
      status.textContent = words.textContent.replace(/\s+/g, " ").trim();
    }
    if (heading) {
      heading.focus();
    }
  });
})();
