// Builds what browsers load, out of css/, js/ and icons.json, into fitadmin/static/built.
// `--check` builds beside it and tells whether what is committed is what the sources give.
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const BUILT = join(HERE, "..", "fitadmin", "static", "built");
const PACKAGES = ["@fontsource-variable/inter", "lucide-static", "tom-select"];

function pages() {
  const folder = join(HERE, "js", "pages");
  return (existsSync(folder) ? readdirSync(folder) : [])
    .filter((name) => name.endsWith(".js"))
    .map((name) => join("js", "pages", name));
}

async function bundle(folder) {
  const made = await build({
    absWorkingDir: HERE,
    assetNames: "[name]-[hash]",
    bundle: true,
    chunkNames: "[name]-[hash]",
    entryNames: "[name]-[hash]",
    entryPoints: ["css/app.css", "js/app.js", "js/theme.js", ...pages()],
    format: "esm",
    legalComments: "none",
    loader: { ".woff2": "file" },
    logLevel: "warning",
    metafile: true,
    minify: true,
    outdir: folder,
    splitting: true,
    target: ["chrome123", "firefox120", "safari17.5"],
  });
  return Object.fromEntries(
    Object.entries(made.metafile.outputs)
      .filter(([file, output]) => output.entryPoint || extname(file) === ".woff2")
      .map(([file, output]) => [nameOf(file, output), basename(file)]),
  );
}

function nameOf(file, output) {
  if (output.entryPoint) {
    return basename(output.entryPoint);
  }
  return basename(file).replace(/-[A-Z0-9]{8}(?=\.)/, "");
}

function sprite() {
  const names = JSON.parse(readFileSync(join(HERE, "icons.json"), "utf8"));
  const symbols = names.map((name) => {
    const svg = readFileSync(join(HERE, "node_modules/lucide-static/icons", `${name}.svg`), "utf8");
    const inner = svg.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "");
    return `<symbol id="${name}" viewBox="0 0 24 24">${inner.replace(/\s*\n\s*/g, "")}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
}

function copy(folder, name, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 8);
  const hashed = name.replace(/(?=\.[a-z]+$)/, `-${hash}`);
  writeFileSync(join(folder, hashed), content);
  return { [name]: hashed };
}

function licences() {
  return PACKAGES.map((name) => {
    const folder = join(HERE, "node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
    const text = readFileSync(join(folder, file), "utf8").trim();
    return `${name} ${version} (${license})\n\n${text}\n`;
  }).join("\n----------------------------------------\n\n");
}

async function write(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const manifest = {
    ...(await bundle(folder)),
    ...copy(folder, "icons.svg", sprite()),
    ...copy(folder, "logo.svg", readFileSync(join(HERE, "logo.svg"), "utf8")),
  };
  const sorted = Object.fromEntries(Object.entries(manifest).sort());
  writeFileSync(join(folder, "manifest.json"), `${JSON.stringify(sorted, null, 2)}\n`);
  writeFileSync(join(folder, "licences.txt"), licences());
}

function contents(folder) {
  return readdirSync(folder)
    .sort()
    .map((name) => [name, readFileSync(join(folder, name), "base64")]);
}

if (process.argv.includes("--check")) {
  const beside = mkdtempSync(join(tmpdir(), "built-"));
  await write(beside);
  const isSame = JSON.stringify(contents(beside)) === JSON.stringify(contents(BUILT));
  rmSync(beside, { recursive: true });
  if (!isSame) {
    console.error("fitadmin/static/built is not what frontend/ gives: run `make frontend`.");
    process.exit(1);
  }
} else {
  await write(BUILT);
}
