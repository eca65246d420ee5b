// Run by npm after an install: makes what the sandbox would otherwise have to make at its first start.
import { existsSync } from 'node:fs';

// An installation for production has none of the packages that the sandbox needs, and perhaps an old Node.
if (existsSync(new URL('../node_modules/vite', import.meta.url))) {
  const { makeReady } = await import('./make-ready.ts');
  await makeReady().catch((error) => {
    process.stderr.write(`The first start of the sandbox will take longer: ${error.message}\n`);
  });
}
