#!/usr/bin/env python3
"""Kills the program with its window at any moment, many times, and looks at what is recovered.

A person is played by xdotool on a virtual screen (Xvfb): the review is open, and A, X, H and Ctrl+Z are
pressed in an order that a seed tells. At a random moment the program gets SIGKILL. What stood on the screen
one second before is known from pictures of the part of the window that tells how far the review is: each
key changes it, and the next one waits until it has changed. Then the program is started again, its unsaved work is restored and saved by the same hands, and the saved file is compared:
all that was done up to one second before must be there, nothing that was not done may be.

    tests/kill/kill.py PROGRAM [TIMES] [SEED]

Needs Xvfb, xdotool, ImageMagick's import and a window manager (openbox). Exit code 0: nothing was lost; 1: something was; 2: it
could not be tried, with the reason.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ARTICLES = 12
DISPLAY = f":{90 + os.getpid() % 900}"


def tool(name):
    found = shutil.which(name)
    if found is None:
        print(f"the kill test can't run: {name} is missing")
        sys.exit(2)
    return found


class Screen:
    """A screen of its own, with a window manager."""

    def __enter__(self):
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.server = subprocess.Popen(
            [tool("Xvfb"), DISPLAY, "-screen", "0", "1400x900x24"], **quiet)
        time.sleep(1.5)
        if self.server.poll() is not None:
            print("the kill test can't run: Xvfb does not start")
            sys.exit(2)
        self.manager = subprocess.Popen(
            [tool("openbox")], env={**os.environ, "DISPLAY": DISPLAY}, **quiet)
        time.sleep(1)
        return self

    def __exit__(self, *_):
        for process in (self.manager, self.server):
            process.terminate()
            process.wait()


def xdotool(*words):
    environment = {**os.environ, "DISPLAY": DISPLAY}
    result = subprocess.run(["xdotool", *words], env=environment, capture_output=True, text=True, timeout=60)
    return result.stdout.strip()


class Program:
    """The program with its window and a home folder of its own."""

    def __init__(self, program, home, *files):
        environment = {**os.environ, "DISPLAY": DISPLAY, "HOME": home, "LIBGL_ALWAYS_SOFTWARE": "1"}
        for name in ("DATA", "CONFIG", "CACHE"):
            environment[f"XDG_{name}_HOME"] = os.path.join(home, name.lower())
        # Without a portal the program asks for paths in a field of its own.
        environment["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nonexistent"
        self.process = subprocess.Popen(
            [program, *files], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.window = None
        for _ in range(600):
            windows = xdotool("search", "--onlyvisible", "--pid", str(self.process.pid)).split()
            if windows:
                self.window = windows[-1]
                break
            time.sleep(0.1)
        if self.window is None:
            self.process.kill()
            raise RuntimeError("no window came")
        xdotool("windowsize", "--sync", self.window, "1280", "800")
        xdotool("windowfocus", "--sync", self.window)

    def title(self):
        return xdotool("getwindowname", self.window)

    def wait_for_title(self, *words):
        for _ in range(900):
            title = self.title()
            if all(word in title for word in words):
                return
            time.sleep(0.1)
        raise RuntimeError(f"the window is called {self.title()}, not {words}")

    def key(self, key):
        xdotool("key", "--window", self.window, key)

    def progress(self):
        """The picture of how far the review is: it changes with each verdict."""
        environment = {**os.environ, "DISPLAY": DISPLAY}
        command = ["import", "-window", self.window, "-crop", "250x110+0+44", "rgb:-"]
        return subprocess.run(command, env=environment, capture_output=True, timeout=60).stdout

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def write_articles(folder):
    """Articles of one event each, of our own."""
    for index in range(ARTICLES):
        text = f"Kenya thanked Brazil on Monday for shipment number {index + 1} of grain.\n"
        with open(os.path.join(folder, f"{index:02}.txt"), "w", encoding="utf-8") as file:
            file.write(text)


def state_of(path):
    """What of a saved session the keys change: the verdicts in order, and whether the window had them."""
    with open(path, encoding="utf-8") as file:
        session = json.load(file)
    return [review["verdict"] for review in session.get("corrections", {}).get("reviews", [])]


def one_round(program, base, home, rng, report):
    """Plays, kills, restores, compares; whether nothing was lost."""
    path = os.path.join(home, "work.diplograph")
    shutil.copy(base, path)
    app = Program(program, home, path)
    app.wait_for_title("work")
    time.sleep(0.5)
    app.key("ctrl+r")
    time.sleep(1.0)
    # What was seen on the screen: how many verdicts there were, and when that was seen.
    picture = app.progress()
    seen, pressed = [(time.monotonic(), 0)], 0
    until = time.monotonic() + rng.uniform(3.0, 8.0)
    while time.monotonic() < until:
        undoes = pressed > 0 and (pressed == ARTICLES or rng.random() < 0.2)
        key = "u" if undoes else rng.choice("ax")
        pressed += -1 if undoes else 1
        app.key(key)
        # The next key comes when the screen shows this one; the kill may come before.
        while time.monotonic() < until:
            now = app.progress()
            if now != picture:
                picture = now
                seen.append((time.monotonic(), pressed))
                break
        time.sleep(rng.uniform(0.0, 0.4))
    killed = time.monotonic()
    app.kill()
    # What the screen showed a second before is the last state seen until then; each later one, also one
    # that was asked for and not seen yet, is right too.
    shown = [count for moment, count in seen if moment <= killed - 1.0][-1]
    later = [count for moment, count in seen if moment > killed - 1.0]
    allowed = {shown, *later, pressed}
    if allowed == {0}:
        report.append("nothing was done before the kill")
        return True
    saved = restore(program, home, path)
    found = len(saved) if saved is not None else 0
    report.append(f"shown a second before: {shown}, at the end: {pressed}, recovered: {found}")
    return found in allowed


def restore(program, home, path):
    """Starts again, takes the offer by its button, saves; the verdicts in the file."""
    app = Program(program, home, path)
    app.wait_for_title("work")
    time.sleep(1.0)
    # The offer is the only notice; its button stands at the lower right of the window.
    for up in list(range(20, 90, 8)) * 3:
        xdotool("mousemove", "--window", app.window, str(1280 - 313), str(800 - up), "click", "1")
        time.sleep(0.4)
        if "•" in app.title():
            break
    else:
        app.kill()
        return None
    app.key("ctrl+s")
    for _ in range(100):
        if "•" not in app.title():
            break
        time.sleep(0.1)
    time.sleep(0.3)
    app.kill()
    return state_of(path)


def main():
    if len(sys.argv) < 2:
        print(__doc__)
        sys.exit(2)
    program = os.path.abspath(sys.argv[1])
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 25
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    tool("xdotool")
    tool("import")
    lost = 0
    with tempfile.TemporaryDirectory() as folder, Screen():
        articles = os.path.join(folder, "articles")
        os.mkdir(articles)
        write_articles(articles)
        base = os.path.join(folder, "base.diplograph")
        subprocess.run([program, "read", articles, "--save", base], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        for number in range(times):
            home = os.path.join(folder, f"home-{number}")
            os.mkdir(home)
            report = []
            kept = one_round(program, base, home, random.Random(seed * 1000 + number), report)
            lost += not kept
            print(f"{number + 1:3} {'kept' if kept else 'LOST'}  {'; '.join(report)}", flush=True)
    print(f"killed {times} times, lost something {lost} times")
    sys.exit(1 if lost else 0)


if __name__ == "__main__":
    main()
