// Makes the table of a group answer: filter, sort, choose columns. What is chosen stands in the
// address. Without this script the table is whole, from A to Z. All words come from the page.
(() => {
  "use strict";
  const at = (id) => document.getElementById(id);
  const table = at("grid"), tools = at("tools"), told = at("told"), said = tools.dataset;
  const body = table.tBodies[0], heads = [...table.tHead.rows[0].cells];
  const keys = heads.map((one) => one.dataset.key), titles = heads.map((one) => one.textContent);
  const name = at("name"), place = at("place"), known = at("known");
  const WAIT = 300;
  let timer = 0;

  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const order = new Intl.Collator(document.documentElement.lang);
  const marks = Object.fromEntries(
    new Intl.NumberFormat(said.locale, { useGrouping: "always" }).formatToParts(12345.6)
      .map(({ type, value }) => [type, value]),
  );
  // The number that a cell begins with; null where nothing is known, which is never zero.
  const value = (cell) => {
    if (cell.classList.contains("u")) return null;
    const text = cell.textContent.replaceAll(marks.group, "").replace(marks.decimal, ".");
    const read = parseFloat(text.replace("\u2212", "-"));
    return Number.isNaN(read) ? null : read;
  };

  const lines = [...body.rows].map((row) => ({
    row,
    name: fold(row.cells[0].textContent),
    region: place ? row.cells[keys.indexOf("region")].textContent : "",
    is_known: keys.some((key, at) => /^[A-Z]\d+$/.test(key) && !row.cells[at].classList.contains("u")),
  }));

  // What is chosen: `sort` is the key of a column, with a minus for the highest first.
  const state = () => {
    const given = new URLSearchParams(location.search);
    const sort = given.get("sort") || "name";
    const hidden = (given.get("hide") || "").split(".").filter((key) => keys.indexOf(key) > 0);
    return {
      q: given.get("q") || "", region: given.get("region") || "", known: given.get("known") || "",
      sort: keys.includes(sort.replace(/^-/, "")) ? sort : "name", hidden: new Set(hidden),
    };
  };
  const put = (changes) => {
    const { hidden, ...now } = { ...state(), ...changes };
    const address = new URL(location.href), given = new URLSearchParams();
    for (const key of ["q", "region", "known"]) if (now[key]) given.set(key, now[key]);
    if (now.sort !== "name") given.set("sort", now.sort);
    if (hidden.size) given.set("hide", [...hidden].join("."));
    address.search = given;
    history.replaceState(null, "", address);
    show();
  };

  let sorted = "name";
  const sort = (chosen) => {
    if (chosen === sorted) return;
    sorted = chosen;
    const is_down = chosen.startsWith("-"), column = keys.indexOf(chosen.replace(/^-/, ""));
    const is_number = heads[column].classList.contains("num"), sign = is_down ? -1 : 1;
    // From A to Z is the order in which the page came, with names as lists put them.
    const placed = lines.map((line, number) => {
      const cell = line.row.cells[column];
      const found = is_number ? value(cell) : cell.textContent || null;
      return { line, at: column ? found : number, number };
    });
    placed.sort((one, other) => {
      if (one.at === null || other.at === null) {
        return (one.at === null) - (other.at === null) || one.number - other.number;
      }
      const by = typeof one.at === "string" ? order.compare(one.at, other.at) : one.at - other.at;
      return sign * by || one.number - other.number;
    });
    body.append(...placed.map(({ line }) => line.row));
  };

  let gone = "";
  const columns = (hidden) => {
    if ([...hidden].join() === gone) return;
    gone = [...hidden].join();
    keys.forEach((key, column) => {
      heads[column].hidden = hidden.has(key);
      for (const { row } of lines) row.cells[column].hidden = hidden.has(key);
    });
  };

  const show = () => {
    const now = state(), typed = fold(now.q);
    sort(now.sort);
    columns(now.hidden);
    let count = 0;
    for (const line of lines) {
      const fits = line.name.includes(typed) && (!now.region || line.region === now.region)
        && (!now.known || line.is_known === (now.known === "some"));
      line.row.hidden = !fits;
      if (fits) count += 1;
    }
    const column = keys.indexOf(now.sort.replace(/^-/, "")), is_down = now.sort.startsWith("-");
    heads.forEach((head, place) => {
      if (place === column) head.setAttribute("aria-sort", is_down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    if (name.value !== now.q) name.value = now.q;
    if (place) place.value = now.region;
    known.value = now.known;
    for (const box of tools.querySelectorAll("[type=checkbox]")) box.checked = !now.hidden.has(box.value);
    const words = (count === 1 ? said.one : said.many)
      .replace("{n}", new Intl.NumberFormat(said.locale).format(count));
    const by = (is_down ? said.down : said.up).replace("{column}", () => titles[column]);
    clearTimeout(timer);
    timer = setTimeout(() => { told.textContent = now.sort === "name" ? words : `${words}, ${by}`; }, WAIT);
  };

  heads.forEach((head, column) => {
    const button = document.createElement("button"), key = keys[column];
    button.type = "button";
    button.textContent = titles[column];
    // A column of numbers begins with its highest, one of words with A.
    const first = head.classList.contains("num") ? `-${key}` : key;
    const second = first === key ? `-${key}` : key;
    button.addEventListener("click", () => put({ sort: state().sort === first ? second : first }));
    head.replaceChildren(button);
    if (!column) return; // a row without its name says nothing
    const label = document.createElement("label"), box = document.createElement("input");
    box.type = "checkbox";
    box.value = key;
    box.addEventListener("change", () => {
      const { hidden } = state();
      if (box.checked) hidden.delete(key); else hidden.add(key);
      put({ hidden });
    });
    label.append(box, ` ${titles[column]}`);
    tools.querySelector("fieldset").append(label);
  });
  name.addEventListener("input", () => put({ q: name.value }));
  place?.addEventListener("change", () => put({ region: place.value }));
  known.addEventListener("change", () => put({ known: known.value }));
  tools.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("popstate", show);
  tools.hidden = false;
  show();
})();
