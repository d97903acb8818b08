// What a report can do: move the map, light up what is under the pointer, open the evidence, sort tables.
"use strict";
(() => {
  const svg = document.querySelector("#map svg");
  const panel = document.querySelector("#panel");
  const whole = svg.viewBox.baseVal;
  const home = { x: whole.x, y: whole.y, w: whole.width, h: whole.height };
  let view = { ...home };

  const show = () => svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.w} ${view.h}`);
  const point = (event) => {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return { x: at.x, y: at.y };
  };
  const zoom = (times, at) => {
    const w = Math.min(home.w * 2, Math.max(home.w / 12, view.w / times));
    const share = w / view.w;
    view = { x: at.x - (at.x - view.x) * share, y: at.y - (at.y - view.y) * share, w, h: view.h * share };
    show();
  };

  svg.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(Math.exp(-event.deltaY / 400), point(event));
  }, { passive: false });

  let held = null;
  svg.addEventListener("pointerdown", (event) => {
    if (event.button === 0) held = { at: point(event), x: event.clientX, y: event.clientY, moved: false };
  });
  window.addEventListener("pointermove", (event) => {
    if (!held) return;
    if (!held.moved && Math.hypot(event.clientX - held.x, event.clientY - held.y) < 4) return;
    held.moved = true;
    svg.classList.add("moving");
    const at = point(event);
    view.x += held.at.x - at.x;
    view.y += held.at.y - at.y;
    show();
  });
  window.addEventListener("pointerup", (event) => {
    if (held && !held.moved && svg.contains(event.target)) open(event.target.closest(".link, .actor"));
    held = null;
    svg.classList.remove("moving");
  });

  // What belongs to a link or an actor on the map.
  const related = (thing) => {
    const { source, target, actor } = thing.dataset;
    const links = actor
      ? [...svg.querySelectorAll(".link")].filter((l) => l.dataset.source === actor || l.dataset.target === actor)
      : [thing];
    const actors = new Set(actor ? [actor] : [source, target]);
    links.forEach((link) => actors.add(link.dataset.source).add(link.dataset.target));
    const named = [...svg.querySelectorAll(".actor, .name")].filter((a) => actors.has(a.dataset.actor));
    return [...links, ...named];
  };
  const light = (thing) => {
    svg.querySelectorAll(".on").forEach((lit) => lit.classList.remove("on"));
    svg.classList.toggle("lit", Boolean(thing));
    if (thing) related(thing).forEach((lit) => lit.classList.add("on"));
  };
  let opened = null;
  svg.addEventListener("pointerover", (event) => {
    if (!held) light(event.target.closest(".link, .actor") || opened);
  });
  svg.addEventListener("pointerleave", () => light(opened));

  const close = () => {
    opened = null;
    panel.hidden = true;
    light(null);
  };
  const open = (thing) => {
    if (!thing) return close();
    const { source, target, actor } = thing.dataset;
    const told = [...document.querySelectorAll("#evidence article")].filter((article) => actor
      ? article.dataset.source === actor || article.dataset.target === actor
      : article.dataset.source === source && article.dataset.target === target);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "close";
    button.textContent = "Close";
    button.addEventListener("click", close);
    panel.replaceChildren(button, ...told.map((article) => {
      const copy = article.cloneNode(true);
      copy.removeAttribute("id");
      return copy;
    }));
    panel.hidden = false;
    panel.scrollTop = 0;
    opened = thing;
    light(thing);
  };

  for (const thing of svg.querySelectorAll(".link, .actor")) {
    thing.setAttribute("tabindex", "0");
    thing.setAttribute("role", "button");
    thing.setAttribute("aria-label", thing.querySelector("title")?.textContent ?? "");
    thing.addEventListener("focus", () => light(thing));
    thing.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        open(thing);
      }
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  const middle = () => ({ x: view.x + view.w / 2, y: view.y + view.h / 2 });
  document.querySelectorAll("[data-zoom]").forEach((button) =>
    button.addEventListener("click", () => zoom(Number(button.dataset.zoom), middle())));
  document.querySelector("[data-fit]").addEventListener("click", () => {
    view = { ...home };
    show();
  });

  // A head of a table sorts by its column; a second time, backwards.
  for (const table of document.querySelectorAll("table.sortable")) {
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const numbers = head.classList.contains("n");
        const first = head.getAttribute("aria-sort") ?? (numbers ? "ascending" : "descending");
        const down = first === "ascending";
        const key = (row) => row.cells[column].textContent;
        const order = (a, b) => (numbers ? Number(key(a)) - Number(key(b)) : key(a).localeCompare(key(b), "en"));
        const rows = [...table.tBodies[0].rows].sort((a, b) => (down ? order(b, a) : order(a, b)));
        table.tBodies[0].append(...rows);
        [...head.parentNode.cells].forEach((cell) => cell.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
      });
    });
  }
})();
