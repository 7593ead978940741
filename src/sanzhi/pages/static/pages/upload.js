// Uploads with progress and digest.  Without this file the form submits as forms do.
//
// A form with [data-sz-drop] inside is sent file by file to its own action, with its other fields.
// The digest is computed here while the file is sent, so the officer sees that what arrived is what
// left; the server's own digest is what counts.  It may answer {"sha256": "<hex>"} in JSON.
(function () {
  "use strict";

  // FIPS 180-4.  Written out because crypto.subtle is missing on plain HTTP and cannot take a file in parts.
  var PRIMES = [];
  for (var n = 2; PRIMES.length < 64; n += 1) {
    var prime = true;
    for (var d = 2; d * d <= n; d += 1) {
      if (n % d === 0) {
        prime = false;
        break;
      }
    }
    if (prime) {
      PRIMES.push(n);
    }
  }

  function fraction(value) {
    return ((value - Math.floor(value)) * 4294967296) | 0;
  }

  var K = PRIMES.map(function (p) { return fraction(Math.cbrt(p)); });

  function Sha256() {
    this.h = PRIMES.slice(0, 8).map(function (p) { return fraction(Math.sqrt(p)); });
    this.rest = new Uint8Array(0);
    this.length = 0;
    this.w = new Int32Array(64);
  }

  Sha256.prototype.block = function (view, at) {
    var w = this.w, s = this.h.slice(), i, a, b, t1, t2;
    for (i = 0; i < 64; i += 1) {
      if (i < 16) {
        w[i] = view.getInt32(at + 4 * i);
      } else {
        a = w[i - 15];
        b = w[i - 2];
        a = (a >>> 7 | a << 25) ^ (a >>> 18 | a << 14) ^ (a >>> 3);
        b = (b >>> 17 | b << 15) ^ (b >>> 19 | b << 13) ^ (b >>> 10);
        w[i] = (w[i - 16] + a + w[i - 7] + b) | 0;
      }
      a = (s[4] >>> 6 | s[4] << 26) ^ (s[4] >>> 11 | s[4] << 21) ^ (s[4] >>> 25 | s[4] << 7);
      t1 = (s[7] + a + ((s[4] & s[5]) ^ (~s[4] & s[6])) + K[i] + w[i]) | 0;
      b = (s[0] >>> 2 | s[0] << 30) ^ (s[0] >>> 13 | s[0] << 19) ^ (s[0] >>> 22 | s[0] << 10);
      t2 = (b + ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]))) | 0;
      s = [(t1 + t2) | 0, s[0], s[1], s[2], (s[3] + t1) | 0, s[4], s[5], s[6]];
    }
    this.h = this.h.map(function (value, index) { return (value + s[index]) | 0; });
  };

  Sha256.prototype.update = function (bytes) {
    var all = new Uint8Array(this.rest.length + bytes.length);
    all.set(this.rest);
    all.set(bytes, this.rest.length);
    var view = new DataView(all.buffer), at = 0;
    for (; at + 64 <= all.length; at += 64) {
      this.block(view, at);
    }
    this.rest = all.slice(at);
    this.length += bytes.length;
  };

  Sha256.prototype.hex = function () {
    var bits = this.length * 8;
    var tail = new Uint8Array(((this.rest.length + 72) >> 6) * 64 - this.rest.length);
    tail[0] = 0x80;
    var view = new DataView(tail.buffer);
    view.setUint32(tail.length - 8, Math.floor(bits / 4294967296));
    view.setUint32(tail.length - 4, bits >>> 0);
    this.update(tail);
    return this.h.map(function (value) { return (value >>> 0).toString(16).padStart(8, "0"); }).join("");
  };

  var PART = 1024 * 1024;

  function digest(file, done) {
    var hash = new Sha256(), at = 0;
    function next() {
      if (at >= file.size) {
        done(hash.hex());
        return;
      }
      file.slice(at, at + PART).arrayBuffer().then(function (buffer) {
        hash.update(new Uint8Array(buffer));
        at += PART;
        next();
      });
    }
    next();
  }

  function size(bytes) {
    return bytes < 1048576 ? Math.ceil(bytes / 1024) + " KB" : (bytes / 1048576).toFixed(1) + " MB";
  }

  function line(list, file) {
    var item = document.createElement("li");
    item.innerHTML = '<span class="sz-drop__name"></span><span class="sz-drop__words"></span>' +
      '<progress max="100" value="0"></progress><code class="sz-drop__digest"></code>';
    item.querySelector(".sz-drop__name").textContent = file.name + "（" + size(file.size) + "）";
    item.querySelector("progress").setAttribute("aria-label", file.name + " 上传进度");
    list.appendChild(item);
    return item;
  }

  function answerOf(request) {
    try {
      return JSON.parse(request.responseText);
    } catch (error) {
      return {};
    }
  }

  function send(form, input, file, item, done) {
    var words = item.querySelector(".sz-drop__words"), bar = item.querySelector("progress");
    var request = new XMLHttpRequest(), body = new FormData(form), began = Date.now(), own = "";
    body.delete(input.name);
    body.append(input.name, file);
    function end(ok, text) {
      item.className = ok ? "sz-drop__done" : "sz-drop__failed";
      words.textContent = text;
      done(ok);
    }
    // Judged once both are here: the digest of what was read and the answer to what was sent.
    function judge() {
      if (!own || request.readyState !== 4 || !request.status) {
        return;
      }
      var answer = answerOf(request), ok = request.status >= 200 && request.status < 300;
      var differs = ok && answer.sha256 && answer.sha256 !== own;
      end(ok && !differs, differs ? "摘要不一致，请重新上传" : ok ? "已上传" : answer.detail || "未上传，请重试");
    }
    digest(file, function (hex) {
      own = hex;
      item.querySelector(".sz-drop__digest").textContent = "SHA-256 " + hex;
      judge();
    });
    request.upload.addEventListener("progress", function (event) {
      var speed = event.loaded / Math.max((Date.now() - began) / 1000, 0.1);
      bar.value = Math.round(100 * event.loaded / event.total);
      words.textContent = bar.value + "%，" + size(speed) + "/秒";
    });
    request.addEventListener("load", judge);
    request.addEventListener("error", function () { end(false, "网络中断，未上传，请重试"); });
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.send(body);
  }

  function enhance(zone) {
    var input = zone.querySelector("input[type=file]"), list = zone.querySelector("ul");
    var form = input.form;
    if (!form) {
      return;
    }
    zone.querySelector(".sz-drop__drag").hidden = false;
    ["dragover", "dragleave", "drop"].forEach(function (name) {
      zone.addEventListener(name, function (event) {
        event.preventDefault();
        zone.classList.toggle("sz-drop--over", name === "dragover");
        if (name === "drop" && event.dataTransfer.files.length) {
          input.files = event.dataTransfer.files;
        }
      });
    });
    form.addEventListener("submit", function (event) {
      var files = Array.prototype.slice.call(input.files);
      if (!files.length || !form.checkValidity()) {
        return;
      }
      event.preventDefault();
      var failed = 0;
      (function next(index) {
        if (index === files.length) {
          input.value = "";
          if (!failed) {
            form.dispatchEvent(new CustomEvent("sz:uploaded", { bubbles: true }));
          }
          if (!failed && form.dataset.szNext) {
            window.location.assign(form.dataset.szNext);
          }
          return;
        }
        send(form, input, files[index], line(list, files[index]), function (ok) {
          failed += ok ? 0 : 1;
          next(index + 1);
        });
      })(0);
    });
  }

  document.querySelectorAll("[data-sz-drop]").forEach(enhance);
})();
