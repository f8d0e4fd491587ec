// The table of pairs -> the same, searched as one types and sorted by a click on a heading. Without it the table stays whole.
(() => {
  const LIMIT = 200;
  const table = document.querySelector("table.pairs");
  if (!table) return;
  const body = table.tBodies[0];
  const plain = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const rows = Array.from(body.rows, row => ({
    row, codes: row.dataset.pair.split("-"), words: plain(`${row.cells[0].textContent} ${row.dataset.pair} ${row.cells[row.cells.length - 1].textContent}`),
  }));
  const search = document.getElementById("search"), count = document.getElementById("count");
  const all = document.getElementById("all");
  let limit = LIMIT;

  const show = () => {
    const wanted = search.value.split(/[\s–-]+/).filter(Boolean).map(word => [word, plain(word)]);
    const fits = ({ codes, words }) => // a code in capitals is that state, and no part of another's name
      wanted.every(([word, low]) => (/^[A-Z]{3}$/.test(word) ? codes.includes(word) : words.includes(low)));
    const fitting = rows.filter(fits);
    const found = fitting.length;
    body.replaceChildren(...fitting.slice(0, limit).map(({ row }) => row)); // a table of ten thousand rows is slow to lay out
    const pairs = `${found.toLocaleString("en")} ${found === 1 ? "pair" : "pairs"}`;
    count.textContent = found > limit ? `${pairs}; the first ${limit} are shown` : pairs;
    all.hidden = found <= limit;
  };

  const value = (row, column, numeric) => {
    const cell = row.cells[column];
    const text = cell.dataset.value ?? cell.textContent.trim();
    return numeric ? (text === "" ? NaN : Number(text)) : plain(text);
  };

  const sort = (head, column) => {
    const numeric = head.classList.contains("number");
    const up = head.ariaSort ? head.ariaSort === "descending" : !numeric;
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.ariaSort = up ? "ascending" : "descending";
    const keys = new Map(rows.map(({ row }) => [row, value(row, column, numeric)]));
    const compare = (a, b) => numeric
      ? Number.isNaN(a) - Number.isNaN(b) || (up ? a - b : b - a) || 0
      : (a < b ? -1 : a > b ? 1 : 0) * (up ? 1 : -1);
    rows.sort((a, b) => compare(keys.get(a.row), keys.get(b.row)));
    show();
  };

  Array.from(table.tHead.rows[0].cells).forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(head, column));
    head.append(button);
  });
  const list = code => {
    search.value = code;
    show();
    search.scrollIntoView({ block: "start" });
    search.focus({ preventScroll: true });
  };

  const map = document.querySelector("svg.world");
  map.classList.add("ready");
  map.addEventListener("click", event => {
    const state = event.target.closest("[data-code]");
    if (state) list(state.dataset.code);
  });
  for (const head of document.querySelectorAll("th[data-code]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => list(head.dataset.code));
    head.append(button);
  }
  for (const words of document.querySelectorAll(".scripted")) words.hidden = false;

  search.addEventListener("input", show);
  all.addEventListener("click", () => { limit = Infinity; show(); });
  document.getElementById("finder").hidden = false;
  show();
})();
