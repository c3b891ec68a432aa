// SPDX-License-Identifier: Apache-2.0
// Joins the programs into `.touchstone/programs`, with a record of the sources that went into them.
import { createHash } from 'node:crypto';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { ROOT, writeWhole } from './checkout.mjs';
import { look, programsFolder, recordFile, SOURCES } from './programs.mjs';

/** Packages of hundreds of small modules. The others are taken from node_modules as they are. */
const JOINED_PACKAGES = /^(@touchstone|zod|kysely|@noble)(\/|$)/;

/** Replaced files are kept for so long: a program that runs may still load a part of itself. */
const KEPT_MS = 24 * 60 * 60 * 1_000;

const sources = new Map();
note(join(ROOT, 'package-lock.json'));
note(join(ROOT, 'node_modules', '.package-lock.json'));
for (const name of readdirSync(join(ROOT, 'node_modules', '@touchstone')))
  note(join(ROOT, 'node_modules', '@touchstone', name, 'package.json'));

/** Notes each source before it is read, and keeps for it the place that it asks after. */
const asInPlace = {
  name: 'as-in-place',
  load(id) {
    if (!/[\\/]node_modules[\\/]/.test(id)) note(id);
    return null;
  },
  transform(code, id) {
    if (!code.includes('import.meta.')) return null;
    return code
      .replaceAll('import.meta.dirname', JSON.stringify(dirname(id)))
      .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href));
  },
};

const build = await rolldown({
  input: Object.fromEntries(Object.entries(SOURCES).map(([name, file]) => [name, join(ROOT, file)])),
  cwd: ROOT,
  platform: 'node',
  external: (id) => /^[^.\0]/.test(id) && !isAbsolute(id) && !JOINED_PACKAGES.test(id),
  treeshake: { moduleSideEffects: true },
  plugins: [asInPlace],
  logLevel: 'silent',
});
const folder = createHash('sha256').update(`${Date.now()} ${process.pid}`).digest('hex').slice(0, 16);
await build.write({
  dir: join(programsFolder(), folder),
  format: 'esm',
  keepNames: true,
  entryFileNames: '[name].mjs',
  chunkFileNames: '[name]-[hash].mjs',
});
writeWhole(recordFile(), JSON.stringify({ root: ROOT, folder, sources: Object.fromEntries(sources) }));
for (const name of readdirSync(programsFolder())) {
  const path = join(programsFolder(), name);
  if (name !== folder && path !== recordFile() && Date.now() - statSync(path).mtimeMs > KEPT_MS)
    rmSync(path, { recursive: true, force: true });
}

function note(path) {
  sources.set(relative(ROOT, path), look(path));
}
