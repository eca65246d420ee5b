// Examines where the database lies: the room on its disk, and copies beside it that hold old words.
import { readdirSync, statfsSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Finding } from './doctor.ts';

const bytesInMb = 1024 * 1024;
const leastFreeMb = 100;

/** The database is there. */
export function examineDisk(databasePath: string): Finding[] {
  return [examineRoom(databasePath), ...examineCopies(databasePath)];
}

function examineRoom(databasePath: string): Finding {
  const what = 'disk';
  const { bavail, bsize } = statfsSync(dirname(databasePath));
  const freeMb = Math.floor((bavail * bsize) / bytesInMb);
  const sizeMb = Math.ceil(statSync(databasePath).size / bytesInMb);
  const room = `${freeMb.toLocaleString('en')} MB free, the database has ${sizeMb.toLocaleString('en')} MB.`;
  if (freeMb < leastFreeMb)
    return { what, state: 'wrong', says: `${room} Make room: when it is full, nothing can be saved.` };
  if (freeMb < 2 * sizeMb)
    return { what, state: 'unsure', says: `${room} An upgrade keeps a copy, and needs as much again.` };
  return { what, state: 'fine', says: room };
}

/** What an upgrade or a restore has left. */
function examineCopies(databasePath: string): Finding[] {
  const name = basename(databasePath);
  const copies = readdirSync(dirname(databasePath)).filter(
    (file) => file.startsWith(`${name}.schema-`) || file.startsWith(`${name}.before-`),
  );
  if (copies.length === 0) return [];
  const says = `Beside the database: ${copies.join(', ')}. They hold words that may have been forgotten since; delete them once you need no way back.`;
  return [{ what: 'old copies', state: 'unsure', says }];
}
