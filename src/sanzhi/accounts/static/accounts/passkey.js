// Asks the browser for a passkey and hands the answer in with the form.
(function () {
  "use strict";

  var form = document.querySelector("form[data-passkey]");
  var data = document.getElementById("passkey-data");
  if (!form || !data) {
    return;
  }
  var said = form.querySelector("[data-passkey-error]");

  function say(text) {
    said.textContent = text;
    said.hidden = false;
  }

  function toBytes(text) {
    var plain = window.atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, function (each) { return each.charCodeAt(0); });
  }

  function toText(buffer) {
    var plain = String.fromCharCode.apply(null, new Uint8Array(buffer));
    return window.btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  function asked(options) {
    options.challenge = toBytes(options.challenge);
    if (options.user) {
      options.user.id = toBytes(options.user.id);
    }
    (options.excludeCredentials || []).concat(options.allowCredentials || []).forEach(function (each) {
      each.id = toBytes(each.id);
    });
    return options;
  }

  function answered(credential) {
    var response = {};
    ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"].forEach(function (name) {
      if (credential.response[name]) {
        response[name] = toText(credential.response[name]);
      }
    });
    return {
      id: credential.id,
      rawId: toText(credential.rawId),
      type: credential.type,
      response: response,
      clientExtensionResults: credential.getClientExtensionResults()
    };
  }

  form.addEventListener("submit", function (event) {
    if (form.elements.credential.value) {
      return;
    }
    event.preventDefault();
    if (!window.PublicKeyCredential) {
      say("此浏览器不支持通行密钥，或者本页没有经 HTTPS 打开。请改用手机验证器。");
      return;
    }
    var given = JSON.parse(data.textContent);
    var create = form.getAttribute("data-passkey") === "create";
    var options = asked((create ? given.creation_options : given.request_options).publicKey);
    var made = create ? navigator.credentials.create({ publicKey: options }) : navigator.credentials.get({ publicKey: options });
    made.then(function (credential) {
      form.elements.credential.value = JSON.stringify(answered(credential));
      form.submit();
    }).catch(function () {
      say("没有完成：设备没有确认，或者已经取消。可以再试一次。");
    });
  });
})();
