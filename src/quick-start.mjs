// Starts in half the time: keeps what Node has compiled and stripped of its types, and says at once which file is meant.
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { enableCompileCache, registerHooks, stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';

const cache = join(import.meta.dirname, '../node_modules/.cache/empty-chair');

// Where nothing can be written it says so in what it returns, and everything is compiled as ever.
enableCompileCache(join(cache, 'compiled'));

const ours = new URL('.', import.meta.url).href;

// Node keeps each of four hundred files of ours stripped as well, but reads it, and what was kept of it, to compare
// them: an eighth of the start. All of them in one file are read at once: a line of what there is, and then their text.
const keptIn = join(cache, 'stripped');
let kept;
let isNew = false;

function readKept() {
  const files = new Map();
  try {
    const bytes = readFileSync(keptIn);
    let at = bytes.indexOf('\n') + 1;
    for (const [url, stamp, length] of JSON.parse(bytes.toString('utf8', 0, at))) {
      // Another checkout may share these modules: with its files as well, the bot would be ten megabytes larger.
      if (url.startsWith(ours)) files.set(url, { stamp, text: bytes.subarray(at, at + length) });
      at += length;
    }
    if (at !== bytes.length) throw new Error('something is missing');
    return files;
  } catch {
    // The first start, or a file that a power cut left unfinished: all of it is made anew.
    return new Map();
  }
}

/**
 * As of the file that is there now: whoever writes it, moves it there or unpacks it changes one of these (as for Git). A
 * thread is ended before it could keep anything: what it alone loads is left to Node, undefined here.
 */
function stripped(url) {
  const path = fileURLToPath(url);
  const { ino, size, mtimeMs, ctimeMs } = statSync(path);
  const stamp = `${process.version} ${ino} ${size} ${mtimeMs} ${ctimeMs}`;
  kept ??= readKept();
  const known = kept.get(url);
  if (known?.stamp === stamp) return known.text.toString();
  if (!isMainThread) return undefined;
  const source = withoutTypes(url, readFileSync(path, 'utf8'));
  kept.set(url, { stamp, text: Buffer.from(source) });
  isNew = true;
  return source;
}

/** Node warns that this is experimental, and not that it does the same to every file by itself. */
function withoutTypes(url, source) {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return stripTypeScriptTypes(source, { sourceUrl: url });
  } finally {
    process.emitWarning = emitWarning;
  }
}

function keep() {
  if (!isNew) return;
  const written = `${keptIn}.${process.pid}.${process.hrtime.bigint()}`;
  const files = [...kept].filter(([url]) => existsSync(fileURLToPath(url)));
  const list = JSON.stringify(files.map(([url, { stamp, text }]) => [url, stamp, text.length]));
  const bytes = Buffer.concat([Buffer.from(`${list}\n`), ...files.map(([, { text }]) => text)]);
  try {
    mkdirSync(cache, { recursive: true });
    // On the disk before it takes its place: of the text nobody would see that the power went off in its midst.
    writeFileSync(written, bytes, { flush: true });
    renameSync(written, keptIn);
  } catch {
    // Nothing can be written there: the next start strips them anew.
  }
}

registerHooks({
  // Two thousand imports name files of ours in full. Node would look each up on the disk, links and package files
  // included: a tenth of the start. What is not there is missed when it is read, though not by whom it was imported.
  resolve(specifier, context, next) {
    const isNamedInFull = specifier.startsWith('.') && specifier.endsWith('.ts');
    if (!isNamedInFull || !context.parentURL?.startsWith(ours)) return next(specifier, context);
    const { href } = new URL(specifier, context.parentURL);
    return { url: href, format: 'module-typescript', shortCircuit: true };
  },
  load(url, context, next) {
    const isOurs = context.format === 'module-typescript' && url.startsWith(ours);
    const source = isOurs ? stripped(url) : undefined;
    return source === undefined ? next(url, context) : { format: 'module', source, shortCircuit: true };
  },
});
process.on('exit', keep);
