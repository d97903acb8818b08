"""Opens an exported report in Chromium without a display and uses it: moves the map, clicks a link, sorts.

Usage: report.py DIPLOGRAPH SESSION CHROMIUM
Exits with 1 and a list where something does not answer as it should.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

# What a reader does, and what must be so afterwards; the answers stand in the page itself.
SCRIPT = """
<script>
(() => {
  const results = [];
  const check = (name, holds) => results.push(`${holds ? "ok" : "FAILED"} ${name}`);
  const svg = document.querySelector("#map svg");
  const panel = document.querySelector("#panel");
  const pointer = (kind, on, x, y) => on.dispatchEvent(
    new PointerEvent(kind, { bubbles: true, button: 0, clientX: x, clientY: y }));
  const click = (on) => { pointer("pointerdown", on, 10, 10); pointer("pointerup", on, 10, 10); };
  const box = () => svg.getAttribute("viewBox");

  check("the map is drawn", svg.querySelectorAll(".link").length > 5);
  check("a name is drawn in the letters of the file",
    [...document.fonts].some((font) => font.family.includes("Map Inter")));
  const home = box();
  svg.dispatchEvent(new WheelEvent("wheel", { deltaY: -300, clientX: 300, clientY: 300, cancelable: true }));
  check("the wheel zooms", box() !== home);
  const zoomed = box();
  pointer("pointerdown", svg, 300, 300);
  pointer("pointermove", svg, 360, 340);
  pointer("pointerup", svg, 360, 340);
  check("a drag moves the map", box() !== zoomed && panel.hidden);
  document.querySelector("[data-fit]").click();
  check("Fit shows all again", box().split(" ").map(Number).join() === home.split(" ").map(Number).join());

  const link = svg.querySelector(".link");
  pointer("pointerover", link.querySelector("path"), 10, 10);
  check("a link under the pointer is lit", svg.classList.contains("lit") && link.classList.contains("on"));
  click(link.querySelector("path"));
  const told = panel.querySelectorAll("article");
  check("a click opens its evidence", !panel.hidden && told.length === 1
    && told[0].dataset.source === link.dataset.source && told[0].dataset.target === link.dataset.target
    && told[0].querySelectorAll("q mark").length > 0);
  const actor = svg.querySelector(".actor");
  click(actor.querySelector("circle, rect"));
  check("a click on an actor opens all of its links", panel.querySelectorAll("article").length
    === [...svg.querySelectorAll(".link")].filter((l) => [l.dataset.source, l.dataset.target].includes(actor.dataset.actor)).length);
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  check("Escape closes it", panel.hidden && !svg.classList.contains("lit"));
  link.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
  check("so does the keyboard", !panel.hidden);

  const table = document.querySelector("table.sortable");
  const column = [...table.tHead.rows[0].cells].findIndex((cell) => cell.textContent === "Mean intensity");
  const values = () => [...table.tBodies[0].rows].map((row) => Number(row.cells[column].textContent));
  const sorted = (list, sign) => list.every((value, i) => i === 0 || sign * (list[i - 1] - value) >= 0);
  table.tHead.rows[0].cells[column].querySelector("button").click();
  check("a head sorts the table", sorted(values(), 1));
  table.tHead.rows[0].cells[column].querySelector("button").click();
  check("and backwards", sorted(values(), -1));
  check("nothing is fetched", performance.getEntriesByType("resource").every((e) => e.name.startsWith("data:")));
  const answers = document.createElement("pre");
  answers.id = "results";
  answers.textContent = results.join("\\n");
  document.body.append(answers);
})();
</script>
"""


def main():
    program, session, browser = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "report.html"
        subprocess.run([program, "export", session, "--report", page], check=True, stdout=subprocess.DEVNULL)
        chromium = [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile"]
        picture = Path(folder) / "report.png"
        subprocess.run(
            [*chromium, "--window-size=1280,1400", f"--screenshot={picture}", page.as_uri()],
            check=True,
            capture_output=True,
            timeout=120,
        )
        assert picture.stat().st_size > 50_000, "the page is empty"
        page.write_text(page.read_text(encoding="utf-8").replace("</body>", SCRIPT + "</body>"), encoding="utf-8")
        dom = subprocess.run(
            [*chromium, "--virtual-time-budget=2000", "--dump-dom", page.as_uri()],
            check=True,
            capture_output=True,
            text=True,
            timeout=120,
        ).stdout
    found = re.search(r'<pre id="results">(.*?)</pre>', dom, re.S)
    results = found.group(1) if found else "FAILED the script of the page stopped"
    print(results)
    return 1 if "FAILED" in results else 0


sys.exit(main())
