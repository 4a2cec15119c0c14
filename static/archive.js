/* What pages do beside being read; they are whole without it.

   Names are completed while they are typed: the combobox of the ARIA Authoring Practices Guide. A field
   says in data-complete how its names are used; the names come from the address that the script's own
   element gives, once, when a field is used. */

"use strict";

(() => {
  const MOST_OPTIONS = 8;
  const FEWEST_LETTERS = 2;
  const MOST_WORDS = 5; // of a name that is completed behind other words
  const ADDRESS = document.currentScript.dataset.names;

  let names = null;
  let fields = 0;

  /* The names of the archive: [{kind, value, label, also, closed}]; none where they cannot be had. */
  function allNames() {
    names ??= fetch(ADDRESS)
      .then(answer => (answer.ok ? answer.json() : { names: [] }))
      .then(list => list.names.map(name => ({ ...name, texts: [name.label, ...name.also].map(plain) })))
      .catch(() => []);
    return names;
  }

  /* Words as they are compared: small letters and figures without marks, "and" left out. */
  function plain(text) {
    return text
      .normalize("NFD")
      .replace(/[\u0300-\u036f'’]/g, "")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, " ")
      .replace(/(^| )and(?= |$)/g, " ")
      .replace(/ +/g, " ")
      .trim();
  }

  /* How well a name goes with what was typed, 0 the best; null for not at all. */
  function rank(name, typed) {
    let best = null;
    name.texts.forEach((text, place) => {
      const isOther = place ? 1 : 0;
      const at = text.startsWith(typed) ? 0 : ` ${text}`.includes(` ${typed}`) ? 2 : null;
      if (at !== null && (best === null || at + isOther < best.rank)) {
        best = { name, rank: at + isOther, text: isOther ? name.also[place - 1] : "" };
      }
    });
    return best;
  }

  /* The names that go with what was typed, best first. */
  function matching(list, kinds, typed) {
    const words = plain(typed);
    if (words.length < FEWEST_LETTERS) return [];
    return list
      .filter(name => kinds.includes(name.kind))
      .map(name => rank(name, words))
      .filter(Boolean)
      .sort((one, other) => one.rank - other.rank || one.name.label.localeCompare(other.name.label))
      .slice(0, MOST_OPTIONS);
  }

  /* Where the last words begin that are the beginning of a name, and the names. */
  function matchingAtEnd(list, kinds, typed) {
    const starts = [...typed.matchAll(/[^\s"“”()]+/g)].map(word => word.index).slice(-MOST_WORDS);
    for (const start of starts) {
      const matches = matching(list, kinds, typed.slice(start));
      if (matches.length) return { start, matches };
    }
    return { start: typed.length, matches: [] };
  }

  /* A field with a list of names below it; `choose(name, start)` is called with the chosen one. */
  class Completion {
    constructor(input, { kinds, isPart, choose, list = allNames }) {
      Object.assign(this, { input, kinds, isPart, choose, list, start: 0, active: -1, options: [] });
      fields += 1;
      this.listbox = document.createElement("ul");
      this.listbox.id = `completion-${fields}`;
      this.listbox.className = "completion";
      this.listbox.hidden = true;
      this.listbox.setAttribute("role", "listbox");
      this.listbox.setAttribute("aria-label", "Names");
      this.status = document.createElement("span");
      this.status.className = "visually-hidden";
      this.status.setAttribute("role", "status");
      input.after(this.listbox, this.status);
      input.parentElement.classList.add("completing");
      const attributes = {
        type: "text", role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
        "aria-controls": this.listbox.id, autocomplete: "off", autocapitalize: "none", spellcheck: "false", enterkeyhint: "search",
      };
      Object.entries(attributes).forEach(([name, value]) => input.setAttribute(name, value));
      input.addEventListener("focus", () => this.list());
      input.addEventListener("input", () => this.offer());
      input.addEventListener("blur", () => this.close());
      input.addEventListener("keydown", event => this.key(event));
      // The field keeps the focus while a name is clicked.
      this.listbox.addEventListener("mousedown", event => event.preventDefault());
      this.listbox.addEventListener("click", event => {
        const option = event.target.closest("[role=option]");
        if (option) this.take(this.options.indexOf(option));
      });
    }

    get isOpen() {
      return !this.listbox.hidden;
    }

    /* Show the names that go with what is typed. */
    async offer() {
      const typed = this.input.value;
      const list = await this.list();
      if (typed !== this.input.value || document.activeElement !== this.input) return;
      const { start, matches } = this.isPart
        ? matchingAtEnd(list, this.kinds, typed)
        : { start: 0, matches: matching(list, this.kinds, typed) };
      this.start = start;
      this.matches = matches;
      this.options = matches.map((match, place) => this.option(match, place));
      this.listbox.replaceChildren(...this.options);
      this.activate(-1);
      this.expand(matches.length > 0);
      const isTyped = plain(typed).length >= FEWEST_LETTERS;
      if (matches.length) this.status.textContent = matches.length === 1 ? "1 name" : `${matches.length} names`;
      else this.status.textContent = isTyped && !this.isPart ? "No name starts with this" : "";
    }

    option({ name, text }, place) {
      const option = document.createElement("li");
      option.id = `${this.listbox.id}-${place}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      const notes = [text, name.kind === "term" ? "term" : "", name.closed ? `closed ${name.closed}` : ""];
      const note = document.createElement("span");
      note.className = "note";
      note.textContent = notes.filter(Boolean).join(", ");
      option.append(name.label, " ", note);
      return option;
    }

    expand(isOpen) {
      this.listbox.hidden = !isOpen;
      this.input.setAttribute("aria-expanded", String(isOpen));
    }

    close() {
      this.activate(-1);
      this.expand(false);
      this.status.textContent = "";
    }

    /* Mark an option as the one that Enter takes; -1 for none. */
    activate(place) {
      this.options.forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
      this.active = place;
      if (place < 0) this.input.removeAttribute("aria-activedescendant");
      else {
        this.input.setAttribute("aria-activedescendant", this.options[place].id);
        this.options[place].scrollIntoView({ block: "nearest" });
      }
    }

    take(place) {
      const { name } = this.matches[place];
      this.close();
      this.choose(name, this.start);
    }

    async key(event) {
      if (event.isComposing) return;
      const last = this.options.length - 1;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (!this.isOpen) await this.offer();
        if (!this.isOpen || event.altKey) return;
        const next = this.active + (event.key === "ArrowDown" ? 1 : -1);
        this.activate(next > this.options.length - 1 ? 0 : next < 0 ? this.options.length - 1 : next);
      } else if (!this.isOpen) {
        return;
      } else if (event.key === "Enter" && this.active >= 0) {
        event.preventDefault();
        this.take(this.active);
      } else if (event.key === "Escape") {
        event.preventDefault();
        this.close();
      } else if ((event.key === "Home" || event.key === "End") && this.active >= 0) {
        event.preventDefault();
        this.activate(event.key === "Home" ? 0 : last);
      } else if (event.key !== "Tab" && event.key !== "Shift") {
        this.activate(-1);
      }
    }
  }

  /* A search box: a name takes the place of the words that it was found by. */
  function completeSearch(input) {
    const choose = (name, start) => {
      const before = input.value.slice(0, start);
      const isQuoted = (before.match(/["“”]/g) ?? []).length % 2 === 1;
      const words = name.kind === "term" && !isQuoted ? name.value : name.label;
      input.value = before + words;
    };
    new Completion(input, { kinds: ["authority", "term"], isPart: true, choose });
  }

  /* The name of an authority: choosing one sends the form, as pressing its button does. */
  function completeAuthority(input) {
    const choose = name => {
      input.value = name.label;
      input.form.requestSubmit();
    };
    new Completion(input, { kinds: ["authority"], isPart: false, choose });
  }

  /* A long list of boxes: a field above it ticks the box of the name that is chosen. */
  function completeBoxes(boxes, number) {
    const label = document.createElement("label");
    const input = document.createElement("input");
    const row = document.createElement("div");
    row.className = "complete-boxes";
    input.type = "text";
    input.id = label.htmlFor = `complete-boxes-${number}`;
    label.textContent = "Name, town or nickname";
    row.append(label, input);
    boxes.before(row);
    const boxOf = value => boxes.querySelector(`input[value="${CSS.escape(value)}"]`);
    const choose = name => {
      const box = boxOf(name.value);
      box.checked = true;
      box.dispatchEvent(new Event("change", { bubbles: true }));
      box.scrollIntoView({ block: "nearest" });
      input.value = "";
      completion.status.textContent = `${name.label} is ticked`;
    };
    const list = async () => (await allNames()).filter(name => boxOf(name.value)?.disabled === false);
    const completion = new Completion(input, { kinds: ["authority"], isPart: false, choose, list });
    // Enter sends the whole form, but not a name that is only half typed.
    input.addEventListener("keydown", event => {
      if (event.key === "Enter" && input.value) event.preventDefault();
    });
  }

  /* A list of one choice: a field in its place that chooses the option of the name. */
  function completeSelect(select) {
    const input = document.createElement("input");
    input.type = "text";
    input.id = select.id;
    select.id = `${select.id}-list`;
    const options = [...select.options].filter(option => option.value);
    const shown = () => (select.value ? select.selectedOptions[0].textContent.trim() : "");
    input.value = shown();
    select.hidden = true;
    select.before(input);
    const choose = name => {
      select.value = name.value;
      input.value = shown();
      input.setCustomValidity("");
    };
    const list = async () => {
      const values = new Set(options.map(option => option.value));
      return (await allNames()).filter(name => values.has(name.value));
    };
    new Completion(input, { kinds: ["authority"], isPart: false, choose, list });
    // What is typed in full is chosen, too; what is no name is said at the field.
    input.addEventListener("change", async () => {
      const typed = plain(input.value);
      const called = (await list()).filter(name => name.texts.includes(typed));
      select.value = "";
      if (called.length === 1) choose(called[0]);
      else input.setCustomValidity(typed ? "Choose an authority from the list." : "");
    });
  }

  /* The tile of a map that is pointed at, or has the focus, in a line beneath it. */
  function nameTiles(map) {
    const around = map.parentElement; // a picture that listens for the focus would take it itself
    const line = around.querySelector(".map-line");
    const show = event => {
      const tile = event.target.closest(".tile");
      line.textContent = tile ? tile.querySelector("title").textContent : "";
    };
    ["mouseover", "focusin"].forEach(name => around.addEventListener(name, show));
  }

  /* The bar above a report leads to the citation of the passage that the address names. */
  function citePassage(link) {
    const update = () => {
      const passage = document.getElementById(location.hash.slice(1));
      const isPassage = passage?.matches(".paragraphs > li, .passage, .points > li") ?? false;
      link.hidden = !isPassage;
      link.nextElementSibling.hidden = isPassage;
      if (isPassage) {
        const number = passage.querySelector(".number")?.textContent.trim();
        link.textContent = number ? `Cite ${number}` : "Cite";
        link.href = `${link.dataset.passages}${passage.id}/#cite`;
      }
    };
    window.addEventListener("hashchange", update);
    update();
  }

  document.querySelectorAll(".report-bar-cite").forEach(citePassage);
  document.querySelectorAll(".tile-map").forEach(nameTiles);
  document.querySelectorAll("input[data-complete=search]").forEach(completeSearch);
  document.querySelectorAll("input[data-complete=authority]").forEach(completeAuthority);
  document.querySelectorAll("select[data-complete]").forEach(completeSelect);
  document.querySelectorAll(".boxes[data-complete]").forEach(completeBoxes);
})();
