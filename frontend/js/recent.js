// Which records were opened lately in this browser: pages and ids, no names. The server says what
// they are called, and only to who still sees them.
const KEPT = 20;

function key(reader) {
  return `recent-${reader}`;
}

export function recent(reader) {
  return (localStorage.getItem(key(reader)) ?? "").split(",").filter(Boolean);
}

export function remember(reader, here) {
  const others = recent(reader).filter((each) => each !== here);
  localStorage.setItem(key(reader), [here, ...others].slice(0, KEPT).join(","));
}
