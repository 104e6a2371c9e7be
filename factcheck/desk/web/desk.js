/* Texts as they are typed in; the worker's view of the newest one drawn. */

"use strict";

(() => {
  const WAIT = 150; // milliseconds without a key
  const text = document.getElementById("text");
  const format = document.getElementById("format");
  const status = document.getElementById("status");
  const root = document.getElementById("view");
  const worker = new Worker("worker.js", { type: "module" });
  let timer = 0;
  let busy = true; // until Python is there
  let asked = false;

  function ask() {
    if (busy) {
      asked = true;
      return;
    }
    asked = false;
    if (!text.value.trim()) {
      root.replaceChildren();
      root.className = "";
      status.textContent = "Ready. What you paste stays on this machine.";
      return;
    }
    busy = true;
    status.textContent = "Checking…";
    worker.postMessage({ text: text.value, format: format.value });
  }

  function told(view) {
    const failed = view.checks.filter(({ state, folded }) => !folded && (state === "inconsistent" || state === "misrounded"));
    if (failed.length) return `${failed.length} ${failed.length === 1 ? "finding" : "findings"}.`;
    return view.checks.length ? "No findings." : "Nothing was checkable: no figures of it bear on one another.";
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  }

  worker.onmessage = ({ data }) => {
    if (data.step) {
      status.textContent = data.step;
      return;
    }
    busy = false;
    if (data.failure) status.textContent = data.failure;
    else if (data.view) {
      const view = JSON.parse(data.view);
      factcheckView.render(root, view, { masthead: false, overview: false });
      status.textContent = told(view);
    }
    if (asked || data.ready) ask();
  };
  worker.onerror = () => {
    status.textContent = "Python could not be loaded; reload the page.";
  };

  text.addEventListener("input", later);
  format.addEventListener("change", ask);
  document.getElementById("clear").addEventListener("click", () => {
    text.value = "";
    text.focus();
    ask();
  });
  if ("serviceWorker" in navigator) navigator.serviceWorker.register("service.js").catch(() => {});
})();
