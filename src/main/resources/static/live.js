// Keeps a page current: parts marked data-load are fetched after the page, parts marked data-live are
// fetched again whenever a run moves on. Without this script every page still works by reloading it.
(function () {
  "use strict";

  function load(element) {
    return fetch(element.dataset.load, { headers: { "X-Requested-With": "fetch" } })
      .then(function (answer) { return answer.ok ? answer.text() : Promise.reject(new Error(answer.status)); })
      .then(function (html) { element.innerHTML = html; })
      .catch(function () { element.textContent = "This part could not be loaded; reload the page to try again."; });
  }

  function refresh() {
    if (!document.querySelector("[data-live]")) { return; }
    fetch(location.href).then(function (answer) { return answer.text(); }).then(function (html) {
      var fresh = new DOMParser().parseFromString(html, "text/html");
      document.querySelectorAll("[data-live]").forEach(function (old) {
        var now = fresh.getElementById(old.id);
        if (now && now.innerHTML !== old.innerHTML) { old.replaceWith(now); }
      });
    }).catch(function () { setTimeout(refresh, 5000); });
  }

  document.querySelectorAll("[data-load]").forEach(load);

  document.addEventListener("toggle", function (event) {
    var target = event.target.querySelector("[data-open]");
    if (event.target.open && target && !target.dataset.loaded) {
      target.dataset.loaded = "yes";
      target.dataset.load = target.dataset.open;
      load(target);
    }
  }, true);

  document.addEventListener("submit", function (event) {
    var question = event.target.dataset.confirm;
    if (question && !window.confirm(question)) { event.preventDefault(); }
  });

  if (document.querySelector("[data-live]") && window.EventSource) {
    var timer = null;
    var soon = function () {
      if (!timer) { timer = setTimeout(function () { timer = null; refresh(); }, 300); }
    };
    // The first event comes when the stream stands, also after a cut: what happened before was told to nobody.
    new EventSource("/events").addEventListener("progress", soon);
  }
})();
