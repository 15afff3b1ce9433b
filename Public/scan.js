// Pages that take scans: the field is ready for the next one, and the ear hears
// what became of the last. Everything works without it.
"use strict";

const field = document.querySelector("[data-scan]");
const outcome = document.querySelector("[data-outcome]");

if (field) {
  field.focus({ preventScroll: Boolean(outcome) });
  field.select();
}

// Hertz and seconds: high and short for good, twice for odd, low and long for bad.
const sounds = { good: [[880, 0.09]], odd: [[660, 0.09], [660, 0.09]], bad: [[196, 0.35]] };

function play(tones) {
  const Context = window.AudioContext || window.webkitAudioContext;
  if (!Context) return;
  const context = new Context();
  let at = context.currentTime + 0.02;
  for (const [pitch, length] of tones) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = pitch;
    volume.gain.value = 0.12;
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + length);
    at += length + 0.06;
  }
}

if (outcome && sounds[outcome.dataset.outcome]) play(sounds[outcome.dataset.outcome]);
