// Helps with a letter: choose what it asks for, copy it, know when the answer is due.
// Without this script the letter, its files and the rule of the term are all there.
(() => {
  "use strict";
  const at = (id) => document.getElementById(id);
  const letter = at("request");
  if (!letter) return;

  // Copying: the clipboard where a page may use it, else the selection.
  const told = at("told");
  const copy = async (source) => {
    try {
      await navigator.clipboard.writeText(source.innerText);
    } catch {
      getSelection().selectAllChildren(source);
      document.execCommand("copy");
    }
  };
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await copy(at(button.dataset.copy));
      told.textContent = "";
      requestAnimationFrame(() => { told.textContent = `${told.dataset.copied}: ${button.textContent}`; });
    });
  }

  // Choosing: what is not ticked is hidden in the letter and its gloss, and left out of the mail.
  const mail = at("mail");
  const boxes = new Map();
  const choose = () => {
    for (const text of [letter, at("gloss")]) {
      let number = 0;
      for (const block of text.querySelectorAll(".asks")) {
        for (const line of block.querySelectorAll("[data-gap]")) {
          line.hidden = !boxes.get(line.dataset.gap).checked;
          if (!line.hidden) {
            number += 1;
            line.textContent = line.textContent.replace(/^(\s*)\d+/, `$1${number}`);
          }
        }
        block.hidden = !block.querySelector("[data-gap]:not([hidden])");
      }
    }
    const body = encodeURIComponent(letter.innerText.replace(/\r?\n/g, "\r\n"));
    mail.href = `${mail.getAttribute("href").split("&body=")[0]}&body=${body}`;
  };
  for (const item of document.querySelectorAll(".gaps [data-ask]")) {
    const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: true });
    box.id = `ask-${item.id}`;
    box.setAttribute("aria-labelledby", `name-${item.id}`);
    box.addEventListener("change", choose);
    const name = item.querySelector(".name");
    name.id = `name-${item.id}`;
    name.before(box);
    boxes.set(item.id, box);
  }
  const gaps = at("gaps");
  const none = Object.assign(document.createElement("button"), {
    type: "button", className: "go", textContent: gaps.dataset.none,
  });
  none.addEventListener("click", () => {
    for (const box of boxes.values()) box.checked = false;
    choose();
  });
  gaps.after(none);

  // The due day, and a reminder of it: days are counted as UTC, so no time zone moves them.
  const when = at("when");
  if (!when) return;
  const filed = at("filed");
  const answer = at("answer");
  const remind = at("remind");
  const text = (day) => day.toISOString().slice(0, 10);
  const next = (day) => new Date(day.getTime() + 86400000);
  const spoken = new Intl.DateTimeFormat(when.dataset.locale, { dateStyle: "full", timeZone: "UTC" });

  const start = ({ years, weekend, regions, ...country }) => {
    const days = Number(when.dataset.days);
    const own = regions[told.dataset.region] || { days: [], unclear: [] };
    const sure = new Set([...country.days, ...own.days]);
    const all = new Set([...sure, ...country.unclear, ...own.unclear]);
    const due = (from, free) => {
      let day = from;
      for (let counted = 0; counted < days;) {
        day = next(day);
        if (!weekend.includes(day.getUTCDay()) && !free.has(text(day))) counted += 1;
      }
      return day;
    };
    const show = () => {
      const from = new Date(`${filed.value}T00:00:00Z`);
      at("filed-cell").textContent = filed.value;
      remind.hidden = true;
      answer.textContent = "";
      if (Number.isNaN(from.getTime())) return;
      const last = due(from, all);
      if (from.getUTCFullYear() < years[0] || last.getUTCFullYear() > years[1]) {
        answer.textContent = when.dataset.unknown;
        return;
      }
      const said = [when.dataset.due.replace("{day}", spoken.format(last))];
      const other = due(from, sure);
      if (text(other) !== text(last)) said.push(when.dataset.later.replace("{day}", spoken.format(other)));
      answer.textContent = said.join(" ");
      remind.dataset.due = text(last);
      remind.hidden = false;
    };
    const now = new Date();
    const part = (number) => String(number).padStart(2, "0");
    filed.value = `${now.getFullYear()}-${part(now.getMonth() + 1)}-${part(now.getDate())}`;
    filed.addEventListener("input", show);
    when.hidden = false;
    show();
  };

  // A calendar file (RFC 5545): text escaped, lines of at most 75 bytes, CRLF.
  const escaped = (words) => words.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");
  const fold = (line) => {
    const parts = [""];
    let size = 0;
    for (const letter of line) {
      const bytes = new TextEncoder().encode(letter).length;
      if (size + bytes > 73) {
        parts.push("");
        size = 0;
      }
      parts[parts.length - 1] += letter;
      size += bytes;
    }
    return parts.join("\r\n ");
  };
  remind.addEventListener("click", () => {
    const day = new Date(`${remind.dataset.due}T00:00:00Z`);
    const plain = (one) => text(one).replaceAll("-", "");
    const lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Consta//ES", "BEGIN:VEVENT",
      `UID:${told.dataset.id}-${filed.value}@consta`,
      `DTSTAMP:${new Date().toISOString().replace(/[-:]|\.\d+/g, "")}`,
      `DTSTART;VALUE=DATE:${plain(day)}`, `DTEND;VALUE=DATE:${plain(next(day))}`,
      `SUMMARY:${escaped(told.dataset.event)}`, `DESCRIPTION:${escaped(location.href.split("#")[0])}`,
      "END:VEVENT", "END:VCALENDAR",
    ];
    const link = document.createElement("a");
    link.href = URL.createObjectURL(
      new Blob([`${lines.map(fold).join("\r\n")}\r\n`], { type: "text/calendar" }),
    );
    link.download = `consta-${told.dataset.id}-${remind.dataset.due}.ics`;
    link.click();
    URL.revokeObjectURL(link.href);
  });

  fetch(when.dataset.source).then((reply) => reply.json()).then(start, () => {});
})();
