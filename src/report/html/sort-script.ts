/**
 * Makes the headings of tables buttons that sort. The page is whole without it: it only moves rows that are there, and
 * writes no markup.
 */
export const sortScript = `
for (const table of document.querySelectorAll("table.sortable")) {
  const heads = [...table.tHead.rows[0].cells];
  const keyOf = (row, column) => {
    const { dataset, textContent } = row.cells[column];
    return dataset.value === undefined ? textContent.trim() : Number(dataset.value);
  };
  const compare = (first, second) =>
    typeof first === "number" && typeof second === "number"
      ? first === second ? 0 : first - second
      : String(first).localeCompare(String(second), "en", { numeric: true });
  heads.forEach((head, column) => {
    if (head.textContent.trim() === "") return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const rows = [...table.tBodies[0].rows];
      const numeric = rows.some((row) => row.cells[column].dataset.value !== undefined);
      const before = head.getAttribute("aria-sort");
      const order = before === null ? (numeric ? "descending" : "ascending")
        : before === "ascending" ? "descending" : "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", order);
      const sign = order === "ascending" ? 1 : -1;
      rows.sort((first, second) => sign * compare(keyOf(first, column), keyOf(second, column)));
      table.tBodies[0].append(...rows);
    });
  });
}
`;
