"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const sound = byId("sound");
  const sentences = [...document.querySelectorAll(".said")].map((link) => ({
    link,
    id: link.id,
    begin: Number(link.hash.slice("#t=".length)),
    end: Number(link.dataset.end),
  }));
  const chapters = [...document.querySelectorAll(".chapter")].map((part) => ({
    part,
    id: part.id,
    title: part.dataset.title,
    begin: Number(part.dataset.begin),
    end: Number(part.dataset.end),
    warned: part.dataset.warned || part.dataset.warnedBefore || "",
    entry: document.querySelector(`.chapters a[href="#${CSS.escape(part.id)}"]`),
    first: sentences.findIndex((s) => part.contains(s.link)),
  }));
  if (!sound || !sentences.length) return;

  // What is kept: the speed for all editions, the place for this one, by the segment's id.
  const SPEED_KEY = "audio-edition speed";
  const PLACE_KEY = `audio-edition place ${document.body.dataset.edition}`;
  const TRAIL = 40; // sentences before the place, in case an edit took the sentence away
  const keep = (key, value) => {
    try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* not allowed here */ }
  };
  const kept = (key) => {
    try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
  };

  const lastBefore = (list, time) => {
    let low = 0, high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle].begin <= time) low = middle + 1; else high = middle;
    }
    return low - 1;
  };
  const EARLY = 0.02; // a player may stop this much before the moment it is sent to
  const chapterAt = (time) => Math.max(lastBefore(chapters, time + EARLY), 0);
  // A chapter begins with silence: its first sentence is marked from there on.
  const sentenceAt = (time) =>
    Math.max(lastBefore(sentences, time + EARLY), chapters[chapterAt(time)].first, 0);

  let current = -1, chapter = -1, timer = 0, wanted = null;
  const now = () => (wanted === null ? sound.currentTime : wanted);
  const say = (words) => { byId("status").textContent = words; };
  const clock = (time) => {
    const whole = Math.floor(time), hours = Math.floor(whole / 3600);
    const two = (n) => String(n).padStart(2, "0");
    const minutes = Math.floor(whole / 60) % 60;
    return (hours ? `${hours}:${two(minutes)}` : `${minutes}`) + `:${two(whole % 60)}`;
  };

  const go = (time, words, play) => {
    const target = Math.max(time, 0);
    if (sound.readyState >= 1) {
      wanted = null;
      sound.currentTime = target;
    } else {
      wanted = target;
    }
    if (play) sound.play().catch(() => say("The recording cannot be played here."));
    mark();
    if (words) say(words);
  };

  const mark = () => {
    const time = now();
    const at = sentenceAt(time);
    if (at !== current) {
      if (current >= 0) {
        sentences[current].link.classList.remove("now");
        sentences[current].link.removeAttribute("aria-current");
      }
      current = at;
      const { link } = sentences[at];
      link.classList.add("now");
      link.setAttribute("aria-current", "true");
      if (!byId("transcript").contains(document.activeElement)) rove(at);
      if (!sound.paused && byId("follow").checked) follow(link);
    }
    const place = chapterAt(time);
    if (place !== chapter) {
      if (chapter >= 0) chapters[chapter].entry.removeAttribute("aria-current");
      chapter = place;
      chapters[place].entry.setAttribute("aria-current", "true");
      const { warned } = chapters[place];
      byId("pass").disabled = !warned;
      byId("pass").textContent = "Skip this warned passage" + (warned ? `: ${warned}` : "");
    }
    clearTimeout(timer);
    if (!sound.paused) {
      const next = sentences[at + 1] ? sentences[at + 1].begin : sound.duration;
      const wait = (next - time) / (sound.playbackRate || 1);
      timer = setTimeout(mark, Math.min(Math.max(wait, 0.03), 0.5) * 1000);
    }
  };

  const follow = (link) => {
    const box = link.getBoundingClientRect();
    const player = byId("listen");
    const top = getComputedStyle(player).position === "sticky" ? player.offsetHeight : 0;
    if (box.top < top || box.bottom > innerHeight * 0.9) {
      scrollTo({ top: scrollY + box.top - top - (innerHeight - top) / 4 });
    }
  };

  // The transcript is one stop for the Tab key; the arrow keys move within it.
  let roving = -1;
  const rove = (index) => {
    if (roving >= 0) sentences[roving].link.tabIndex = -1;
    roving = index;
    sentences[index].link.tabIndex = 0;
  };

  const listenFrom = (index) => {
    go(sentences[index].begin, "", true);
    rove(index);
    history.replaceState(null, "", `#${sentences[index].id}`);
  };

  const toChapter = (index, play) => {
    if (index >= chapters.length) {
      sound.pause();
      go(chapters[chapters.length - 1].end, "The end of the recording.", false);
      return;
    }
    const target = chapters[Math.max(index, 0)];
    go(target.begin, `Chapter: ${target.title}, at ${clock(target.begin)}`, play);
  };

  const actions = {
    play: () => { if (sound.paused) go(now(), "", true); else sound.pause(); },
    back: () => go(now() - 15, `At ${clock(Math.max(now() - 15, 0))}`, false),
    forward: () => {
      const time = Math.min(now() + 30, chapters[chapters.length - 1].end);
      go(time, `At ${clock(time)}`, false);
    },
    previous: () => {
      const begun = now() - chapters[chapter].begin > 3;
      toChapter(begun ? chapter : chapter - 1, false);
    },
    next: () => toChapter(chapter + 1, false),
    pass: () => toChapter(chapter + 1, false),
  };
  byId("controls").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) actions[button.dataset.do]();
    if (button && button.disabled) document.querySelector('[data-do="next"]').focus();
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    if (link.classList.contains("said")) {
      event.preventDefault();
      listenFrom(sentences.findIndex((s) => s.link === link));
    } else if (link.classList.contains("pass")) {
      const place = chapters.findIndex((c) => `#${c.id}` === link.hash);
      toChapter(place < 0 ? chapters.length : place, !sound.paused);
    } else if (link.closest(".chapters")) {
      toChapter(chapters.findIndex((c) => c.entry === link), true);
    }
  });

  byId("transcript").addEventListener("keydown", (event) => {
    const from = sentences.findIndex((s) => s.link === document.activeElement);
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (from < 0 || !(event.key in steps) || event.altKey || event.ctrlKey || event.metaKey) return;
    const to = Math.min(Math.max(from + steps[event.key], 0), sentences.length - 1);
    event.preventDefault();
    rove(to);
    sentences[to].link.focus();
  });

  // Speed
  const speed = byId("speed");
  const setSpeed = (rate) => {
    sound.defaultPlaybackRate = rate;
    sound.playbackRate = rate;
    const value = String(rate);
    if (![...speed.options].some((o) => o.value === value)) {
      speed.add(new Option(`${value} times`, value));
    }
    speed.value = value;
  };
  speed.addEventListener("change", () => {
    setSpeed(Number(speed.value));
    say(`Speed: ${speed.selectedOptions[0].text}`);
  });
  sound.addEventListener("ratechange", () => {
    if (String(sound.playbackRate) !== speed.value) setSpeed(sound.playbackRate);
    keep(SPEED_KEY, sound.playbackRate);
  });
  byId("follow").addEventListener("change", () => keep("audio-edition follow", byId("follow").checked));

  // Place
  const remember = () => {
    if (current < 0) return;
    const { id, begin } = sentences[current];
    const trail = sentences.slice(Math.max(current - TRAIL, 0), current).map((s) => s.id);
    keep(PLACE_KEY, { id, into: Math.max(now() - begin, 0), trail });
  };
  const placeKept = () => {
    const place = kept(PLACE_KEY);
    if (!place || !Array.isArray(place.trail)) return null;
    const found = sentences.find((s) => s.id === place.id);
    if (found) return Math.min(found.begin + place.into, Math.max(found.end - 0.05, found.begin));
    for (const id of place.trail.reverse()) {
      const index = sentences.findIndex((s) => s.id === id);
      if (index >= 0) return (sentences[index + 1] || sentences[index]).begin;
    }
    return null;
  };
  const placeInAddress = () => {
    const fragment = decodeURIComponent(location.hash.slice(1));
    const time = /^t=(?:npt:)?(\d+(?:\.\d+)?)/.exec(fragment);
    if (time) return Number(time[1]);
    const sentence = sentences.find((s) => s.id === fragment);
    if (sentence) return sentence.begin;
    const part = chapters.find((c) => c.id === fragment);
    return part ? part.begin : null;
  };
  let saved = 0;
  sound.addEventListener("timeupdate", () => {
    mark();
    if (Math.abs(now() - saved) > 2) { saved = now(); remember(); }
  });
  for (const name of ["pause", "seeked"]) sound.addEventListener(name, () => { mark(); remember(); });
  addEventListener("pagehide", remember);
  // A server that sends files only whole lets no browser seek: then the whole is loaded first.
  let whole = false;
  const seekable = () => sound.seekable.length && sound.seekable.end(0) > sound.duration - 1;
  sound.addEventListener("loadedmetadata", () => {
    if (seekable() || whole) {
      if (wanted !== null) go(wanted, "", false);
      return;
    }
    whole = true;
    fetch(sound.currentSrc).then((answer) => answer.blob()).then((data) => {
      wanted = now();
      sound.src = URL.createObjectURL(data);
    }).catch(() => say("This server does not let the recording be searched."));
  });
  for (const name of ["play", "pause", "ended"]) {
    sound.addEventListener(name, () => {
      document.querySelector('[data-do="play"]').textContent = sound.paused ? "Play" : "Pause";
      mark();
    });
  }
  addEventListener("hashchange", () => {
    const time = placeInAddress();
    if (time !== null) go(time, "", false);
  });

  // Keys and displays of the system
  if ("mediaSession" in navigator && window.MediaMetadata) {
    navigator.mediaSession.metadata = new MediaMetadata({
      title: document.title,
      artwork: [{ src: new URL("cover.png", document.baseURI).href, type: "image/png" }],
    });
    const keys = { seekbackward: "back", seekforward: "forward",
      previoustrack: "previous", nexttrack: "next" };
    for (const [key, action] of Object.entries(keys)) {
      try { navigator.mediaSession.setActionHandler(key, actions[action]); } catch { /* unknown */ }
    }
  }

  // A table wider than the screen must be reachable to be scrolled with the keys.
  const reachTables = () => {
    for (const table of document.querySelectorAll("table")) {
      if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
      else table.removeAttribute("tabindex");
    }
  };
  addEventListener("resize", reachTables);
  reachTables();

  byId("controls").hidden = false;
  byId("hint").hidden = false;
  for (const { link } of sentences) link.tabIndex = -1;
  rove(0);
  byId("follow").checked = kept("audio-edition follow") !== false;
  setSpeed(Number(kept(SPEED_KEY)) || 1);
  const start = placeInAddress() ?? placeKept();
  if (start === null) {
    mark();
  } else {
    go(start, "", false);
    if (!location.hash) say(`You were at ${clock(start)}, in ${chapters[chapter].title}`);
  }
})();
