// Finds institutions by name as you type, through one small file that is read when the field is
// entered. Without this script the form leads to the A-Z list. All words come from the form.
(() => {
  "use strict";
  const form = document.querySelector("form.find");
  if (!form) return;
  const SHOWN = 8, ON_PAGE = 50, WAIT = 300;
  const said = form.dataset;
  const field = form.querySelector("input"), list = form.querySelector(".found");
  const status = form.querySelector("[role=status]"), page = document.getElementById("names");
  const language = said.written === "es" ? 0 : 1;
  let index = null, active = -1, timer = 0, asked = "";

  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const split = (text) => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const slug = (text) => fold(text).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  const bare = (text) => split(text).join("");

  // Reads the file (scorers/website/finding.py says what is in it) and turns it round: for every
  // word, the rows that hold it, each with how far from the name it stands: 0 in the name, 1 in an
  // old one, 3 in that of the place.
  const turned = ({ small, regions, rows }) => {
    const words = new Map();
    const put = (text, number, far) => {
      for (const word of split(text || "")) {
        const at = words.get(word) || words.set(word, new Map()).get(word);
        at.set(number, Math.min(far, at.get(number) ?? far));
      }
    };
    const both = ([es, en]) => [es, en || es];
    const all = rows.map(([id, es, en, short = "", region = -1, province = "", old = []]) => ({
      id: id || slug(es),
      names: both([es, en]),
      short,
      place: region < 0 ? ["", ""] : both(regions[region]),
      province,
      old,
      folded: both([es, en]).map((name) => split(name).join(" ")),
      code: bare(short),
    }));
    all.forEach((one, number) => {
      const called = ({ names, short }) => [...names, short];
      called(one).forEach((text) => put(text, number, 0));
      one.old.flatMap((other) => called(all[other])).forEach((text) => put(text, number, 1));
      [...one.place, one.province].forEach((text) => put(text, number, 3));
    });
    return { all, words, small: new Set(small) };
  };

  const load = () => {
    index ||= fetch(new URL(said.index, document.baseURI))
      .then((reply) => { if (!reply.ok) throw new Error(reply.status); return reply.json(); })
      .then(turned);
    index.catch(() => { index = null; });
    return index;
  };

  // How many letters are wrong, missing, too many or swapped: in the whole word, and in as much of
  // its beginning as fits best. More than `most` counts as Infinity.
  const wrong = (typed, word, most) => {
    if (word.length < typed.length - most) return [Infinity, Infinity];
    const to = Math.min(word.length, typed.length + most);
    let before = [], last = [], row = Array.from({ length: to + 1 }, (_, at) => at);
    for (let i = 1; i <= typed.length; i += 1) {
      [before, last, row] = [last, row, [i]];
      for (let j = 1; j <= to; j += 1) {
        const same = typed[i - 1] === word[j - 1] ? 0 : 1;
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
        if (i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1]) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      if (Math.min(...row) > most) return [Infinity, Infinity];
    }
    const fits = (count) => (count <= most ? count : Infinity);
    return [to === word.length ? fits(row[to]) : Infinity, fits(Math.min(...row))];
  };

  // Compares lists of numbers: by the first that differs.
  const earlier = (one, other) => {
    const at = one.findIndex((part, number) => part !== other[number]);
    return at < 0 ? 0 : one[at] - other[at];
  };

  // The rows that hold a typed word, each with its letters wrong and how well it fits otherwise.
  const holding = (typed, words) => {
    const most = typed.length < 4 ? 0 : typed.length < 8 ? 1 : 2;
    const found = new Map();
    for (const [word, rows] of words) {
      const [whole, start] = word.startsWith(typed) ? [word === typed ? 0 : Infinity, 0]
        : most ? wrong(typed, word, most) : [Infinity, Infinity];
      const off = Math.min(whole, start);
      if (off === Infinity) continue;
      for (const [number, far] of rows) {
        const fit = [off, far + (whole === off ? 0 : 1)];
        const known = found.get(number);
        if (!known || earlier(fit, known) < 0) found.set(number, fit);
      }
    }
    return found;
  };

  // The institutions that a question means, the best first: an abbreviation, then those with the
  // fewest letters wrong, then whole words before beginnings and names before places.
  const look = (question, { all, words, small }) => {
    const typed = split(question), phrase = typed.join(" "), code = bare(question);
    const needed = typed.filter((word) => !small.has(word));
    const per = (needed.length ? needed : typed).map((word) => holding(word, words));
    if (!per.length) return [];
    const hits = [];
    all.forEach((one, number) => {
      const fits = per.map((found) => found.get(number));
      if (one.code === code) hits.push({ one, rank: [0, 0, 0, 0, number] });
      else if (!fits.includes(undefined)) {
        const ends = (name) => name.startsWith(phrase) || name.endsWith(` ${phrase}`);
        const sum = (at) => fits.reduce((total, fit) => total + fit[at], 0);
        hits.push({ one, rank: [1, sum(0), sum(1), one.folded.some(ends) ? 0 : 1, number] });
      }
    });
    hits.sort((one, other) => earlier(one.rank, other.rank));
    const sure = hits.filter(({ rank }) => rank[1] === 0);
    const is_enough = sure.length >= SHOWN || sure.some(({ rank }) => rank[0] === 0);
    return (is_enough ? sure : hits).map(({ one }) => one);
  };

  const named = (one) => one.names[language];

  const absolute = (address) => new URL(address, document.baseURI);

  const address = (one) => absolute(`${said.base}${encodeURIComponent(one.id)}/`).href;

  // What stands beside a name: short name, place and, where it was found by it, an old name.
  const beside = (one, all, question) => {
    const typed = split(question).filter((word) => word.length > 2);
    const holds = ({ folded, code }, word) => [...folded, code].join(" ").includes(word);
    const old = typed.every((word) => holds(one, word)) ? undefined
      : one.old.map((at) => all[at]).find((other) => typed.some((word) => holds(other, word)));
    const place = [one.province, one.place[language]].filter(Boolean).join(", ");
    const before = old && said.before.replace("{name}", () => named(old));
    return [one.short, place, before].filter(Boolean).join(" · ");
  };

  const link = (href, text, about) => {
    const made = document.createElement("a");
    made.href = href;
    made.textContent = text;
    if (about) {
      made.append(document.createElement("span"));
      made.lastChild.textContent = ` ${about}`;
    }
    return made;
  };

  const choose = (number) => {
    const options = [...list.children];
    active = options.length ? (number + options.length + 1) % (options.length + 1) : -1;
    if (active === options.length) active = -1;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === active)));
    if (active < 0) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", options[active].id);
    return options[active].scrollIntoView({ block: "nearest" });
  };

  const show = (options) => {
    options.forEach((option, at) => {
      option.id = `found-${at}`;
      option.tabIndex = -1;
      option.setAttribute("role", "option");
    });
    list.replaceChildren(...options);
    list.hidden = !options.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    choose(-1);
  };

  const tell = (text) => {
    clearTimeout(timer);
    status.textContent = "";
    if (text) timer = setTimeout(() => { status.textContent = text; }, WAIT);
  };

  const counted = (count, shown) => {
    const words = count === 0 ? said.none : count === 1 ? said.one : said.many;
    const number = new Intl.NumberFormat(said.locale).format(count);
    const rest = count > shown ? ` ${said.first.replace("{n}", shown)}` : "";
    return words.replace("{n}", number) + rest;
  };

  const hit = (one, all, question) => link(address(one), named(one), beside(one, all, question));

  const ask = async () => {
    const question = field.value.trim();
    asked = question;
    if (!question) { tell(""); return show([]); }
    try {
      const read = await load();
      if (question !== asked) return undefined; // another letter has come since
      const hits = look(question, read);
      const options = hits.slice(0, SHOWN).map((one) => hit(one, read.all, question));
      const texts = absolute(said.search);
      texts.searchParams.set("q", question);
      show([...options, link(texts.href, said.texts.replace("{words}", () => question))]);
      return tell(counted(hits.length, SHOWN));
    } catch {
      show([]);
      return tell(said.failed);
    }
  };

  // On the page of the search: all that fit, as a plain list.
  const fill = async () => {
    const question = field.value.trim();
    if (!question) return;
    try {
      const read = await load(), hits = look(question, read);
      page.querySelector("ul").replaceChildren(...hits.slice(0, ON_PAGE).map((one) => {
        const item = document.createElement("li");
        item.append(hit(one, read.all, question));
        return item;
      }));
      page.querySelector("p").textContent = counted(hits.length, ON_PAGE);
    } catch { page.querySelector("p").textContent = said.failed; }
    page.hidden = false;
  };

  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-controls", list.id);
  form.action = said.search;
  field.addEventListener("focus", load, { once: true });
  field.addEventListener("input", ask);
  field.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !list.hidden) choose(active + step);
    else if (event.key === "ArrowDown") ask();
    else if (event.key === "Enter" && active >= 0) location.href = list.children[active].href;
    else if (event.key === "Escape" && !list.hidden) { show([]); tell(""); }
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps focus
  form.addEventListener("focusout", (event) => {
    if (form.contains(event.relatedTarget)) return;
    asked = "";
    show([]);
    tell("");
  });
  if (page) {
    field.value = new URLSearchParams(location.search).get("q") || "";
    fill();
  }
})();
