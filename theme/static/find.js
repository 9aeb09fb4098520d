// Finds an institution by name as you type. Without this script the form leads to the A-Z list.
(() => {
  "use strict";
  const form = document.querySelector("form.find");
  if (!form) return;
  const field = form.querySelector("input");
  const found = document.getElementById("found");
  const said = document.getElementById("said");
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  let names = null;

  const load = () => {
    if (names) return names;
    names = fetch(form.dataset.index)
      .then((reply) => reply.json())
      .then((rows) => rows.map((row) => ({ row, key: fold(row.slice(1).join(" ")) })));
    names.catch(() => { names = null; });
    return names;
  };

  const show = (rows, asked) => {
    found.replaceChildren(...rows.map((row) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `${form.dataset.base}${row[0]}/`;
      link.textContent = row[1];
      if (row[3]) {
        const place = document.createElement("span");
        place.textContent = ` ${row[3]}`;
        link.append(place);
      }
      item.append(link);
      return item;
    }));
    said.textContent = asked ? (rows.length ? `${form.dataset.some}: ${rows.length}` : form.dataset.none) : "";
  };

  const look = async () => {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    if (!words.length) return show([], false);
    const all = await load();
    if (words.join(" ") !== fold(field.value).split(/\s+/).filter(Boolean).join(" ")) return;
    const hits = all.filter(({ key }) => words.every((word) => key.includes(word)));
    const start = words.join(" ");
    const rank = ({ key }) => (` ${key}`.includes(` ${start}`) ? 0 : 1);
    show(hits.sort((a, b) => rank(a) - rank(b)).slice(0, 8).map(({ row }) => row), true);
  };

  field.addEventListener("focus", load, { once: true });
  field.addEventListener("input", look);
  form.addEventListener("submit", (event) => {
    const first = found.querySelector("a");
    if (first) {
      event.preventDefault();
      location.href = first.href;
    }
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [field, ...found.querySelectorAll("a")];
    const next = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    if (stops[next]) {
      event.preventDefault();
      stops[next].focus();
    }
  });
  if (field.value) look();
})();
