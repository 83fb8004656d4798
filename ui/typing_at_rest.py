"""Saving while somebody types: Streamlit hears of a box only when it is left, and a reload before that loses its text.

The script below tells it after a short rest, as if the box had been left, without taking the cursor out of it. Leaving
the page also ends the run that would save, so a link waits until that run has ended, and where the page is reloaded or
closed before then, or while something cannot be saved, the browser asks first. It also brings whoever presses
"Continue" to the beginning of the part that follows, whose first lines would otherwise lie far above what is seen.
"""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

ADDRESS = "/typing-at-rest.js"
TAG = f'<script defer src="{ADDRESS}"></script>'

SCRIPT = """(() => {
  "use strict";
  const REST = 1500;
  const SOON = 300;  // within this a box that was left begins a run, if what it holds has changed
  const PATIENCE = 5000;
  const BOXES = '[class*="st-key-return-"]';
  const ONWARD = ["onward", "go-", "rows-"].map((name) => `[class*="st-key-return-${name}"] button`).join(", ");
  const typed = new Map();
  let told = 0;

  const running = () =>
    document.querySelector("[data-testid=stApp]")?.getAttribute("data-test-script-state") !== "notRunning";
  const pending = () => {
    if (told && !running() && Date.now() - told >= SOON) told = 0;
    return typed.size > 0 || told > 0;
  };
  const tell = (box) => {
    if (!box.isConnected) { typed.delete(box); return; }
    if (box.disabled) return;  // the connection is away
    typed.delete(box);
    told = Date.now();
    box.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
  };

  document.addEventListener("input", (event) => {
    const box = event.target;
    if (box.matches("textarea, input[type=text]") && box.closest(BOXES) && !box.closest("[data-testid=stForm]")
        && box.getAttribute("role") !== "combobox") {
      typed.set(box, Date.now());
    }
  }, true);
  document.addEventListener("focusout", (event) => {
    if (event.isTrusted && !event.target.disabled && typed.delete(event.target)) told = Date.now();
  }, true);
  setInterval(() => {
    pending();
    for (const [box, moment] of typed) if (Date.now() - moment >= REST) tell(box);
  }, 500);
  const tellAll = () => { for (const box of [...typed.keys()]) tell(box); };
  document.addEventListener("visibilitychange", () => { if (document.hidden) tellAll(); });
  window.addEventListener("pagehide", tellAll);
  window.addEventListener("beforeunload", (event) => {
    tellAll();
    if (pending() || document.querySelector("p.saved.not")) event.preventDefault();
  });

  const leads = (link, event) => link && !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey
    && !event.altKey && link.target !== "_blank" && !link.hasAttribute("download")
    && link.href.split("#")[0] !== location.href.split("#")[0];
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!leads(link, event) || !pending()) return;
    event.preventDefault();
    event.stopPropagation();
    tellAll();
    const until = Date.now() + PATIENCE;
    const follow = () => {
      if (pending() && Date.now() < until) setTimeout(follow, 50);
      else location.assign(link.href);
    };
    follow();
  }, true);

  document.addEventListener("click", (event) => {
    if (!event.target.closest(ONWARD)) return;
    const place = document.querySelector("p.saved")?.closest("[data-testid=stElementContainer], [data-testid=stHtml]");
    if (!place) return;
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
    place.scrollIntoView({ block: "start" });
  });
})();
"""


async def serve(_request: Request) -> Response:
    """Answer with the script, which is the same for everybody and holds nothing of anybody."""
    return Response(SCRIPT, media_type="text/javascript", headers={"cache-control": "no-cache"})


ROUTES = [Route(ADDRESS, serve)]
