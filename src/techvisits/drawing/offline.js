// The list of the file: what is typed filters it, and so do the places and trips of the maps.
const rows = [...document.querySelectorAll("#list details")];
const box = document.querySelector("#words");
const count = document.querySelector("#count");
const all = document.querySelector("#all");
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const texts = new Map(rows.map((row) => [row, plain(row.textContent)]));

function show(isWanted) {
  for (const row of rows) row.hidden = !isWanted(row);
  for (const part of document.querySelectorAll("#list section")) part.hidden = !part.querySelector("details:not([hidden])");
  const shown = rows.filter((row) => !row.hidden).length;
  count.textContent = shown;
  all.hidden = shown === rows.length;
}

function open(id) {
  const row = document.getElementById(id)?.closest("details");
  if (!row) return;
  row.hidden = row.parentElement.hidden = false;
  row.open = true;
  row.scrollIntoView({ block: "start" });
}

box.addEventListener("input", () => {
  const words = plain(box.value).split(/\s+/).filter(Boolean);
  show((row) => words.every((word) => texts.get(row).includes(word)));
});
all.addEventListener("click", () => {
  box.value = "";
  show(() => true);
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-go]");
  if (!link) return;
  event.preventDefault();
  const asked = new URLSearchParams(link.dataset.go);
  if (asked.get("meeting")) return open(asked.get("meeting"));
  const [places, trips] = ["place", "trip"].map((key) => asked.getAll(key).filter(Boolean));
  const has = (ids, own) => ids.length && own.split(" ").some((id) => ids.includes(id));
  show((row) => has(places, row.dataset.place) || has(trips, row.dataset.trips));
  document.querySelector("#list").scrollIntoView({ block: "start" });
});
document.querySelector("#filter").hidden = false;
