// Searches the words of all pages, on the page of the search alone, through the index that Pagefind
// made of them. Without this script the page leads to the lists. All words come from the page.
// It is read before anything is drawn, so that the page begins with the room that it takes.
const question = new URLSearchParams(location.search).get("q")?.trim();
document.documentElement.classList.add("scripted");
document.documentElement.classList.toggle("awaited", Boolean(question));
addEventListener("DOMContentLoaded", () => {
  "use strict";
  const part = document.getElementById("texts");
  const STEP = 10;
  const said = part.dataset, root = new URL(said.root, document.baseURI);
  const status = part.querySelector("[role=status]"), list = part.querySelector("ol");
  const more = part.querySelector("button");

  // An excerpt is HTML whose only tags are <mark>: whatever else it may hold becomes plain text.
  const marked = (excerpt) => {
    const { body } = new DOMParser().parseFromString(`<p>${excerpt}</p>`, "text/html");
    return [...body.firstChild.childNodes].map((part) => {
      const made = document.createElement(part.nodeName === "MARK" ? "mark" : "span");
      made.textContent = part.textContent;
      return made;
    });
  };

  const item = ({ raw_url: address, meta, excerpt }) => {
    const made = document.createElement("li"), link = document.createElement("a");
    const words = document.createElement("p");
    link.href = new URL(address.replace(/^\//, ""), root).href;
    link.textContent = meta.title;
    words.append(...marked(excerpt));
    made.append(link, words);
    return made;
  };

  const counted = (count) => {
    const words = count === 0 ? said.none : count === 1 ? said.one : said.many;
    return words.replace("{n}", new Intl.NumberFormat(said.locale).format(count));
  };

  const search = async () => {
    try {
      const pagefind = await import(new URL("pagefind/pagefind.js", root).href);
      await pagefind.options({ excerptLength: 24 });
      const { results } = await pagefind.search(question);
      const next = async () => {
        const from = list.children.length;
        const found = await Promise.all(results.slice(from, from + STEP).map((one) => one.data()));
        list.append(...found.map(item));
        more.hidden = list.children.length >= results.length;
        if (from) list.children[from]?.querySelector("a").focus();
      };
      more.addEventListener("click", next);
      await next();
      status.textContent = counted(results.length);
    } catch { status.textContent = said.failed; }
    part.hidden = false;
  };

  if (question) search();
});
