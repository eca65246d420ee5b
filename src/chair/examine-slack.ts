// Examines what is between Slack and the bot: the token, its scopes, the socket, the clocks.
import { minuteMs, secondMs } from '../platform/clock.ts';
import type { Finding, Patient } from './doctor.ts';

/** Slack refuses signatures that are five minutes old, and we do; a minute leaves room. */
const mostSkewMs = minuteMs;

export async function examineSlack(patient: Patient): Promise<Finding[]> {
  return [
    ...(await examineToken(patient)),
    await examineSocket(patient),
    await examineClock(patient),
    ...(await examinePost(patient)),
  ];
}

const problemOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

async function examineToken({ manifest, askSlack }: Patient): Promise<Finding[]> {
  try {
    const { user = 'the bot', team = 'the workspace', response_metadata: metadata } = await askSlack();
    const token: Finding = { what: 'token', state: 'fine', says: `Slack knows it as ${user} in ${team}.` };
    return [token, examineScopes(scopesIn(manifest), metadata?.scopes ?? [])];
  } catch (error) {
    const says = `Slack did not answer as it should (${problemOf(error)}). Copy the Bot User OAuth Token again, and check the network.`;
    return [{ what: 'token', state: 'wrong', says }];
  }
}

function examineScopes(wanted: readonly string[], granted: readonly string[]): Finding {
  const missing = wanted.filter((scope) => !granted.includes(scope));
  if (missing.length === 0)
    return { what: 'scopes', state: 'fine', says: 'Slack grants every scope of the manifest.' };
  const says = `Not granted: ${missing.join(', ')}. Paste manifest.yml into the app’s manifest and install the app again.`;
  return { what: 'scopes', state: 'wrong', says };
}

/** The bot's scopes in the text of our own manifest: what is listed below `bot:`. */
export function scopesIn(manifest: string): string[] {
  const [, list = ''] = /^ {4}bot:\n((?: {6}.*\n)*)/m.exec(manifest) ?? [];
  return [...list.matchAll(/^ {6}- (\S+)$/gm)].map(([, scope = '']) => scope);
}

async function examineSocket({ askForSocket }: Patient): Promise<Finding> {
  const what = 'delivery';
  try {
    if (await askForSocket()) return { what, state: 'fine', says: 'Slack opens a socket for the app token.' };
    const says = 'HTTP: from here it cannot be seen whether Slack reaches POST /slack/events.';
    return { what, state: 'unsure', says };
  } catch (error) {
    const says = `Slack opens no socket (${problemOf(error)}). Turn Socket Mode on, and copy the app-level token with connections:write again.`;
    return { what, state: 'wrong', says };
  }
}

async function examineClock({ now, slackClock }: Patient): Promise<Finding> {
  const what = 'clock';
  try {
    const skewMs = now().getTime() - (await slackClock()).getTime();
    if (Number.isNaN(skewMs)) return { what, state: 'unsure', says: 'Slack did not tell its time.' };
    const seconds = Math.round(Math.abs(skewMs) / secondMs);
    if (Math.abs(skewMs) <= mostSkewMs)
      return { what, state: 'fine', says: `Within ${seconds + 1} s of Slack’s.` };
    const way = skewMs > 0 ? 'ahead of' : 'behind';
    const says = `${seconds} s ${way} Slack’s: signed requests are refused, and meetings end at the wrong time. Turn time synchronization on.`;
    return { what, state: 'wrong', says };
  } catch (error) {
    return { what, state: 'unsure', says: `Slack could not be asked for the time (${problemOf(error)}).` };
  }
}

/** Only where somebody is named who is to get it. */
async function examinePost({ post, postTo }: Patient): Promise<Finding[]> {
  const what = 'test message';
  if (postTo === undefined) return [];
  try {
    await post(postTo, 'This is Empty Chair’s doctor: messages reach you.');
    return [{ what, state: 'fine', says: `Sent to ${postTo}. Look in Slack whether it came.` }];
  } catch (error) {
    const says = `Slack did not take it (${problemOf(error)}). Check the member ID, which a profile shows under “Copy member ID”.`;
    return [{ what, state: 'wrong', says }];
  }
}
