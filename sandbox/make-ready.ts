// Bundles the page and lives the company's past, and keeps both, so that the sandbox opens at once.
import { isPastKept, keepPast } from './kept-past.ts';
import { bundlePage } from './page-server/bundle.ts';
import { livePast } from './past.ts';
import { prepare, Stage } from './stage.ts';

export async function makeReady(): Promise<void> {
  await Promise.all([bundlePage(), havePast()]);
}

async function havePast(): Promise<void> {
  if (await isPastKept()) return;
  const stage = new Stage(await prepare({}));
  try {
    await stage.start();
    await livePast(stage, () => undefined);
    await keepPast(stage);
  } finally {
    await stage.close();
  }
}
