"use strict";
// Long tables show their first rows; a filter finds the others. Without this script
// every row is there to read.

const wording = JSON.parse(document.getElementById("words").textContent);

// Puts values in the places {} of a text.
function fill(text, ...given) {
  return given.reduce((said, one) => said.replace("{}", () => one), text);
}

function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

// A clause's place is "role › section › item": what a row without a column of its own
// for them is found by.
function places(row, level) {
  const found = [...row.querySelectorAll(".place")].map(
    (place) => place.textContent.split(" › ")[level] ?? "");
  const [before, after] = wording.item.split("{}");
  return found.filter((name) => !(name.startsWith(before) && name.endsWith(after)));
}

function values(row, column) {
  if (column.at < 0) return places(row, column.level);
  const said = row.rows[0].cells[column.at].textContent;
  return column.by === "label" ? said.split(wording.and).map((one) => one.trim()) : [said];
}

function filtered(table) {
  const heads = [...table.tHead.rows[0].cells];
  const columns = heads
    .map((head, at) => ({ by: head.dataset.by, name: head.textContent, at }))
    .filter((column) => column.by);
  const missing = [["role", wording.role, 0], ["section", wording.section, 1]].filter(
    ([by]) => !columns.some((column) => column.by === by));
  const placed = missing.map(([by, name, level]) => ({ by, name, at: -1, level }));
  return [...columns, ...placed];
}

function choices(rows, column) {
  const said = new Set(rows.flatMap((row) => values(row, column)));
  said.delete("");
  said.delete("—");
  return [...said];
}

function prepare(section) {
  const status = section.querySelector(".shown");
  if (!status) return;
  const table = section.querySelector("table");
  const rows = [...table.tBodies];
  const title = section.querySelector("h3").textContent;
  const texts = new Map();
  const text = make("input", { type: "search", autocomplete: "off" });
  const selects = [];
  for (const column of filtered(table)) {
    const said = choices(rows, column);
    if (said.length < 2) continue;
    const options = said.map((one) => make("option", { textContent: one }));
    const select = make("select", {}, make("option", { value: "", textContent: wording.every }));
    select.append(...options);
    selects.push({ select, column });
  }
  const more = rows.some((row) => row.classList.contains("more"));
  const all = make("button", { type: "button", className: "all" });
  const below = make("button", { type: "button", className: "all" });
  const clear = make("button", { type: "button", textContent: wording.clear });
  let whole = !more;

  function holds(row, words) {
    if (!texts.has(row)) texts.set(row, row.textContent.toLowerCase());
    return words.every((word) => texts.get(row).includes(word))
      && selects.every(({ select, column }) =>
        !select.value || values(row, column).includes(select.value));
  }

  function update() {
    const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    const asked = words.length > 0 || selects.some(({ select }) => select.value);
    let shown = 0;
    for (const row of rows) {
      row.hidden = asked
        ? !holds(row, words) : !whole && row.classList.contains("more");
      shown += !row.hidden;
    }
    status.textContent = fill(wording.rows, shown, rows.length);
    all.textContent = whole ? wording.first_rows : fill(wording.all_rows, rows.length);
    below.textContent = all.textContent;
    all.hidden = below.hidden = asked || !more;
    clear.hidden = !asked;
  }

  function empty() {
    text.value = "";
    for (const { select } of selects) select.value = "";
    update();
    text.focus();
  }

  const labels = selects.map(({ select, column }) =>
    make("label", {}, `${column.name} `, select));
  const bar = make("div", { className: "filter", role: "search" },
    ...labels, make("label", {}, `${wording.search} `, text), clear, all);
  bar.setAttribute("aria-label", fill(wording.filter, title));
  bar.addEventListener("input", update);
  bar.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      empty();
    } else if (event.key === "Enter" && event.target === text) {
      event.preventDefault();
      rows.find((row) => !row.hidden)?.querySelector("summary")?.focus();
    }
  });
  clear.addEventListener("click", empty);
  for (const button of [all, below]) {
    button.addEventListener("click", () => {
      whole = !whole;
      update();
      if (button === below) all.focus();
    });
  }
  status.closest("p").before(bar);
  section.append(below);
  update();
}

document.querySelectorAll("section.data").forEach(prepare);
for (const row of document.querySelectorAll("tbody")) {
  row.querySelector("summary")?.setAttribute("aria-label",
    fill(wording.opens, row.rows[0].cells[0].textContent, row.querySelectorAll("q").length));
}
document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && event.target.closest?.("details[open]");
  if (open) {
    open.open = false;
    open.querySelector("summary").focus();
  }
});
