// Starts twice as quickly: keeps what Node has compiled, and says at once which file an import of ours names.
import { enableCompileCache, registerHooks } from 'node:module';
import { join } from 'node:path';

// Where nothing can be written it says so in what it returns, and everything is compiled as ever.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/empty-chair/compiled'));

const ours = new URL('.', import.meta.url).href;

// Two thousand imports name four hundred files of ours in full. Node would look each up on the disk, links and package
// files included: a tenth of the start. What is not there is missed when it is read, though not by whom it was imported.
registerHooks({
  resolve(specifier, context, next) {
    const isNamedInFull = specifier.startsWith('.') && specifier.endsWith('.ts');
    if (!isNamedInFull || !context.parentURL?.startsWith(ours)) return next(specifier, context);
    const { href } = new URL(specifier, context.parentURL);
    return { url: href, format: 'module-typescript', shortCircuit: true };
  },
});
