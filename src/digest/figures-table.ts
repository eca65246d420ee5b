// A week's figures as one tidy table: a row for each figure of each thing, for a spreadsheet or a warehouse.
import { stringify } from 'csv-stringify/sync';
import type { Figures, Kept, OwedRef } from './figures.ts';

/** What things are called now; what is gone, or has no name, is ''. */
export interface Names {
  team(ritualId: number): string;
  function(functionId: number): string;
  segment(name: string): string;
  person(personId: string): string;
  line(lineId: number): string;
  /** The decision or the voice behind what is owed: "decision 12". */
  behind(owed: OwedRef): string;
}

type Value = string | number | boolean | null;

/** Shares are 0 to 1, instants UTC; what nobody knows is empty. */
type Row = [section: string, item: string, name: string, figure: string, value: Value, before: Value];

const titles = ['week', 'section', 'item', 'name', 'figure', 'value', 'before'];

/**
 * With the mark by which Excel knows UTF-8. A cell that a spreadsheet would take for a formula (it begins with = + - @,
 * a tab or a carriage return) gets an apostrophe before it (OWASP, "CSV Injection"); numbers stay numbers.
 */
export function figuresCsv(figures: Figures, names: Names): string {
  const rows = rowsOf(figures, names).map((row) => [figures.weekOf, ...row]);
  const cast = { boolean: (value: boolean) => (value ? 'yes' : 'no') };
  const lines = stringify([titles, ...rows], { escape_formulas: true, record_delimiter: '\r\n', cast });
  return `\uFEFF${lines}`;
}

function rowsOf(figures: Figures, names: Names): Row[] {
  return [
    ...ofWeek(figures),
    ...owedRows(figures.owed, names),
    ...figures.disliked.map((id) => marked('decisions', `decision ${id}`, 'disliked')),
    ...figures.blindSpots.map((id) => marked('decisions', `decision ${id}`, 'blind spot')),
    ...teamRows(figures, names),
    ...balanceRows(figures, names),
    ...voiceRows(figures),
    ...rightRows(figures),
    ...scorecardRows(figures, names),
    ...thanksRows(figures, names),
    ...trendRows(figures),
  ];
}

const marked = (section: string, item: string, figure: string): Row => [
  section,
  item,
  '',
  figure,
  true,
  null,
];

function ofWeek({ from, until, missedRounds, missedWeeks, hidden }: Figures): Row[] {
  const row = (figure: string, value: Value): Row => ['week', '', '', figure, value, null];
  return [
    row('from', from),
    row('until', until),
    row('meetings not asked about', missedRounds),
    ...missedWeeks.map((week) => row('week not told', week)),
    row('private matters not shown', hidden.matters),
    row('private decisions not shown', hidden.decisions),
  ];
}

function owedRows({ overdue, ownerless, dueThisWeek }: Figures['owed'], names: Names): Row[] {
  const rows = (figure: string, refs: OwedRef[]) =>
    refs.map((ref): Row => {
      const item = [names.behind(ref), `${ref.kind} ${ref.id}`].filter(Boolean).join(', ');
      return ['owed', item, names.person(ref.ownerId), figure, ref.dueAt, null];
    });
  return [
    ...rows('overdue since', overdue),
    ...rows('without an owner, due', ownerless),
    ...rows('due', dueThisWeek),
  ];
}

function teamRows({ teams, functions, functionsWithoutRitual }: Figures, names: Names): Row[] {
  return [
    ...functionsWithoutRitual.map((id): Row => {
      return ['functions', `function ${id}`, names.function(id), 'without ritual', true, null];
    }),
    ...functions.flatMap(({ functionId, now, before }) => {
      if (functionId === null) return keptRows('functions', '', 'no function', now, before);
      return keptRows('functions', `function ${functionId}`, names.function(functionId), now, before);
    }),
    ...teams.flatMap(({ now, before, paused, silentWeeks }) => {
      const [item, name] = [`team ${now.ritualId}`, names.team(now.ritualId)];
      return [
        ...keptRows('teams', item, name, now, before),
        ['teams', item, name, 'weeks of silence', silentWeeks, null] satisfies Row,
        ['teams', item, name, 'paused', paused, null] satisfies Row,
      ];
    }),
  ];
}

function keptRows(section: string, item: string, name: string, now: Kept, before: Kept | null): Row[] {
  const row = (figure: string, of: keyof Kept): Row => [
    section,
    item,
    name,
    figure,
    now[of],
    before?.[of] ?? null,
  ];
  return [
    row('meetings', 'held'),
    row('kept', 'kept'),
    row('people waited for', 'waitedFor'),
    row('people who answered', 'answered'),
  ];
}

function balanceRows({ balance }: Figures, names: Names): Row[] {
  return balance.flatMap(({ segment, voices, customersShare, revenueShare, unheard }) => {
    const row = (figure: string, value: Value): Row => {
      const name = segment === null ? 'unknown' : names.segment(segment);
      return ['segments', segment === null ? '' : `segment ${segment}`, name, figure, value, null];
    };
    return [
      row('voices', voices),
      row('share of customers', customersShare),
      row('share of revenue', revenueShare),
      row('unheard', unheard),
    ];
  });
}

function voiceRows({ voices, themes }: Figures): Row[] {
  const row = (figure: string, value: Value, before: Value = null): Row => [
    'voices',
    '',
    '',
    figure,
    value,
    before,
  ];
  return [
    row('voices', voices.count, voices.before),
    row('voices without follow-up', voices.withoutFollowUp),
    row('promises kept', voices.promisesKept),
    row('promises open', voices.promisesOpen),
    ...themes.map(
      ({ theme, count, before }): Row => ['themes', `theme ${theme}`, theme, 'voices', count, before],
    ),
  ];
}

function rightRows({ hitRate }: Figures): Row[] {
  const row = (figure: string, value: Value): Row => ['were we right', '', '', figure, value, null];
  return [
    row('decisions looked back on', hitRate.n),
    row('right', hitRate.hits),
    row('right by always guessing the commonest', hitRate.baseHits),
  ];
}

function scorecardRows({ scorecard }: Figures, names: Names): Row[] {
  return scorecard.flatMap(({ lineId, value, before, target, n }) => {
    const row = (figure: string, ...values: [Value, Value]): Row => {
      return ['scorecard', `line ${lineId}`, names.line(lineId), figure, ...values];
    };
    return [row('value', value, before), row('target', target, null), row('n', n, null)];
  });
}

function thanksRows({ thanks }: Figures, names: Names): Row[] {
  return thanks.map(({ ritualId, decisionId, voiceIds }) => {
    return ['thanks', `decision ${decisionId}`, names.team(ritualId), 'voices', voiceIds.length, null];
  });
}

function trendRows({ trend }: Figures): Row[] {
  return trend.flatMap(({ weekOf, kept, participation, dislikeShare, line }) => {
    const row = (figure: string, value: Value): Row => ['trend', `week ${weekOf}`, '', figure, value, null];
    return [
      row('kept', kept),
      row('participation', participation),
      row('dislike share', dislikeShare),
      row('chosen line', line),
    ];
  });
}
