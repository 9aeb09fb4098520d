// Puts two to four institutions side by side; the address says which, as ?a=ID&b=ID. Without this
// script the page leads to pairs that are ready. Words come from the page, numbers from files.
// It is read before anything is drawn, so that the page begins with the room that it takes.
const { classList: state, lang } = document.documentElement;
state.add("scripted");
state.toggle("awaited", new URLSearchParams(location.search).has("b"));
addEventListener("DOMContentLoaded", () => {
  "use strict";
  const at = (id) => document.getElementById(id);
  const place = at("compare"), form = at("choose"), told = at("told"), said = place.dataset;
  const kinds = at("kind"), names = at("institution"), list = form.querySelector(".chosen");
  const SLOTS = [..."abcd"];
  const language = said.written === "es" ? 0 : 1;
  const said_in = ({ dataset, textContent }) => [dataset.id, textContent.trim()];
  const words = (id) => Object.fromEntries([...at(id).children].map(said_in));
  const bands = words("bands"), states = words("states"), statements = words("statements");

  const fill = (text, holes) => text.replace(/\{(\w+)\}/g, (hole, name) => holes[name] ?? hole);
  const say = (name, holes) => fill(said[name], holes);
  const { format: number } = new Intl.NumberFormat(said.locale, { useGrouping: "always" });
  // Halves go to the even number, as elsewhere.
  const whole = (value) => {
    const below = Math.floor(value);
    return value - below === 0.5 ? below + (below % 2) : Math.round(value);
  };

  const read = async (folder, id) => {
    if (!/^[a-z0-9-]+$/.test(id)) return null; // it could lead elsewhere
    const reply = await fetch(`${said.root}api/v1/${folder}/${id}.json`);
    if (reply.status === 404) return null;
    if (!reply.ok) throw new Error(reply.status);
    return reply.json();
  };

  const made = (tag, text = "", name = "") => {
    const one = document.createElement(tag);
    Object.assign(one, { textContent: text, className: name });
    return one;
  };

  const label = ({ institution }) => [institution.name_es, institution.name_en][language];
  const alike = ({ institution: one }, { institution: other }) => (
    one.kind === other.kind && one.level === other.level
  );

  // What can be said of two, the one more often above first: the reasons stand in the order of
  // scorers/website/standings.py.
  const said_of = (part, one, other, { needed, parts }) => {
    const pair = [one, other], none = (says) => ({ says, pair });
    if (!needed) return none("method");
    if (!alike(one, other)) return none("unlike");
    if (!pair.every(({ pillars }) => pillars[part].rated)) return none("unrated");
    const places = (ids) => pair.map(({ institution }) => ids.indexOf(institution.institution_id));
    const table = (parts[part] ?? []).find(({ ids }) => !places(ids).includes(-1));
    if (!table) return none("many");
    const at = places(table.ids), low = Math.min(...at), signed = table.above[low][Math.max(...at) - low - 1];
    if ((at[0] === low) !== (signed >= 0)) pair.reverse();
    const count = Math.abs(signed);
    return { says: count >= needed ? "ahead" : "chance", pair, count };
  };

  const sentence = ({ says, pair, count }) => {
    const all = pair.map(label), second = all.pop();
    let text = statements[says];
    // Spanish joins with "e" what begins with the sound of an i: "Ministerio e Instituto".
    if (lang === "es" && /^h?[ií](?!e)/i.test(second)) text = text.replace(" y {second}", " e {second}");
    return fill(text, { first: all.join(", "), second, count: number(count) });
  };

  // One sentence a pair; but where nothing can be said of any, for one reason, one of them all.
  const sentences = (part, all, files) => {
    const found = all.flatMap((one, place) => all.slice(place + 1).map(
      (other) => said_of(part, one, other, files.get(one.institution.kind)),
    ));
    const { says, count } = found[0], is_one = found.every((each) => each.says === says);
    return (is_one && count === undefined ? [{ says, pair: all }] : found).map(sentence);
  };

  const draw = (svg, { rated, score, low, high, interval }) => {
    const set = (name, from, to) => {
      const bar = svg.querySelector(name);
      bar.setAttribute("x", 6 + 2 * from);
      bar.setAttribute("width", 2 * (to - from));
    };
    svg.setAttribute("aria-label", say("range", { low, high }));
    set(".bounds", low, high);
    if (interval) set(".interval", ...interval);
    else svg.querySelector(".interval").remove();
    if (rated) svg.querySelector(".dot").setAttribute("cx", 6 + 2 * score);
    else svg.querySelector(".dot").remove();
  };

  const side = (part, one) => {
    const item = at("side").content.cloneNode(true).firstElementChild, given = one.pillars[part];
    const { rated, measured_count: measured, applicable_count: total } = given;
    const [score, low, high, from, to] = ["score", "low", "high", "interval_low", "interval_high"]
      .map((name) => whole(given[name]));
    const interval = given.interval_low === given.interval_high ? null : [from, to];
    const link = item.querySelector("a"), [band, known] = item.querySelectorAll("p");
    link.href = `${said.base}${one.institution.institution_id}/#${part === "total" ? "main" : part}`;
    link.textContent = label(one);
    const named = given.bands.map((id) => bands[id]).join(` ${said.or} `) || said.unrated;
    band.textContent = named[0].toUpperCase() + named.slice(1) + (rated ? `: ${score}` : "");
    band.classList.toggle("none", !rated);
    draw(item.querySelector("svg"), { rated, score, low, high, interval });
    known.textContent = [
      say("coverage", { measured, total }),
      interval ? say("interval", { low: from, high: to }) : "",
      measured ? say("bounds", { low, high }) : said.nothing,
    ].filter(Boolean).join(" ");
    return item;
  };

  const cell = (reading) => {
    const one = made("td");
    if (!reading.words) one.append(made("span", states[reading.state], "note"));
    else {
      const few = reading.state === "too_few" ? `${said.few}: ` : "";
      one.append(few + reading.words[document.documentElement.lang]);
      if (reading.self_reported) one.append(made("br"), made("span", said.own, "flag"));
    }
    return one;
  };

  // Fills one part of the page: a side an institution, a sentence a pair, a cell an indicator.
  const part = (section, all, files) => {
    const id = section.dataset.part, [sides, says] = section.querySelectorAll("ul");
    sides.append(...all.map((one) => side(id, one)));
    says.append(...sentences(id, all, files).map((text) => made("li", text)));
    const table = section.querySelector(".scroll"), unknown = [];
    if (!table) return;
    const heads = all.map((one) => Object.assign(made("th", label(one)), { scope: "col" }));
    table.querySelector("thead tr").append(...heads);
    for (const row of table.querySelectorAll("tbody tr")) {
      const readings = all.map(({ indicators }) => indicators[row.dataset.id]);
      if (readings.some((one) => one.words)) row.append(...readings.map(cell));
      else { unknown.push(row.dataset.id); row.remove(); }
    }
    if (!table.querySelector("tbody tr")) table.remove();
    if (unknown.length) {
      section.lastElementChild.textContent = say("unknown", { indicators: unknown.join(", ") });
    }
  };

  const asked = () => {
    const given = new URL(location).searchParams;
    return [...new Set(SLOTS.map((slot) => given.get(slot)).filter(Boolean))];
  };

  const go = (ids) => {
    const address = new URL(location);
    address.search = new URLSearchParams(ids.map((id, place) => [SLOTS[place], id]));
    history.pushState(null, "", address);
    return show();
  };

  const chip = (id, text) => {
    const item = made("li", `${text} `), button = made("button", "×");
    button.type = "button";
    button.setAttribute("aria-label", say("remove", { name: text }));
    button.addEventListener("click", async () => {
      await go(asked().filter((other) => other !== id));
      (list.querySelector("button") || names).focus();
    });
    item.append(button);
    return item;
  };

  let turn = 0;
  const show = async () => {
    const mine = turn += 1, ids = asked();
    try {
      const cards = await Promise.all(ids.map((id) => read("institutions", id)));
      const scored = cards.filter((one) => one && Object.keys(one.pillars).length);
      const found = new Set(scored.map(({ institution }) => institution.kind));
      const files = new Map(await Promise.all(
        [...found].map(async (kind) => [kind, await read("kinds", kind)]),
      ));
      if (mine !== turn) return; // another choice came
      list.replaceChildren(...ids.map((id, at) => chip(id, cards[at] ? label(cards[at]) : id)));
      const faults = cards.map((one, at) => {
        if (!one) return say("absent", { id: ids[at] });
        return scored.includes(one) ? "" : say("unscored", { name: label(one) });
      });
      const parts = [...at("parts").content.cloneNode(true).children], is_enough = scored.length > 1;
      if (is_enough) parts.forEach((one) => part(one, scored, files));
      place.replaceChildren(...(is_enough ? parts : []));
      place.hidden = at("like").hidden = !is_enough;
      state.remove("awaited");
      const is_like = scored.every((one) => alike(one, scored[0]));
      at("like").textContent = is_like ? said.like : said.unlike;
      told.textContent = [
        ...faults.filter(Boolean),
        is_enough ? say("shown", { names: scored.map(label).join("; ") }) : said.more,
      ].join(" ");
      if (!scored.length || names.length) return;
      kinds.value = scored[0].institution.kind; // like with like
      await offer();
    } catch {
      state.remove("awaited");
      told.textContent = said.failed;
    }
  };

  const offer = async () => {
    const kind = kinds.value;
    try {
      const { institutions } = await read("kinds", kind);
      if (kind !== kinds.value) return;
      const options = institutions.map(
        ([id, , ...both]) => new Option(both[language] ?? both[0], id),
      );
      const order = new Intl.Collator(lang);
      names.replaceChildren(...options.sort((one, other) => order.compare(one.text, other.text)));
    } catch { told.textContent = said.failed; }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const ids = asked();
    if (!names.value || ids.includes(names.value)) return;
    if (ids.length === SLOTS.length) told.textContent = said.full;
    else go([...ids, names.value]);
  });
  kinds.addEventListener("change", offer);
  form.addEventListener("focusin", () => { if (!names.length) offer(); }); // and not before
  addEventListener("popstate", show);
  show();
});
