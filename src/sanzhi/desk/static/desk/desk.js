// Conveniences of the desk; every page works without them.
(function () {
  "use strict";

  var PREFIX = "sanzhi-draft:";
  var KEPT_DAYS = 7;

  // 1. One more row without asking the server; the server knows the same button.
  document.querySelectorAll("[data-desk-rows]").forEach(function (list) {
    var template = list.querySelector("template");
    var more = list.querySelector(".dk-rows__more");
    var next = list.querySelectorAll(".dk-row").length;
    var button = more.querySelector("button");
    button.addEventListener("click", function (event) {
      event.preventDefault();
      var html = template.innerHTML.replace(/__n__/g, String(next));
      next += 1;
      more.insertAdjacentHTML("beforebegin", html);
      var row = more.previousElementSibling;
      var first = row.querySelector("input, select, textarea");
      if (first) {
        first.focus();
      }
    });
  });

  // 2. Drafts: what is typed stays in this browser until it has been handed in, for a week at most.
  function store(name, value) {
    try {
      if (value === null) {
        window.localStorage.removeItem(name);
      } else {
        window.localStorage.setItem(name, JSON.stringify(value));
      }
      return true;
    } catch (error) {
      return false;
    }
  }

  function load(name) {
    try {
      return JSON.parse(window.localStorage.getItem(name));
    } catch (error) {
      return null;
    }
  }

  function drafts() {
    try {
      return Object.keys(window.localStorage).filter(function (name) { return name.indexOf(PREFIX) === 0; });
    } catch (error) {
      return [];
    }
  }

  function fields(form) {
    var values = [];
    new FormData(form).forEach(function (value, name) {
      if (typeof value === "string" && name.charAt(0) !== "_" && name !== "csrfmiddlewaretoken") {
        values.push([name, value]);
      }
    });
    return values;
  }

  function fill(form, values) {
    form.querySelectorAll("input[type=checkbox], input[type=radio]").forEach(function (box) {
      box.checked = values.some(function (pair) { return pair[0] === box.name && pair[1] === box.value; });
    });
    values.forEach(function (pair) {
      var control = form.elements[pair[0]];
      if (!control) {
        var list = pair[0].split(".")[0];
        var fieldset = document.getElementById("f-" + list);
        var button = fieldset && fieldset.querySelector(".dk-rows__more button");
        if (button) {
          button.click();
          control = form.elements[pair[0]];
        }
      }
      if (control && control.type !== "checkbox" && control.type !== "radio" && "value" in control) {
        control.value = pair[1];
      }
    });
  }

  function clockOf(moment) {
    var when = new Date(moment);
    return (when.getMonth() + 1) + "月" + when.getDate() + "日 " + when.getHours() + ":" + ("0" + when.getMinutes()).slice(-2);
  }

  drafts().forEach(function (name) {
    var kept = load(name);
    if (!kept || Date.now() - kept.at > KEPT_DAYS * 86400000) {
      store(name, null);
    }
  });

  var form = document.querySelector("form[data-desk-draft]");
  if (form) {
    var name = PREFIX + form.getAttribute("data-desk-draft") + ":" + window.location.pathname;
    var status = form.querySelector("[data-desk-status]");
    var say = function (text) {
      status.hidden = false;
      status.textContent = text;
    };
    var kept = load(name);
    var answered = document.querySelector(".sz-errors, [role=alert]");
    if (kept && !answered && JSON.stringify(kept.values) !== JSON.stringify(fields(form))) {
      var note = document.createElement("div");
      note.className = "sz-note";
      note.setAttribute("role", "status");
      note.innerHTML = '<div class="dk-draft"><span></span><button class="sz-btn sz-btn--small" type="button">恢复草稿</button><button class="sz-btn sz-btn--small" type="button">丢弃</button></div>';
      note.querySelector("span").textContent = "本机保存有 " + clockOf(kept.at) + " 未提交的草稿。";
      var buttons = note.querySelectorAll("button");
      buttons[0].addEventListener("click", function () {
        fill(form, kept.values);
        note.remove();
        say("已恢复草稿。");
      });
      buttons[1].addEventListener("click", function () {
        store(name, null);
        note.remove();
      });
      form.parentNode.insertBefore(note, form);
      if (form.parentNode.classList.contains("dk-actpage")) {
        form.insertBefore(note, form.firstChild);
      }
    }
    var waiting = null;
    form.addEventListener("input", function () {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(function () {
        if (store(name, { at: Date.now(), values: fields(form), sent: false })) {
          say("草稿已保存在本机浏览器（" + clockOf(Date.now()) + "），办理后自动清除。");
        }
      }, 600);
    });
    form.addEventListener("submit", function () {
      window.clearTimeout(waiting);
      store(name, { at: Date.now(), values: fields(form), sent: true });
    });
  } else {
    // Any other page means that the server took what was sent; a lost connection leaves the draft.
    drafts().forEach(function (name) {
      var draft = load(name);
      if (draft && draft.sent) {
        store(name, null);
      }
    });
  }

  // 3. Who signs out leaves nothing behind.
  document.querySelectorAll("form[action$='/logout/']").forEach(function (leaving) {
    leaving.addEventListener("submit", function () {
      drafts().forEach(function (name) { store(name, null); });
    });
  });
})();
