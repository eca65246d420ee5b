// What people did with customers' words besides keeping them: promised, answered, corrected, joined, forgot, imported.
import { elementsOf } from '../block-kit/walk.ts';
import { type Fields, textOf } from '../json.ts';
import type { Name } from '../people.ts';
import type { Message } from '../world.ts';
import type { History } from './history.ts';
import { survey, surveyFile } from './survey.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** A promise to a customer: who makes it is not always who keeps it. */
interface FollowUp {
  readonly week: number;
  readonly by: Name;
  readonly in: string;
  readonly line: string;
  readonly owner: Name;
  readonly dueOn: string;
  /** What the customer was told, two days later; nothing: it stays open. */
  readonly told?: string;
}

const followUps: readonly FollowUp[] = [
  {
    week: 3,
    by: 'grace',
    in: 'support-leads',
    line: '/voc Our invoices go to a colleague who left in February -- Stark Clinics #invoices csat:2 segment:mid source:support',
    owner: 'hiro',
    dueOn: '2026-04-02',
    told: 'They go to the ward’s own address now, and I sent her the last three by hand.',
  },
  {
    week: 7,
    by: 'hiro',
    in: 'pricing-council',
    line: '/voc Which of your plans survive next year? I have to tell my board -- Umbrella #price segment:high source:sales stage:renew',
    owner: 'chloe',
    dueOn: '2026-04-30',
    told: 'All three, at the same price until the end of 2027. I called her myself.',
  },
  {
    week: 10,
    by: 'grace',
    in: 'product-weekly',
    line: '/voc The export drops every order with an umlaut in it -- Tyrell Foods #export csat:1 segment:mid source:support stage:use',
    owner: 'ana',
    dueOn: '2026-05-22',
  },
  {
    week: 11,
    by: 'hiro',
    in: 'product-weekly',
    line: '/voc Can the auditor have an account of her own before July? -- Wayne Logistics #access segment:high source:call',
    owner: 'ben',
    dueOn: '2026-05-29',
  },
];

export function planFollowUps(history: History, startMs: number): void {
  for (const followUp of followUps) {
    const at = startMs + (followUp.week * 7 + 2) * dayMs + 3 * hourMs;
    history.plan(at, () => promise(history, followUp));
  }
  const on = (week: number, day: number, does: () => Promise<unknown>) =>
    history.plan(startMs + (week * 7 + day) * dayMs + 5 * hourMs, does);
  on(4, 1, () => correct(history));
  on(5, 0, () => keepMessage(history));
  on(6, 3, () => importSurvey(history));
  on(8, 2, () => forget(history));
  on(9, 1, () => keep(history, 'hiro', 'product-weekly', stopsUnsaid));
  on(9, 4, () => join(history));
}

/** Keeps a customer's words, and says which voice they have become. */
async function keep({ hands }: History, name: Name, channel: string, line: string) {
  const { notices } = await hands.as(name).types(line, { in: channel });
  const message = notices.at(-1);
  if (!message) throw new Error(`Nothing was said to ${line}`);
  return { message, id: voiceIn(message) };
}

/** Whichever way it is worded, the way back names the voice. */
function voiceIn({ blocks }: Message): string {
  const elements = blocks.flatMap((block): Fields[] => elementsOf(block).map((it) => ({ ...it })));
  const undo = elements.find((it) => textOf(it.action_id)?.startsWith('voice.undo'));
  const id = /\d+/.exec(textOf(undo?.value) ?? '')?.[0];
  if (id === undefined) throw new Error('No voice was kept');
  return id;
}

async function promise(history: History, { by, line, owner, dueOn, told, ...where }: FollowUp) {
  const { hands, stage } = history;
  const { id } = await keep(history, by, where.in, line);
  await hands.as(by).types(`/voc own ${id} @${owner} ${dueOn}`, { in: where.in });
  if (told === undefined) return;
  history.plan(stage.clock.now().getTime() + 2 * dayMs, () =>
    hands.as(owner).types(`/voc close ${id} ${told}`, { in: where.in }),
  );
}

async function correct(history: History): Promise<void> {
  const { hands } = history;
  const line =
    '/voc Your new mobile map saves us two drivers a week -- Wayne Logistic #speed nps:9 segment:mid';
  const { message } = await keep(history, 'hiro', 'product-weekly', line);
  if (!(await hands.presses('hiro', message, 'voice.edit'))) throw new Error('Hiro cannot edit his voice');
  await hands.fills('hiro', { customer: 'Wayne Logistics', segment: 'High value' });
  await hands.submits('hiro');
}

/** Somebody writes a customer's words down, somebody else keeps them, and the first corrects the message. */
async function keepMessage({ hands, stage }: History): Promise<void> {
  const said = (hours: string) =>
    `Duff Brewing on the phone: “we lost ${hours} to your update and nobody had told us”`;
  const message = stage.workspace.postAs('@grace', 'support-leads', said('an hour'));
  await hands.as('hiro').usesShortcut('save_voice', { on: message });
  await hands.fills('hiro', { customer: 'Duff Brewing', themes: '#updates', source: 'call' });
  await hands.submits('hiro');
  stage.workspace.editMessage(message, said('a whole morning'));
}

async function importSurvey({ hands, stage }: History): Promise<void> {
  await hands.as('chloe').types('/voc import', { in: 'product-weekly' });
  await hands.fills('chloe', { file: { fileName: surveyFile, bytes: Buffer.from(survey) } });
  await hands.submits('chloe');
  await stage.settle();
  const preview = stage.workspace
    .directMessages(stage.company.people.chloe)
    .findLast((it) => JSON.stringify(it.blocks).includes('"import.start"'));
  if (!preview) throw new Error('Nothing was shown of the survey');
  await hands.presses('chloe', preview, 'import.start');
}

/** A customer asks not to be quoted. */
async function forget(history: History): Promise<void> {
  const line = '/voc Between us: we talk to your competitor -- Hooli segment:mid source:call';
  const { id } = await keep(history, 'hiro', 'pricing-council', line);
  await history.hands.as('hiro').types(`/voc forget ${id}`, { in: 'pricing-council' });
}

const stopsUnsaid =
  '/voc The export stops at ten thousand rows and does not say so -- Globex #export nps:3 segment:high source:call stage:use';

async function join(history: History): Promise<void> {
  const { hands, stage } = history;
  const line =
    '/voc The export stops at ten thousand rows, and it does not say so! -- Cyberdyne Tools segment:mid source:support';
  await keep(history, 'grace', 'support-leads', line);
  await stage.settle();
  const offer = stage.workspace.ephemerals(stage.company.people.grace).at(-1);
  if (!offer || !(await hands.presses('grace', offer, 'voice.join'))) {
    throw new Error('Grace was not offered to join what two customers said');
  }
}
