// Makes the table of a group answer: filter, sort, choose columns. What is chosen stands in the
// address. Without this script the table is whole, from A to Z. All words come from the page.
// It is read before anything is drawn, so that the page begins with the room that it takes.
document.documentElement.classList.add("scripted");
addEventListener("DOMContentLoaded", () => {
  "use strict";
  const at = (id) => document.getElementById(id);
  const table = at("grid"), tools = at("tools"), told = at("told"), said = tools.dataset;
  const [body, rest] = table.tBodies, heads = [...table.tHead.rows[0].cells];
  const keys = heads.map((one) => one.dataset.key), titles = heads.map((one) => one.textContent);
  const name = at("name"), place = at("place"), known = at("known"), more = at("more");
  const WAIT = 300;
  let timer = 0, limit = more ? body.rows.length : Infinity;

  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const order = new Intl.Collator(document.documentElement.lang);
  const { format: number } = new Intl.NumberFormat(said.locale, { useGrouping: "always" });
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

  const indicators = keys.map((key, at) => at).filter((at) => /^[A-Z]\d+$/.test(keys[at]));
  const lines = [...table.querySelectorAll("tbody tr")].map((row) => ({
    row,
    name: fold(row.cells[0].textContent),
    region: place ? row.cells[keys.indexOf("region")].textContent : "",
    is_known: indicators.some((at) => !row.cells[at].classList.contains("u")),
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

  const sorted = (chosen) => {
    if (chosen === "name") return lines;
    const is_down = chosen.startsWith("-"), column = keys.indexOf(chosen.replace(/^-/, ""));
    const is_number = heads[column].classList.contains("num"), sign = is_down ? -1 : 1;
    // From A to Z is the order in which the page came, with names as lists put them.
    const found = lines.map((line, number) => {
      const cell = line.row.cells[column];
      const read = is_number ? value(cell) : cell.textContent || null;
      return { line, at: column ? read : number, number };
    });
    found.sort((one, other) => {
      if (one.at === null || other.at === null) {
        return (one.at === null) - (other.at === null) || one.number - other.number;
      }
      const by = typeof one.at === "string" ? order.compare(one.at, other.at) : one.at - other.at;
      return sign * by || one.number - other.number;
    });
    return found.map(({ line }) => line);
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

  // Puts the rows that fit into the first part of the table, as many as are shown, and the others
  // into the second one, which is not drawn: a cheap phone takes seconds to draw thousands.
  const chosen = ({ q, region, known: asked, sort }) => [q, region, asked, sort, limit].join("\n");
  let placed = lines, drawn = chosen({ q: "", region: "", known: "", sort: "name" });
  const place_rows = (now) => {
    if (chosen(now) === drawn) return;
    drawn = chosen(now);
    const typed = fold(now.q);
    placed = sorted(now.sort).filter((line) => line.name.includes(typed)
      && (!now.region || line.region === now.region)
      && (!now.known || line.is_known === (now.known === "some")));
    const rows = placed.map(({ row }) => row);
    body.replaceChildren(...rows.slice(0, limit));
    rest?.replaceChildren(...rows.slice(limit));
    if (more) more.hidden = rows.length <= limit;
  };

  const show = () => {
    const now = state();
    place_rows(now);
    columns(now.hidden);
    const column = keys.indexOf(now.sort.replace(/^-/, "")), is_down = now.sort.startsWith("-");
    heads.forEach((head, place) => {
      if (place === column) head.setAttribute("aria-sort", is_down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    if (name.value !== now.q) name.value = now.q;
    if (place) place.value = now.region;
    known.value = now.known;
    for (const box of boxes) box.checked = !now.hidden.has(box.value);
    const count = placed.length;
    const words = (count === 1 ? said.one : said.many).replace("{n}", number(count));
    const first = count > limit ? `; ${said.first.replace("{shown}", number(limit))}` : "";
    const by = (is_down ? said.down : said.up).replace("{column}", () => titles[column]);
    clearTimeout(timer);
    timer = setTimeout(() => {
      told.textContent = (now.sort === "name" ? words : `${words}, ${by}`) + first;
    }, WAIT);
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
  });
  const boxes = [...tools.querySelectorAll("[type=checkbox]")];
  for (const box of boxes) {
    box.addEventListener("change", () => {
      const { hidden } = state();
      if (box.checked) hidden.delete(box.value); else hidden.add(box.value);
      put({ hidden });
    });
  }
  more?.addEventListener("click", () => {
    const next = placed[limit];
    limit = Infinity;
    show();
    next.row.querySelector("a").focus();
  });
  name.addEventListener("input", () => put({ q: name.value }));
  place?.addEventListener("change", () => put({ region: place.value }));
  known.addEventListener("change", () => put({ known: known.value }));
  tools.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("popstate", show);
  show();
});
