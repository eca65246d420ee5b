// Examines what the bot does: whether events come in, messages go out, and all zones are known.
import { isTimeZone, zoneDataVersion } from '../people/zones.ts';
import { hourMs, minuteMs, secondMs } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { readLoad } from '../platform/load.ts';
import { count } from '../platform/slack-text.ts';
import type { Finding, Patient } from './doctor.ts';
import * as store from './doctor-store.ts';

const stuckMs = 10 * minuteMs;
const mostNamed = 5;

export function examineWork(db: Database, { now }: Patient): Finding[] {
  return [examineEvents(db), examineOutbox(db, now()), ...examineUnknown(db), examineZones(db)];
}

/** Slack does not tell a bot which events its app subscribes to; what came can be seen. */
function examineEvents(db: Database): Finding {
  const at = store.lastEventAt(db);
  if (at)
    return { what: 'events', state: 'fine', says: `Slack brought the last one on ${at.toISOString()}.` };
  const says =
    'None came in the last week. If somebody has opened the App Home or joined a channel of the bot meanwhile: paste manifest.yml into the app’s manifest again.';
  return { what: 'events', state: 'unsure', says };
}

function examineOutbox(db: Database, now: Date): Finding {
  const what = 'outbox';
  const { owed, owedSeconds } = readLoad(db, now);
  if (owedSeconds * secondMs >= stuckMs) {
    const hours = (owedSeconds * secondMs) / hourMs;
    const says = `${count(owed, 'message')} to be sent, due for ${hours.toFixed(1)} hours. Is the bot running? If so, restart it.`;
    return { what, state: 'wrong', says };
  }
  const tried = store.mostTried(db);
  if (tried) {
    const says = `${count(owed, 'message')} to be sent; Slack did not take them so far (${tried.problem}). They are tried again by themselves.`;
    return { what, state: 'unsure', says };
  }
  const says = owed === 0 ? 'Everything is sent.' : `${count(owed, 'message')} to be sent, none late.`;
  return { what, state: 'fine', says };
}

function examineUnknown(db: Database): Finding[] {
  const found = store.unknownMessages(db, mostNamed + 1);
  if (found.length === 0) return [];
  const named = found.slice(0, mostNamed).map(({ drawing, address }) => `${drawing} to ${address}`);
  const more = found.length > mostNamed ? ' and more' : '';
  const says = `Nobody can tell whether these were sent: ${named.join(', ')}${more}. Look there; they are not sent again.`;
  return [{ what: 'lost replies', state: 'unsure', says }];
}

function examineZones(db: Database): Finding {
  const what = 'zones';
  const unknown = store.zonesInUse(db).filter((zone) => !isTimeZone(zone));
  if (unknown.length === 0)
    return { what, state: 'fine', says: `Zone data ${zoneDataVersion} knows every zone in use.` };
  const says = `Zone data ${zoneDataVersion} does not know ${unknown.join(', ')}. Install a newer Node.`;
  return { what, state: 'wrong', says };
}
