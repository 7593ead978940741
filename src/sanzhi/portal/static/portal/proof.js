/* 在读者的浏览器里核对存证：只相信算出来的结果，不相信页面上写的结论。
   Works on Chromium 86: fetch, WebCrypto SHA-256. Ed25519 is used where the browser has it. */
(function () {
  "use strict";

  var panel = document.querySelector("[data-proof-panel]");
  if (!panel) return;
  var button = panel.querySelector("[data-proof-start]");
  var outcome = panel.querySelector("[data-proof-outcome]");
  var encoder = new TextEncoder();

  function bytesOf(base64) {
    return Uint8Array.from(atob(base64), function (char) { return char.charCodeAt(0); });
  }
  function joined() {
    var parts = Array.prototype.slice.call(arguments);
    var whole = new Uint8Array(parts.reduce(function (sum, part) { return sum + part.length; }, 0));
    var at = 0;
    parts.forEach(function (part) { whole.set(part, at); at += part.length; });
    return whole;
  }
  function hex(bytes) {
    return Array.from(bytes, function (byte) { return byte.toString(16).padStart(2, "0"); }).join("");
  }
  async function sha256(bytes) {
    return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  }
  function equal(a, b) { return hex(a) === hex(b); }
  function fail(message) { throw new Error(message); }

  function say(step, state, text) {
    var line = panel.querySelector('[data-proof-step="' + step + '"]');
    line.setAttribute("data-state", state);
    line.querySelector("[data-proof-result]").textContent =
      { ok: "✓ ", bad: "✗ ", unknown: "? " }[state] + text;
  }

  /* Each check gives the words for its result or throws; null means that this browser cannot tell. */
  async function content(proof) {
    var digest = hex(await sha256(proof.content));
    if (digest !== proof.entry.content) fail("算得 " + digest + "，与条目所记不符");
    if (proof.entry.id !== panel.dataset.record || String(proof.entry.version) !== panel.dataset.version) {
      fail("条目不是本页这一条公示");
    }
    return "算得 " + digest.slice(0, 16) + "…，与日志条目所记逐位相同";
  }

  async function page(proof) {
    var record = JSON.parse(new TextDecoder().decode(proof.content)).record;
    var shown = document.querySelectorAll("[data-field]");
    shown.forEach(function (element) {
      var value = element.dataset.field.split(".").reduce(function (at, key) { return at[key]; }, record);
      if (plain(element.textContent) !== plain(String(value))) fail("页面上的“" + element.textContent.trim() + "”与存证不同");
    });
    return "本页 " + shown.length + " 处文字与存证内容逐字相同";
  }
  function plain(text) { return text.replace(/\s+/g, ""); }

  /* RFC 9162 2.1.3.2. Sizes stay below 2^53, so division takes the place of shifts. */
  async function path(proof) {
    var node = proof.index, last = proof.size - 1;
    var found = await sha256(joined(new Uint8Array([0]), proof.leaf));
    if (node > last) fail("序号不在日志之内");
    for (var i = 0; i < proof.path.length; i++) {
      if (last === 0) fail("证明路径过长");
      if (node % 2 === 1 || node === last) {
        found = await sha256(joined(new Uint8Array([1]), proof.path[i], found));
        while (node % 2 === 0 && node > 0) { node /= 2; last = Math.floor(last / 2); }
      } else {
        found = await sha256(joined(new Uint8Array([1]), found, proof.path[i]));
      }
      node = Math.floor(node / 2);
      last = Math.floor(last / 2);
    }
    if (last !== 0) fail("证明路径过短");
    if (!equal(found, proof.root)) fail("算得的根与检查点不同");
    return "沿 " + proof.path.length + " 个节点算到根 " + hex(found).slice(0, 16) + "…，与检查点相同（共 " + proof.size + " 条）";
  }

  async function signature(proof) {
    var key = bytesOf(proof.vkey.trim().split("+").slice(2).join("+"));
    var name = proof.vkey.trim().split("+")[0];
    var id = (await sha256(joined(encoder.encode(name + "\n"), key))).slice(0, 4);
    var lines = proof.signatures.filter(function (line) {
      return line.startsWith("— " + name + " ") && equal(bytesOf(line.slice(line.lastIndexOf(" ") + 1)).slice(0, 4), id);
    });
    if (name !== proof.origin || lines.length === 0) fail("检查点没有这把公钥的签名");
    var raw = bytesOf(lines[0].slice(lines[0].lastIndexOf(" ") + 1)).slice(4);
    var imported;
    try {
      imported = await crypto.subtle.importKey("raw", key.slice(1), { name: "Ed25519" }, false, ["verify"]);
    } catch (error) {
      return null;
    }
    if (!await crypto.subtle.verify("Ed25519", imported, raw, encoder.encode(proof.body))) fail("签名无效");
    return "检查点由公钥 " + hex(id) + " 签署，签名有效";
  }

  async function load() {
    var answers = await Promise.all([fetch(panel.dataset.proofUrl), fetch(panel.dataset.contentUrl)]);
    if (!answers[0].ok || !answers[1].ok) fail("存证文件暂时取不到");
    var given = await answers[0].json();
    var cut = given.checkpoint.indexOf("\n\n");
    var body = given.checkpoint.slice(0, cut + 1), lines = body.split("\n");
    /* A leaf is one version byte and the entry as canonical JSON. */
    var leaf = bytesOf(given.leaf);
    return {
      content: new Uint8Array(await answers[1].arrayBuffer()),
      leaf: leaf,
      entry: JSON.parse(new TextDecoder().decode(leaf.slice(1))),
      index: given.index,
      path: given.path.map(bytesOf),
      body: body,
      origin: lines[0],
      size: Number(lines[1]),
      root: bytesOf(lines[2]),
      signatures: given.checkpoint.slice(cut + 2).split("\n").filter(Boolean),
      vkey: given.vkey
    };
  }

  async function run() {
    var steps = { content: content, page: page, path: path, signature: signature };
    var results = { ok: 0, bad: 0, unknown: 0 };
    var proof = await load();
    for (var name in steps) {
      var state = "ok", text;
      try {
        text = await steps[name](proof);
        if (text === null) { state = "unknown"; text = "此浏览器不能验证 Ed25519 签名，可下载后离线核对"; }
      } catch (error) { state = "bad"; text = error.message; }
      results[state] += 1;
      say(name, state, text);
    }
    if (results.bad) return ["bad", "核对不通过：请不要采信本页，并向执法部门反映。"];
    if (results.unknown) return ["unknown", "内容与日志一致；签名请用下面的离线办法核对。"];
    return ["ok", "核对通过：本页内容与已签名的公开日志一致。"];
  }

  async function start() {
    if (!window.crypto || !crypto.subtle) {
      outcome.textContent = "此浏览器或非加密连接不提供校验功能，请用下面的离线办法核对。";
      return;
    }
    panel.setAttribute("aria-busy", "true");
    button.disabled = true;
    var said;
    try { said = await run(); } catch (error) { said = ["bad", "未能完成核对：" + error.message]; }
    outcome.setAttribute("data-state", said[0]);
    outcome.textContent = said[1];
    panel.removeAttribute("aria-busy");
    button.disabled = false;
  }

  button.hidden = false;
  button.addEventListener("click", start);
})();
