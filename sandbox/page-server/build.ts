// Builds the page once: from a folder, into a folder. Runs as a process of its own.
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const [from, into] = process.argv.slice(2);
if (from === undefined || into === undefined) throw new Error('Say from where and into where');

/** The package styles itself by an id, which a page cannot have many times, and more strongly than need be. */
const classInsteadOfId = {
  name: 'class-instead-of-id',
  enforce: 'pre' as const,
  transform(code: string, id: string) {
    if (!id.includes('slack-blocks-to-jsx')) return null;
    if (id.endsWith('.css')) {
      return code.replaceAll('#slack_blocks_to_jsx', '.slack_blocks_to_jsx').replaceAll('!important', '');
    }
    return code.replaceAll('{id:"slack_blocks_to_jsx",', '{');
  },
};

await build({
  root: from,
  configFile: false,
  logLevel: 'error',
  plugins: [react(), classInsteadOfId],
  build: { outDir: into, emptyOutDir: true, chunkSizeWarningLimit: 4000, reportCompressedSize: false },
});
