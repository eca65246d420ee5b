// What a webhook tells of a meeting that ended: read from any tool's words and from Zoom's.
import { dayMs, later, minuteMs } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import { escaped } from '../platform/slack-text.ts';
import { z } from '../platform/zod.ts';

/** A meeting ended, told by a program. */
export interface MeetingReport {
  /** What the program calls the meeting: any of these may stand in a ritual. */
  names: string[];
  endedAt: Date;
  /** Tells this end apart from every other; told again, it has no second effect. */
  key: string;
}

const longestName = 200;

/** A meeting's name as it is compared: small letters, single spaces; a number without the spaces people put in it. */
export function meetingKey(name: string): string {
  const words = name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
  return /^\d[\d -]*$/.test(words) ? words.replace(/[ -]/g, '') : words;
}

/** A meeting's id or topic as somebody typed it. Refuses an empty and an overlong one. */
export function checkMeetingName(typed: string, field?: string): string {
  const name = typed.trim().replace(/\s+/g, ' ');
  if (!name) throw new Refusal('Type the meeting’s ID or its topic.', field);
  if (name.length > longestName) {
    throw new Refusal(
      `That is too long: a meeting’s ID or topic has at most ${longestName} characters.`,
      field,
    );
  }
  return name;
}

/** Such a name as one of a ritual's triggers. */
export function webhookWords(meeting: string): string {
  return `when a webhook says that “${escaped(meeting)}” has ended`;
}

/** As 2026-11-21T10:30:00Z, or with an offset. */
const instant = z.iso.datetime;

const anyToolBody = z.object({
  meeting: z.string().trim().min(1).max(longestName),
  ended_at: instant({ offset: true }).optional(),
  id: z.string().trim().min(1).max(longestName).optional(),
});

const anyToolForm =
  'Send JSON with “meeting” (its ID or topic), and if you like “ended_at” (such as 2026-11-21T10:30:00Z) and “id” (different for each end).';

/** `timestamp` is the signed one: it names the end where the tool does not. Refuses what is not as it must be. */
export function readReport(body: Buffer, timestamp: string, now: Date): MeetingReport {
  const parsed = anyToolBody.safeParse(parseJson(body));
  if (!parsed.success) throw new Refusal(anyToolForm);
  const { meeting, ended_at: endedAt, id } = parsed.data;
  return {
    names: [meeting],
    endedAt: checkEnd(endedAt === undefined ? now : new Date(endedAt), now),
    key: `webhook:${id ?? timestamp}`,
  };
}

const zoomEvent = z.object({ event: z.string() });

const zoomValidation = z.object({
  event: z.literal('endpoint.url_validation'),
  // Its HMAC is handed out, so nothing may pass here that could be the text of a signed request, such as v0:1:{}.
  payload: z.object({ plainToken: z.string().regex(/^[\w-]{1,100}$/) }),
});

const zoomEnded = z.object({
  event: z.literal('meeting.ended'),
  event_ts: z.number().optional(),
  payload: z.object({
    object: z.object({
      id: z.union([z.string(), z.number()]),
      uuid: z.string().min(1).max(longestName),
      topic: z.string().optional(),
      end_time: instant({ offset: true }).optional(),
    }),
  }),
});

export type ZoomNews = { validate: string } | { ended: MeetingReport } | { other: true };

/**
 * Zoom's notification (developers.zoom.us, "Using webhooks" and the event `meeting.ended`). A recurring meeting keeps
 * its id; its uuid is new each time. Refuses what is not as Zoom writes it.
 */
export function readZoomNews(body: Buffer, now: Date): ZoomNews {
  const json = parseJson(body);
  const validation = zoomValidation.safeParse(json);
  if (validation.success) return { validate: validation.data.payload.plainToken };
  const ended = zoomEnded.safeParse(json);
  if (ended.success) {
    const { id, uuid, topic, end_time: endTime } = ended.data.payload.object;
    const toldAt = ended.data.event_ts === undefined ? now : new Date(ended.data.event_ts);
    const endedAt = endTime === undefined ? toldAt : new Date(endTime);
    const names = [String(id), topic ?? ''].filter(Boolean);
    return { ended: { names, endedAt: checkEnd(endedAt, now), key: `webhook:${uuid}` } };
  }
  const event = zoomEvent.safeParse(json).data?.event;
  if (event === undefined || ['meeting.ended', 'endpoint.url_validation'].includes(event)) {
    throw new Refusal('This is not as Zoom writes its notifications.');
  }
  return { other: true };
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Clocks differ: what ended a moment from now has just ended. */
const clocksDifferMs = 5 * minuteMs;

function checkEnd(endedAt: Date, now: Date): Date {
  if (endedAt > later(now, clocksDifferMs))
    throw new Refusal('This meeting ends in the future. Tell me when it has ended.');
  if (endedAt < later(now, -dayMs))
    throw new Refusal('This meeting ended more than a day ago, so nobody is asked about it any more.');
  return endedAt > now ? now : endedAt;
}
