// Warns before the session ends for want of use, and keeps what is typed usable after a new sign-in.
(function () {
  "use strict";

  var me = document.currentScript;
  var seconds = Number(me.getAttribute("data-seconds"));
  var address = me.getAttribute("data-still");
  var login = me.getAttribute("data-login");
  if (!seconds || !window.fetch) {
    return;
  }
  var WARN = Math.min(120, seconds / 3);
  var KEPT = "sanzhi-still";
  var last = Date.now();
  var used = last;
  var box = null;
  var out = false;

  // All windows of one browser share a session, so what one of them heard holds for all.
  function heard(moment) {
    last = moment;
    try {
      window.localStorage.setItem(KEPT, String(moment));
    } catch (error) {
      return;
    }
  }

  window.addEventListener("storage", function (event) {
    if (event.key === KEPT && Number(event.newValue) > last) {
      last = Number(event.newValue);
      if (out) {
        // A new sign-in has a new form token: the form is not given back before it holds that one.
        again();
      } else {
        close();
      }
    }
  });

  function tokens(token) {
    document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach(function (input) { input.value = token; });
  }

  function token() {
    var input = document.querySelector("input[name=csrfmiddlewaretoken]");
    return input ? input.value : "";
  }

  function ask(method) {
    var begun = Date.now();
    return window.fetch(address, { method: method, headers: { "X-CSRFToken": token() }, credentials: "same-origin" })
      .then(function (answer) { return answer.json(); })
      .then(function (state) {
        tokens(state.token);
        out = !state.here;
        if (state.here) {
          heard(begun - (seconds - state.left) * 1000);
        }
        return state.here;
      });
  }

  function close() {
    if (box) {
      box.remove();
      box = null;
    }
  }

  function again() {
    ask("GET").then(function (here) {
      if (here) {
        close();
      }
    }).catch(function () { return null; });
  }

  function show(words, button, act) {
    close();
    box = document.createElement("div");
    box.className = "sz-note sz-note--warning dk-idle";
    box.setAttribute("role", "alertdialog");
    box.setAttribute("aria-label", "登录即将结束");
    box.setAttribute("data-idle", "");
    box.innerHTML = '<div><p></p><p><button class="sz-btn sz-btn--main" type="button"></button></p></div>';
    box.querySelector("p").textContent = words;
    box.querySelector("button").textContent = button;
    box.querySelector("button").addEventListener("click", act);
    document.body.appendChild(box);
    box.querySelector("button").focus({ preventScroll: true });
  }

  function warn() {
    show("您较长时间没有操作，" + Math.max(1, Math.round((seconds - (Date.now() - last) / 1000) / 60)) + " 分钟内将自动退出。", "继续办理", function () {
      ask("POST").then(function (here) {
        if (here) {
          close();
        } else {
          ended();
        }
      });
    });
  }

  function ended() {
    out = true;
    show("已自动退出。本页填写的内容还在：请在新窗口登录，再回到本页继续提交。", "在新窗口登录", function () {
      window.open(login, "_blank", "noopener");
    });
  }

  // Typing is work too: it is told once a minute, so that a long form is not cut off.
  ["input", "click", "keydown"].forEach(function (kind) {
    document.addEventListener(kind, function () {
      used = Date.now();
      if (!box && !out && used - last > Math.min(60, seconds / 5) * 1000) {
        ask("POST").then(function (here) {
          if (!here) {
            ended();
          }
        }).catch(function () { return null; });
      }
    }, { passive: true });
  });

  document.addEventListener("visibilitychange", function () {
    if (!document.hidden && out) {
      again();
    }
  });

  window.setInterval(function () {
    var idle = (Date.now() - last) / 1000;
    if (out) {
      again();
    } else if (idle >= seconds) {
      ask("GET").then(function (here) {
        if (here) {
          close();
        } else {
          ended();
        }
      }).catch(function () { return null; });
    } else if (idle >= seconds - WARN && !box) {
      warn();
    }
  }, Math.min(5000, seconds * 50));

  heard(last);
})();
