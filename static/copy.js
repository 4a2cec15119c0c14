// Buttons that copy a citation, the quotation with it, or the link. Without this script the same
// words stand on the page to be selected.

const COPIED = "Copied";
const MILLISECONDS = 2000;

function pieces(cite) {
  const around = cite.closest(".hit, main");
  const citation = cite.querySelector("p").textContent.trim();
  const words = around.querySelector(".passage-text, .passage-large").textContent.trim();
  const link = around.querySelector("a.permanent, h3 a, h4 a").href;
  return [
    ["Copy citation", citation],
    ["Copy quotation with citation", `“${words}” ${citation}`],
    ["Copy link", link],
  ];
}

function button(label, text) {
  const copy = document.createElement("button");
  copy.type = "button";
  copy.className = "quiet";
  copy.textContent = label;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text);
    copy.textContent = COPIED;
    setTimeout(() => { copy.textContent = label; }, MILLISECONDS);
  });
  return copy;
}

function offer(cite) {
  const buttons = document.createElement("p");
  buttons.className = "copy";
  buttons.setAttribute("aria-live", "polite");
  buttons.append(...pieces(cite).map(([label, text]) => button(label, text)));
  cite.querySelector("p").after(buttons);
}

// Browsers have the clipboard only where the page came by HTTPS, or from this machine.
if (navigator.clipboard) {
  document.querySelectorAll(".cite").forEach(offer);
}
