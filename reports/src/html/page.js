"use strict";
// Comfort only: without this script the page shows the same.
addEventListener("DOMContentLoaded", () => {
  const make = (name, properties) => Object.assign(document.createElement(name), properties);

  // A link into a part that is folded unfolds it, and the keyboard goes on from there.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let part = target.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    target.hidden = false;
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "start", inline: "nearest" });
  };
  addEventListener("hashchange", reveal);
  // A second click on the same link changes no address.
  addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link && link.hash === location.hash) setTimeout(reveal);
  });
  reveal();

  // Arrow keys go from link to link in a table of verdicts.
  const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  addEventListener("keydown", (event) => {
    const cell = event.target.closest(".matrix td, .matrix th");
    const step = steps[event.key];
    if (!cell || !step || event.altKey || event.ctrlKey || event.metaKey) return;
    const rows = cell.closest("table").rows;
    let [row, column] = [cell.parentElement.rowIndex + step[0], cell.cellIndex + step[1]];
    for (; rows[row] && rows[row].cells[column]; row += step[0], column += step[1]) {
      const link = rows[row].cells[column].querySelector("a");
      if (!link) continue;
      link.focus();
      event.preventDefault();
      return;
    }
  });

  // Commands can be copied. Where a page may not do that, the command is selected.
  for (const block of document.querySelectorAll("pre.command")) {
    const button = make("button", { type: "button", textContent: "Copy" });
    button.addEventListener("click", async () => {
      const code = block.querySelector("code");
      try {
        await navigator.clipboard.writeText(code.textContent);
        button.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(code);
        button.textContent = "Selected";
      }
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
    block.append(button);
  }

  // Findings can be filtered.
  const findings = [...document.querySelectorAll(".finding")];
  const articles = document.getElementById("articles");
  if (articles && findings.length > 1) {
    const words = make("input", { type: "search", id: "filter-words", placeholder: "words of a finding" });
    words.setAttribute("aria-label", "Show findings with these words");
    const only = make("input", { type: "checkbox" });
    const label = make("label", {});
    label.append(only, " only what is not expected");
    const count = make("output", {});
    const bar = make("div", { className: "filter" });
    bar.append(words, label, count);
    articles.before(bar);
    const texts = findings.map((finding) => finding.textContent.toLowerCase());
    const filter = () => {
      const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      findings.forEach((finding, number) => {
        const fits = wanted.every((word) => texts[number].includes(word)) && !(only.checked && finding.dataset.expected === "true");
        finding.hidden = !fits;
        shown += fits;
      });
      count.textContent = shown === findings.length ? "" : `${shown} of ${findings.length} findings`;
    };
    words.addEventListener("input", filter);
    only.addEventListener("change", filter);
  }

  // Paper has no folded parts.
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((part) => { part.open = true; }));
});
