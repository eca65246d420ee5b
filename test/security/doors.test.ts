import { expect, test } from 'vitest';
import { Scene } from '../stories/scene.ts';
test('x', async () => {
  const s = await Scene.open();
  process.stdout.write(JSON.stringify(s.chair.listensTo.doors,null,0)+'\n'+s.chair.listensTo.doors.length+'\n');
  await s.close();
  expect(1).toBe(1);
});
