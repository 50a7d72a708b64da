// Keeps a page current: parts marked data-load are fetched after the page, parts marked data-live are
// fetched again whenever a run moves on. Without this script every page still works by reloading it.
(function () {
  "use strict";

  function load(element) {
    return fetch(element.dataset.load, { headers: { "X-Requested-With": "fetch" } })
      .then(function (answer) { return answer.ok ? answer.text() : Promise.reject(new Error(answer.status)); })
      .then(function (html) {
        element.innerHTML = html;
        reach();
        tell(element);
        count(element);
        element.querySelectorAll("[data-load]").forEach(load);
      })
      .catch(function () { element.textContent = element.hasAttribute("data-quiet") ? "" : "This part could not be loaded; reload the page to try again."; });
  }

  // What the server drew of each part, before this script touched it.
  var drawn = {};

  // Without the form tokens, which differ in every answer.
  function text(part) { return part.innerHTML.replace(/name="_csrf" value="[^"]*"/g, ""); }

  var exact = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
  var clock = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });

  // Writes times in the reader's zone; the server knows only UTC.
  function tell(root) {
    root.querySelectorAll("time[datetime]").forEach(function (time) {
      var at = new Date(time.dateTime);
      if (isNaN(at)) { return; }
      if (time.hasAttribute("data-ago")) {
        time.title = exact.format(at);
      } else if (time.hasAttribute("data-clock")) {
        time.textContent = clock.format(at);
        time.title = exact.format(at);
      } else {
        time.textContent = exact.format(at);
      }
    });
  }

  // What a control says, without times, which go on.
  function words(element) {
    if (!element.querySelector("time")) { return element.textContent.trim(); }
    var copy = element.cloneNode(true);
    copy.querySelectorAll("time").forEach(function (time) { time.remove(); });
    return copy.textContent.trim();
  }

  // What stays the same of a control when its part is fetched again.
  function key(element) {
    var form = element.closest("form");
    var hidden = form ? Array.from(form.querySelectorAll("input[type=hidden]:not([name=_csrf])")) : [];
    return element.id || [element.tagName, element.getAttribute("href"), form && form.getAttribute("action"),
      element.getAttribute("aria-label"), element.name, element.type === "checkbox" && element.value, words(element)]
      .concat(hidden.map(function (input) { return input.name + "=" + input.value; })).join(" ");
  }

  // Puts a fresh part in the place of an old one without taking the focus, open details and the scrolling away.
  function replace(old, now) {
    var focused = old.contains(document.activeElement) ? key(document.activeElement) : null;
    var open = Array.from(old.querySelectorAll("details[open] > summary")).map(key);
    var boxes = Array.from(old.querySelectorAll("input[type=checkbox]"));
    var ticked = boxes.filter(function (box) { return box.checked !== box.defaultChecked; }).map(key);
    var scrolled = Array.from(old.querySelectorAll(".wide")).map(function (wide) { return wide.scrollLeft; });
    old.replaceWith(now);
    now.querySelectorAll("details > summary").forEach(function (summary) {
      if (open.indexOf(key(summary)) >= 0) { summary.parentElement.open = true; }
    });
    now.querySelectorAll("input[type=checkbox]").forEach(function (box) {
      if (ticked.indexOf(key(box)) >= 0) { box.checked = !box.defaultChecked; }
    });
    now.querySelectorAll(".wide").forEach(function (wide, number) { wide.scrollLeft = scrolled[number] || 0; });
    reach();
    tell(now);
    if (focused !== null) {
      var same = Array.from(now.querySelectorAll("a, button, summary, input, [tabindex]"))
        .find(function (candidate) { return !candidate.disabled && key(candidate) === focused; });
      if (!same) { now.tabIndex = -1; same = now; }
      same.focus({ preventScroll: true });
    }
  }

  // Who has no pointer scrolls a wide table with the keys, so it must take the focus where it scrolls.
  function reach() {
    document.querySelectorAll(".wide").forEach(function (wide) {
      if (wide.scrollWidth > wide.clientWidth) {
        var heading = wide.closest("section") && wide.closest("section").querySelector("h2");
        wide.tabIndex = 0;
        wide.setAttribute("role", "region");
        wide.setAttribute("aria-label", (heading || document.querySelector("h1")).textContent + ": table");
      } else {
        ["tabindex", "role", "aria-label"].forEach(function (name) { wide.removeAttribute(name); });
      }
    });
  }

  function refresh() {
    if (!document.querySelector("[data-live]")) { return; }
    fetch(location.href).then(function (answer) { return answer.text(); }).then(function (html) {
      var fresh = new DOMParser().parseFromString(html, "text/html");
      document.querySelectorAll("[data-live]").forEach(function (old) {
        var now = fresh.getElementById(old.id);
        if (now && drawn[now.id] !== text(now)) {
          drawn[now.id] = text(now);
          replace(old, now);
        }
      });
    }).catch(function () { setTimeout(refresh, 5000); });
  }

  document.querySelectorAll("[data-live]").forEach(function (part) { drawn[part.id] = text(part); });
  reach();
  tell(document);
  window.addEventListener("resize", reach);
  document.querySelectorAll("[data-load]").forEach(load);

  document.addEventListener("toggle", function (event) {
    var target = event.target.querySelector("[data-open]");
    if (event.target.open && target && !target.dataset.loaded) {
      target.dataset.loaded = "yes";
      target.dataset.load = target.dataset.open;
      load(target);
    }
  }, true);

  function boxes(form, name) {
    return Array.from(form.querySelectorAll("input[type=checkbox]:not(:disabled)"))
      .filter(function (box) { return box.name === name; });
  }

  // Says how many boxes of a form are ticked.
  function count(root) {
    root.querySelectorAll("[data-count]").forEach(function (place) {
      var all = boxes(place.closest("form"), place.dataset.count);
      place.textContent = all.filter(function (box) { return box.checked; }).length + " of " + all.length + " selected";
    });
  }

  // A box for all ticks those of its form that are shown.
  document.addEventListener("change", function (event) {
    var form = event.target.form;
    if (form && event.target.dataset.all) {
      boxes(form, event.target.dataset.all).forEach(function (box) {
        if (box.offsetParent !== null) { box.checked = event.target.checked; }
      });
    }
    if (form) { count(form); }
  });

  document.addEventListener("input", function (event) {
    var list = event.target.dataset.filter && document.getElementById(event.target.dataset.filter);
    if (list) {
      var wanted = event.target.value.trim().toLowerCase();
      Array.from(list.children).forEach(function (item) {
        item.hidden = item.textContent.toLowerCase().indexOf(wanted) < 0;
      });
    }
  });

  // Enter in a field that only narrows a list down must not send the form.
  document.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && event.target.dataset.filter) { event.preventDefault(); }
  });

  document.addEventListener("click", function (event) {
    var source = event.target.dataset.copy && document.getElementById(event.target.dataset.copy);
    if (source && navigator.clipboard) {
      navigator.clipboard.writeText(source.textContent).then(function () { event.target.textContent = "Copied"; });
    }
  });

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
