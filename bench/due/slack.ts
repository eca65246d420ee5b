// A Slack that posts only so many messages a minute of a pretended clock, and takes its time: run as a thread.
import { parentPort, workerData } from 'node:worker_threads';
import { stubSlack } from '../acks/slack.ts';
import type { Shared } from './shared.ts';
import { minuteMs, secondMs, sharedFigures } from './shared.ts';

const { memory, channels, perMinute, callTakesMs } = workerData as Shared;
const figures = sharedFigures(memory);
let minute = 0;
let inMinute = 0;

/** Slack keeps "one message per second per channel, while also maintaining a workspace-wide limit" (its "Rate limits"). */
function limit(method: string): number | null {
  if (method !== 'chat.postMessage') return null;
  figures.add('calls', 1);
  const nowMs = figures.add('nowMs', callTakesMs);
  const itsMinute = Math.floor(nowMs / minuteMs);
  inMinute = itsMinute === minute ? inMinute + 1 : 1;
  minute = itsMinute;
  if (inMinute > perMinute) return Math.ceil(((minute + 1) * minuteMs - nowMs) / secondMs);
  figures.add('posted', 1);
  return null;
}

const members = new Map(Array.from({ length: channels }, (_, index) => [`C${index}`, ['U1']]));
const slack = await stubSlack({ people: ['U1'], channels: members }, limit);
parentPort?.postMessage(slack.apiUrl);
