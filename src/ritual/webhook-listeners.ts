// The door for programs that say when a meeting ended, and Slack's door to the meetings that a ritual names.
import { type Clock, hourMs } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Doors } from '../platform/doors.ts';
import type { Logger } from '../platform/log.ts';
import type { RouteAnswer, RouteRequest, Routes } from '../platform/routes.ts';
import { hmacOf, isSigned, tellUnsigned, toleranceMs } from '../platform/signature.ts';
import { addWebhookMeeting } from './add-webhook-meeting.ts';
import { requireMayChange } from './change-triggers.ts';
import { type Heard, hearWebhook } from './hear-webhook.ts';
import { loadTriggers } from './load-triggers.ts';
import { removeWebhookMeeting } from './remove-webhook-meeting.ts';
import { triggersPage } from './triggers-view.ts';
import { type MeetingReport, readReport, readZoomNews } from './webhook.ts';
import { webhookForm } from './webhook-view.ts';

interface House {
  db: Database;
  clock: Clock;
  log: Logger;
  doors: Doors;
  routes: Routes;
  /** Each lets its kind of program in; without both the path is not there. */
  secrets: { readonly anyTool: string | undefined; readonly zoom: string | undefined };
  /** Wakes whoever sends what a webhook has made us owe. */
  wake(): void;
}

export function listen(house: House): void {
  const { db, doors, routes, secrets } = house;
  const { anyTool, zoom } = secrets;
  if (anyTool || zoom) routes.add('POST', '/meetings/ended', (request) => answer(house, request));
  doors.click('webhook.form', ({ personId, value }) => {
    requireMayChange(db, value, personId);
    return { open: webhookForm(value, { anyTool: anyTool !== undefined, zoom: zoom !== undefined }) };
  });
  doors.submission('add_webhook_meeting', ({ now, personId, fields, metadata }) => {
    const ritual = addWebhookMeeting(db, now, personId, metadata, fields.text('meeting'));
    return {
      refresh: triggersPage({ ...loadTriggers(db, ritual, now), news: 'The webhook’s meeting is saved.' }),
    };
  });
  doors.click('webhook.remove', ({ now, personId, value }) => {
    const ritual = removeWebhookMeeting(db, now, personId, Number(value));
    return ritual ? { replace: triggersPage(loadTriggers(db, ritual, now)) } : {};
  });
}

/**
 * Zoom sends a notification again for up to 85 minutes (its "Resolving webhook delays") and does not say whether it
 * signs it anew. A replay is told by its signature, so waiting longer lets nothing through twice.
 */
const zoomToleranceMs = 2 * hourMs;

/** Whoever is not known learns nothing, not even whether their kind of program is let in. */
function turnAway({ log, clock }: House, timestamp: string): RouteAnswer {
  tellUnsigned(log, '/meetings/ended', timestamp, clock.now());
  return { status: 401, says: 'Unauthorized.' };
}

/** Told apart by their headers: each program has its own secret. */
async function answer(house: House, request: RouteRequest): Promise<RouteAnswer> {
  return request.header('x-zm-signature') ? answerZoom(house, request) : answerAnyTool(house, request);
}

async function answerAnyTool(house: House, { header, body }: RouteRequest): Promise<RouteAnswer> {
  const { clock, secrets } = house;
  const now = clock.now();
  const timestamp = header('x-empty-chair-timestamp');
  const signature = header('x-empty-chair-signature');
  const known =
    secrets.anyTool && isSigned(secrets.anyTool, { timestamp, signature, body }, now, toleranceMs);
  if (!known) return turnAway(house, timestamp);
  const report = readReport(body, timestamp, now);
  return anyToolAnswers[await hear(house, now, signature, report)];
}

/** Once it is answered, it does not come again. */
async function hear(
  { db, wake }: House,
  now: Date,
  signature: string,
  report: MeetingReport,
): Promise<Heard> {
  const heard = db.transaction(() => hearWebhook(db, now, signature, report));
  await db.durable();
  wake();
  return heard;
}

const anyToolAnswers: Record<Heard, RouteAnswer> = {
  asked: { status: 200, says: 'The question is asked.' },
  quiet: { status: 200, says: 'Noted. Nothing is asked now.' },
  replayed: { status: 200, says: 'This had its effect already.' },
  // Not 2xx: whoever sets a tool up must see that its meeting is named nowhere; sending it again would not help.
  unknown: {
    status: 404,
    says: 'No ritual names this meeting. Add it in Slack: /ritual setup, then “Add a webhook”.',
  },
};

/** Zoom tells of every meeting of its account and sends again what is not answered with 200 within three seconds. */
async function answerZoom(house: House, { header, body }: RouteRequest): Promise<RouteAnswer> {
  const { clock, secrets } = house;
  const now = clock.now();
  const timestamp = header('x-zm-request-timestamp');
  const signature = header('x-zm-signature');
  const secret = secrets.zoom;
  if (!secret || !isSigned(secret, { timestamp, signature, body }, now, zoomToleranceMs)) {
    return turnAway(house, timestamp);
  }
  const news = readZoomNews(body, now);
  if ('validate' in news) {
    const { validate: plainToken } = news;
    return { status: 200, says: { plainToken, encryptedToken: hmacOf(secret, plainToken) } };
  }
  if ('ended' in news) await hear(house, now, signature, news.ended);
  return { status: 200, says: 'Noted.' };
}
