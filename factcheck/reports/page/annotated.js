/* A view, as `factcheck.reports.view` makes it, in; articles with clickable figures and a panel that tells why, out.
 * Every text is set as text, never as markup. */

"use strict";

const factcheckView = (() => {
  const STATES = {
    inconsistent: { said: "does not follow", key: "≠" },
    misrounded: { said: "misrounded", key: "≈" },
    undecided: { said: "undecided", key: "?" },
    consistent: { said: "follows", key: "✓" },
    waived: { said: "waived", key: "w" },
    unchecked: { said: "not checked", key: "…" },
  };
  const FAILED = ["inconsistent", "misrounded"];
  const NARROW = "(max-width: 64rem)"; // where the panel covers what is below
  const LINES = 2; // of the summary, in sight
  const REASONS = {
    "not-comparable": "they are not comparable",
    "missing-part": "a part is missing",
    ambiguous: "it can be read in several ways",
    vacuous: "it could not have failed",
  };

  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value === undefined || value === null || value === false) continue;
      if (key === "onclick" || key === "onchange") made.addEventListener(key.slice(2), value);
      else made.setAttribute(key, value === true ? "" : value);
    }
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  }

  const tag = (state) => element("span", { class: `fc-tag fc-${state}` }, STATES[state].said);
  const counted = (count, one, many) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

  /* Draws `view` into `root`, whatever stood there. options.overview: whether charts stand above the articles;
   * options.masthead: whether a title does. Gives back a function that shows the finding behind the current one. */
  function render(root, view, options = {}) {
    const { overview = true, masthead = true } = options;
    const shown = new Set(Object.keys(STATES));
    let rule = "";
    let file = "";
    let current = null;
    const buttons = view.articles.map(() => []);
    const sections = [];

    // -- what is said of a figure --

    const panel = element("aside", { class: "fc-panel fc-ui fc-idle", "aria-label": "What was checked", tabindex: "-1" });

    function idle() {
      panel.classList.add("fc-idle");
      panel.replaceChildren(
        element("h2", {}, "Choose a figure"),
        element("p", {}, "Every underlined figure tells what was checked, by which law, and what would be right."),
        element("p", {}, element("kbd", {}, "n"), " and ", element("kbd", {}, "p"), " go to the next and the previous finding, ",
          element("kbd", {}, "Esc"), " closes this."),
        element("dl", {}, ...Object.entries(STATES).flatMap(([state, { said }]) => [
          element("dt", {}, element("span", { class: `fc-figure fc-${state}` }, "94.55%")), element("dd", {}, said)])),
      );
    }

    function close() {
      const before = current;
      unmark();
      idle();
      if (before) before.focus({ preventScroll: true });
    }

    function unmark() {
      if (current) current.removeAttribute("aria-current");
      current = null;
      for (const linked of root.querySelectorAll(".fc-linked")) linked.classList.remove("fc-linked");
    }

    function open(article, index, focus) {
      const [text, state, , line, read, numbers] = view.articles[article].figures[index];
      unmark();
      current = buttons[article][index];
      current.setAttribute("aria-current", "true");
      const heading = element("h2", { tabindex: "-1" }, `“${text}” `, tag(state));
      const checks = numbers.map((number) => view.checks[number]);
      checks.sort((a, b) => Object.keys(STATES).indexOf(a.state) - Object.keys(STATES).indexOf(b.state));
      panel.classList.remove("fc-idle");
      panel.replaceChildren(
        element("button", { class: "fc-close", type: "button", "aria-label": "Close", onclick: close }, "×"),
        heading,
        element("p", {}, `${view.articles[article].name}, line ${line}`),
        element("p", {}, `${read}.`),
        ...(checks.length ? checks.map(section) : [element("section", {},
          element("p", {}, "No other figure of what was read bears this one out or contradicts it: nothing checked it. Ask for its source."))]),
      );
      for (const check of checks) {
        for (const [, , there, at] of check.operands) {
          if (there >= 0 && buttons[there][at] !== current) buttons[there][at].classList.add("fc-linked");
        }
      }
      panel.scrollTop = 0;
      if (focus) heading.focus({ preventScroll: true });
    }

    function section(check) {
      const law = view.rules[check.rule] || {};
      const article = Number(current.dataset.at.split("-")[0]);
      const parts = [element("h3", {}, tag(check.state),
        ` (${[check.rule, check.severity].filter(Boolean).join(", ")})`), element("p", {}, check.message || "")];
      if (check.working) parts.push(element("p", { class: "fc-working" }, "Working: ", check.working));
      if (check.suggestion) parts.push(element("p", {}, element("strong", {}, "Suggestion: "), check.suggestion));
      if (check.because) parts.push(element("p", {}, "Because ", REASONS[check.because] || check.because, "."));
      parts.push(element("dl", {}, ...check.operands.flatMap(([role, text, there, at, where]) => [
        element("dt", {}, role),
        element("dd", {}, there < 0 ? `${text} (${where})` : element("button", {
          type: "button", onclick: () => go(there, at, true) }, there === article ? text : `${text}, ${where}`)),
      ])));
      if (check.query) parts.push(...query(check));
      if (law.law) {
        parts.push(element("details", {}, element("summary", {}, "The law"),
          element("p", {}, element("code", {}, law.law)), element("p", {}, law.why),
          element("p", {}, "Source: ", law.url ? element("a", { href: law.url, rel: "noreferrer" }, law.source) : law.source),
          check.waive ? element("p", {}, "To waive it: ", element("code", {}, check.waive)) : null));
      }
      return element("section", {}, ...parts);
    }

    function query(check) {
      const field = element("textarea", { rows: "6", spellcheck: "false" });
      field.value = check.query;
      const told = element("span", { role: "status" });
      const copy = element("button", { type: "button", onclick: async () => {
        field.select();
        try {
          await navigator.clipboard.writeText(field.value);
          told.textContent = " copied";
        } catch {
          told.textContent = document.execCommand("copy") ? " copied" : " press Ctrl+C to copy it";
        }
      } }, "Copy the query");
      return [element("label", {}, "A query to the author", field), copy, told];
    }

    function go(article, index, focus) {
      if (sections[article].hidden) reset();
      open(article, index, focus);
      current.scrollIntoView({ block: matchMedia(NARROW).matches ? "start" : "center" });
    }

    // -- filters --

    const rules = [...new Set(view.checks.map((check) => check.rule))].sort();
    const counts = Object.fromEntries(Object.keys(STATES).map((state) => [state, 0]));
    for (const { figures } of view.articles) for (const [, state] of figures) counts[state] += 1;
    const chips = Object.entries(STATES).filter(([state]) => counts[state]).map(([state, { said, key }]) => element("button", {
      type: "button", class: "fc-chip", "aria-pressed": "true", "data-state": state, onclick: (event) => {
        const chip = event.currentTarget;
        const on = chip.getAttribute("aria-pressed") === "false";
        chip.setAttribute("aria-pressed", String(on));
        if (on) shown.add(state); else shown.delete(state);
        filter();
      } }, element("span", { class: `fc-key fc-${state}`, "aria-hidden": "true" }, key), `${said} `, String(counts[state])));
    const ofRule = choice("Rule", "all rules", rules.map((name) => [name, name]), (value) => { rule = value; filter(); });
    const ofFile = choice("Article", "all articles", view.articles.map(({ name }, at) => [String(at), name]),
      (value) => { file = value; filter(); });

    function choice(label, all, values, chosen) {
      return element("select", { "aria-label": label, onchange: (event) => chosen(event.target.value) },
        element("option", { value: "" }, all), ...values.map(([value, text]) => element("option", { value }, text)));
    }

    function wanted(figure) {
      return shown.has(figure[1]) && (!rule || figure[5].some((number) => view.checks[number].rule === rule));
    }

    function filter() {
      const narrowed = rule || chips.some((chip) => chip.getAttribute("aria-pressed") === "false");
      let left = 0;
      view.articles.forEach(({ figures }, at) => {
        let some = false;
        figures.forEach((figure, index) => {
          const on = wanted(figure);
          some = some || on;
          buttons[at][index].classList.toggle("fc-off", !on);
        });
        sections[at].hidden = (file !== "" && file !== String(at)) || Boolean(narrowed) && !some;
        if (!sections[at].hidden) left += 1;
      });
      none.hidden = left > 0;
      status.textContent = view.articles.length > 1 ? counted(left, "article", "articles") : "";
    }

    function reset() {
      for (const chip of chips) {
        chip.setAttribute("aria-pressed", "true");
        shown.add(chip.dataset.state);
      }
      rule = file = ofRule.value = ofFile.value = "";
      filter();
    }

    // Those with findings come first.
    const failing = view.articles.map(({ figures }) => figures.some(([, state]) => FAILED.includes(state)));
    const order = view.articles.map((_, at) => at).sort((a, b) => failing[b] - failing[a] || a - b);
    const findings = [];
    for (const article of order) view.articles[article].figures.forEach(([, , , , , numbers], index) => {
      for (const number of numbers) {
        const check = view.checks[number];
        if (FAILED.includes(check.state) && !check.folded && !findings.some((one) => one.number === number)) {
          findings.push({ number, article, index });
        }
      }
    });

    function step(by) {
      const open_ = findings.filter(({ article, index }) =>
        !sections[article].hidden && !buttons[article][index].classList.contains("fc-off"));
      if (!open_.length) return;
      const at = current ? open_.findIndex(({ article, index }) => buttons[article][index] === current) : -1;
      const next = at < 0 ? (by > 0 ? 0 : open_.length - 1) : (at + by + open_.length) % open_.length;
      go(open_[next].article, open_[next].index, true);
    }

    const status = element("span", { class: "fc-ui", role: "status" });
    const bar = element("div", { class: "fc-bar fc-ui", role: "search", "aria-label": "Filters" },
      element("fieldset", { "aria-label": "Figures" }, element("span", { class: "fc-label" }, "Figures"), ...chips),
      rules.length > 1 ? ofRule : null, view.articles.length > 1 ? ofFile : null, status, element("span", { class: "fc-gap" }),
      element("button", { type: "button", disabled: !findings.length, onclick: () => step(-1) }, "‹ Previous finding"),
      element("button", { type: "button", disabled: !findings.length, onclick: () => step(1) }, "Next finding ›"));

    // -- charts --

    function verdicts() {
      const kinds = new Map();
      for (const { kind, state } of view.checks) {
        if (!kinds.has(kind)) kinds.set(kind, {});
        kinds.get(kind)[state] = (kinds.get(kind)[state] || 0) + 1;
      }
      const total = (row) => Object.values(row).reduce((sum, one) => sum + one, 0);
      const rows = [...kinds].sort(([, a], [, b]) => total(b) - total(a));
      const most = Math.max(1, ...rows.map(([, row]) => total(row)));
      const seen = Object.keys(STATES).filter((state) => rows.some(([, row]) => row[state]));
      return chart("Verdicts by kind of claim",
        element("tr", {}, element("th", { scope: "col" }, "kind"), element("td"), ...seen.map((state) => element("th", {
          scope: "col", class: "fc-number" }, element("span", { class: `fc-tag fc-${state}` }, STATES[state].said)))),
        ...rows.map(([kind, row]) => element("tr", {}, element("th", { scope: "row" }, kind),
          element("td", {}, track(Object.keys(STATES).filter((state) => row[state]).map((state) => [state, row[state] / most]))),
          ...seen.map((state) => element("td", { class: "fc-number" }, row[state] ? String(row[state]) : "")))));
    }

    function coverage() {
      return chart("Figures that were checked",
        ...order.map((at) => [view.articles[at], at]).map(([{ name, figures }, at]) => {
          const checked = figures.filter(([, state]) => state !== "unchecked").length;
          const share = figures.length ? checked / figures.length : 0;
          return element("tr", {},
            element("th", { scope: "row" }, element("button", { type: "button", onclick: () => {
              if (sections[at].hidden) reset();
              sections[at].scrollIntoView({ block: "start" });
            } }, name)),
            element("td", {}, track([["consistent", share], ["rest", figures.length ? 1 - share : 0]])),
            element("td", { class: "fc-number" }, figures.length ? `${checked} of ${figures.length}` : "no figures"));
        }));
    }

    const chart = (title, ...rows) => element("div", { tabindex: "0", role: "region", "aria-label": title },
      element("table", {}, element("caption", {}, title), ...rows));

    const track = (parts) => element("div", { class: "fc-track", "aria-hidden": "true" }, ...parts.map(([state, share]) => {
      const part = element("span", { class: `fc-fill-${state}` });
      part.style.width = `${(100 * share).toFixed(2)}%`;
      return part;
    }));

    // -- articles --

    view.articles.forEach(({ name, language, figures, paragraphs }, article) => {
      buttons[article] = figures.map(([text, state, suspect], index) => element("button", {
        type: "button", class: `fc-figure fc-${state}${suspect ? " fc-suspect" : ""}`,
        "aria-label": `${text}, ${STATES[state].said}`, "data-at": `${article}-${index}`,
      }, text));
      const here = findings.filter((one) => one.article === article);
      sections.push(element("section", { class: "fc-article", "aria-label": name },
        masthead || view.articles.length > 1 ? element("h2", {}, name) : null,
        here.length ? element("ul", { class: "fc-list fc-ui" }, ...here.map(({ number, index }) => {
          const check = view.checks[number];
          return element("li", { class: `fc-of-${check.state}` }, element("button", {
            type: "button", onclick: () => go(article, index, true) }, tag(check.state), 
            ` ${check.severity}, line ${figures[index][3]}: `,
          check.message, check.suggestion ? ` (${check.suggestion})` : ""));
        })) : null,
        element("div", { lang: language }, ...paragraphs.map(([kind, ...pieces]) => element(
          "p", { class: kind === "h" ? "fc-headline" : null },
          ...pieces.map((piece) => (typeof piece === "number" ? buttons[article][piece] : piece))))),
        paragraphs.length ? null : element("p", { class: "fc-none" }, "There is nothing to read in it."),
      ));
    });

    const none = element("p", { class: "fc-none fc-ui", hidden: true }, "No article has such a figure.");
    const articles = element("div", { onclick: (event) => {
      const figure = event.target.closest(".fc-figure");
      if (figure && figure.dataset.at) open(...figure.dataset.at.split("-").map(Number), true);
    } }, none, ...order.map((at) => sections[at]));

    idle();
    root.classList.add("fc");
    root.replaceChildren(...[
      masthead ? element("header", { class: "fc-masthead" },
        element("p", { class: "fc-kicker fc-ui" }, "factcheck: do the figures agree?"),
        element("h1", {}, view.title),
        element("p", { class: "fc-ui" }, [view.status, ...view.summary.slice(0, LINES)].join(". ") + "."),
        view.summary.length > LINES ? element("details", { class: "fc-ui" }, element("summary", {}, "How it was read"),
          ...view.summary.slice(LINES).map((line) => element("p", {}, line))) : null) : null,
      view.failures.length ? element("ul", { class: "fc-faults fc-ui" }, ...view.failures.map(({ text }) => element("li", {}, text))) : null,
      bar,
      overview && view.checks.length ? element("details", { class: "fc-overview fc-ui", open: view.articles.length > 1 },
        element("summary", {}, "Overview"), element("div", { class: "fc-charts" }, verdicts(), coverage())) : null,
      element("main", { class: "fc-body" }, articles, panel),
    ].filter(Boolean));
    filter();

    root.onkeydown = null;
    document.onkeydown = (event) => {
      if (event.target.matches("input, textarea, select, [contenteditable]") || event.ctrlKey || event.metaKey || event.altKey) {
        return;
      }
      if (event.key === "Escape" && current) close();
      else if (event.key === "n") step(1);
      else if (event.key === "p") step(-1);
    };
  }

  return { render };
})();
