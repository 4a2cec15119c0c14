// Sends the chosen files of an upload one by one, and shows what became of each as it comes.
// Without this script the browser sends them all at once, and the answer lists them.

const form = document.getElementById("upload");
const received = document.getElementById("received");
const progress = received.querySelector("progress");
const status = received.querySelector("[role=status]");
const list = received.querySelector("ul");

function show(message, address) {
  const item = document.createElement("li");
  if (address) {
    const link = document.createElement("a");
    link.href = address;
    link.textContent = message;
    item.append(link);
  } else {
    item.textContent = message;
  }
  list.append(item);
}

async function send(file) {
  const parts = new FormData();
  parts.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  parts.append("chosen_files", file);
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: parts,
      headers: { Accept: "application/json" },
    });
    const became = await answer.json();
    for (const each of became.files) show(each.message, each.address);
    for (const error of became.errors) show(`“${file.name}”: ${error}`);
  } catch {
    show(`“${file.name}” was not sent. Try it again.`);
  }
}

form.addEventListener("submit", async (event) => {
  const files = [...form.elements.chosen_files.files];
  if (files.length < 2 || form.elements.text.value.trim()) return;
  event.preventDefault();
  const button = form.querySelector("[type=submit]");
  button.disabled = true;
  received.hidden = false;
  progress.hidden = false;
  progress.max = files.length;
  list.replaceChildren();
  document.getElementById("received-title").focus();
  for (const [index, file] of files.entries()) {
    status.textContent = `Reading file ${index + 1} of ${files.length}: ${file.name}`;
    await send(file);
    progress.value = index + 1;
  }
  progress.hidden = true;
  status.textContent = `${files.length} files received.`;
  form.reset();
  button.disabled = false;
});
