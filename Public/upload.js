// Work under way is looked at again every two seconds. Without this file the
// page reloads itself.
"use strict";
const look = async () => {
  const shown = document.getElementById("lo");
  if (!shown || !shown.hasAttribute("data-running")) return;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (answer.ok) {
      const next = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("lo");
      if (next && next.innerHTML !== shown.innerHTML) shown.replaceWith(document.adoptNode(next));
    }
  } catch {
    // The line is down; the next look may find it up again.
  }
  setTimeout(look, 2000);
};
setTimeout(look, 1000);
