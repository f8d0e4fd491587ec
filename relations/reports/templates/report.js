// The table of events is whole without this; with it, its columns sort and its rows can be narrowed.
(() => {
  const rows = [...document.querySelectorAll("tr[data-side]")];
  if (rows.length < 4) return;
  const table = rows[0].closest("table"), body = rows[0].parentNode;
  const make = (name, text) => Object.assign(document.createElement(name), { textContent: text || "" });

  const value = (row, column) => {
    const text = row.cells[column].textContent.trim().replace("\u2212", "-");
    return column === 1 ? row.dataset.order : isNaN(text) ? text : Number(text);
  };
  const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0);
  [...table.tHead.rows[0].cells].slice(0, 5).forEach((head, column) => {
    const button = make("button", head.textContent);
    button.type = "button";
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const falling = head.getAttribute("aria-sort") === "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", falling ? "descending" : "ascending");
      const sign = falling ? -1 : 1;
      rows.sort((a, b) => sign * compare(value(a, column), value(b, column)));
      body.append(...rows);
    });
  });

  const bar = make("form"), count = make("output");
  bar.className = "filters";
  count.setAttribute("aria-live", "polite");
  const choices = { side: "Who acts", type: "What", period: "When" };
  const selects = Object.entries(choices).map(([key, words]) => {
    const label = make("label", words), select = make("select");
    const found = [...new Set(rows.map((row) => row.dataset[key]))];
    if (key !== "side") found.sort();
    select.append(new Option("all", ""), ...found.map((name) => new Option(name, name)));
    select.name = key;
    label.append(select);
    bar.append(label);
    return select;
  });
  const narrow = () => {
    for (const row of rows) row.hidden = selects.some((one) => one.value && row.dataset[one.name] !== one.value);
    count.textContent = `${rows.filter((row) => !row.hidden).length} of ${rows.length} events`;
  };
  bar.addEventListener("change", narrow);
  bar.append(count);
  table.closest(".scroll").before(bar);
  narrow();

  // A mark or a number in the text leads to its event, also when it was filtered away.
  const reveal = () => {
    const row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!row || !row.hidden) return;
    bar.reset();
    narrow();
    row.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
})();
