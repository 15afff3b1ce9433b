// The lending desk without reloads, with a sound for each kind of outcome. The
// page works without this file.
"use strict";
(() => {
  let sound, isBusy = false;
  const waiting = [];
  const said = document.createElement("p");
  said.className = "unseen";
  said.setAttribute("role", "status");
  document.body.append(said);

  // Frequency in hertz, start and length in seconds.
  const tones = { done: [[880, 0, .09]], notice: [[660, 0, .1], [660, .16, .1]], refused: [[220, 0, .3]] };
  const beep = (tone) => {
    try {
      sound ??= new AudioContext();
      for (const [pitch, start, length] of tones[tone] ?? []) {
        const wave = sound.createOscillator(), volume = sound.createGain();
        wave.frequency.value = pitch;
        wave.type = tone === "refused" ? "square" : "sine";
        volume.gain.value = .12;
        wave.connect(volume).connect(sound.destination);
        wave.start(sound.currentTime + start);
        wave.stop(sound.currentTime + start + length);
      }
    } catch { /* no sound here */ }
  };
  const field = () => document.getElementById("quet");

  const show = async (response) => {
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const desk = page.querySelector("[data-desk]");
    // Signed out, or an error: the browser shows it itself.
    if (!desk || !response.ok) { location.href = response.url; return; }
    document.querySelector("[data-desk]").replaceWith(desk);
    document.title = page.title;
    history.replaceState(null, "", response.url);
    const outcome = desk.querySelector("[data-outcome]");
    if (outcome) {
      outcome.removeAttribute("role");
      said.textContent = outcome.textContent.replace(/\s+/g, " ").trim();
      beep(outcome.dataset.outcome);
    }
    field()?.focus();
  };
  const work = async () => {
    if (isBusy) return;
    isBusy = true;
    while (waiting.length) {
      const ask = waiting.shift();
      try { await show(await ask()); } catch { beep("refused"); location.reload(); }
    }
    isBusy = false;
  };
  const later = (ask) => { waiting.push(ask); work(); };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.closest("[data-desk]") || form.method !== "post") return;
    event.preventDefault();
    const scanned = form.contains(field()) ? field().value : undefined;
    if (scanned !== undefined) field().value = "";
    const first = new URLSearchParams(new FormData(form));
    later(() => {
      // A scan that came while another was on its way takes the form of now:
      // its own act number, and the reader who is chosen by then.
      const now = scanned === undefined ? undefined : field()?.form;
      const values = now ? new URLSearchParams(new FormData(now)) : first;
      if (scanned !== undefined) values.set("quet", scanned);
      return fetch((now ?? form).action, { method: "POST", body: values });
    });
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-desk] [data-pupils] a, [data-desk] [data-next], [data-desk] [data-previous]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    later(() => fetch(link.href));
  });
  document.addEventListener("keydown", (event) => {
    const desk = document.querySelector("[data-desk]");
    const isEmpty = event.target === field() && field().value === "";
    let link;
    if (event.key === "Escape") link = desk?.querySelector("[data-end]");
    else if (event.key === "ArrowDown" && isEmpty) link = desk?.querySelector("[data-next]");
    else if (event.key === "ArrowUp" && isEmpty) link = desk?.querySelector("[data-previous]");
    if (!link) return;
    event.preventDefault();
    if (event.key === "Escape") location.href = link.href; else link.click();
  });
})();
