// Completions under the search box. The page works without this file.
"use strict";
for (const form of document.querySelectorAll("form[data-completions]")) {
  const input = form.querySelector("input[type=search]");
  const list = document.createElement("ul");
  list.className = "guesses";
  list.id = input.id + "-goi-y";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.list);
  list.hidden = true;
  input.parentNode.append(list);
  for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-autocomplete", "list"], ["aria-controls", list.id]]) {
    input.setAttribute(name, value);
  }
  let timer, request, chosen = -1;

  const close = () => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (next) => {
    const items = [...list.children];
    if (!items.length) return;
    chosen = (next + items.length) % items.length;
    items.forEach((item, place) => item.setAttribute("aria-selected", String(place === chosen)));
    input.setAttribute("aria-activedescendant", items[chosen].id);
    items[chosen].scrollIntoView({ block: "nearest" });
  };
  const show = (guesses) => {
    list.replaceChildren(...guesses.map((guess, place) => {
      const item = document.createElement("li");
      item.id = list.id + place;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.dataset.text = "";
      item.textContent = guess.text;
      item.addEventListener("mousedown", (event) => { event.preventDefault(); location.href = guess.url; });
      item.url = guess.url;
      return item;
    }));
    chosen = -1;
    list.hidden = !guesses.length;
    input.setAttribute("aria-expanded", String(guesses.length > 0));
  };
  const ask = async () => {
    request?.abort();
    request = new AbortController();
    const typed = input.value.trim();
    if (typed.length < 2) return close();
    try {
      const answer = await fetch(form.dataset.completions + "?q=" + encodeURIComponent(typed), { signal: request.signal });
      if (answer.ok) show(await answer.json());
    } catch { /* the next letter asks again */ }
  };
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 150); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? -1 : chosen - 1);
    else if (event.key === "Enter" && chosen >= 0) location.href = list.children[chosen].url;
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
}
