// Conveniences of the pages with a purpose of their own; each works without them.
(function () {
  "use strict";

  // The upload sends file by file, so the server is told when several were chosen together.
  document.querySelectorAll("form[data-special-upload]").forEach(function (form) {
    var input = form.querySelector("input[type=file]");
    form.addEventListener("submit", function () {
      form.elements.several.value = input.files.length > 1 ? "1" : "";
    }, true);
  });
})();
