// Shows a text with the letters marked that somebody looks for, as the server finds them:
// whatever the case and the accents, short words only where a word begins.
const SPELLED = { æ: "ae", ß: "ss", ø: "o", œ: "oe", đ: "d", ł: "l", ı: "i" };
const LETTER = /[\p{L}\p{N}]/u;

function fold(letter) {
  const plain = letter.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return SPELLED[plain] ?? plain;
}

function folded(text) {
  const letters = [];
  let at = 0;
  for (const letter of text) {
    for (const each of fold(letter)) {
      letters.push({ each, from: at, to: at + letter.length });
    }
    at += letter.length;
  }
  return letters;
}

function places(text, words) {
  const letters = folded(text);
  const line = letters.map((letter) => letter.each).join("");
  const found = [];
  for (const word of words) {
    const needle = [...word].map(fold).join("");
    for (let at = line.indexOf(needle); needle && at >= 0; at = line.indexOf(needle, at + 1)) {
      const begins = at === 0 || !LETTER.test(line[at - 1]);
      if (needle.length > 2 || begins) {
        found.push([letters[at].from, letters[at + needle.length - 1].to]);
      }
    }
  }
  return found.sort((one, other) => one[0] - other[0]);
}

export function mark(element, text, asked) {
  element.replaceChildren();
  let done = 0;
  for (const [from, to] of places(text, asked.split(/\s+/))) {
    if (from >= done) {
      const marked = document.createElement("mark");
      marked.textContent = text.slice(from, to);
      element.append(text.slice(done, from), marked);
      done = to;
    }
  }
  element.append(text.slice(done));
}
