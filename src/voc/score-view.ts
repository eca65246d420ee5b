// How scores look: a short table of all of them, then by segment, source and stage, each with how many it is made of.
import type { KnownBlock } from '@slack/types';
import type { Message } from '../platform/drawing.ts';
import { cut, escaped } from '../platform/slack-text.ts';
import { context, fitMessage, section } from '../platform/view-parts.ts';
import type { Figure } from './scores.ts';
import type { Line, Scores } from './tell-scores.ts';
import { type Scale, scales } from './voice.ts';

const none =
  'No voice that you can see has a score here. Save one with it: `/voc The export fails -- Acme nps:6`.';
const noSample =
  'Captured voices are no sample: people save what strikes them, so these figures tell of these voices and not of all customers.';
const legend =
  'NPS: promoters (9–10) less detractors (0–6), in points. CSAT: share of 4 and 5. CES: mean, 1 to 7. CSI: mean, 0 to 100. In brackets: how many.';

const mostLines = 8;
const titles = { segment: 'By segment', source: 'By source', stage: 'By stage' } as const;
const nameWidth = 16;
const cellWidth = 14;

export function scoresMessage(scores: Scores): Message {
  const { all, by, survey, isCut } = scores;
  if (all.length === 0) return { text: none, blocks: [section(none)] };
  const columns = all.map(({ scale }) => scale);
  const text = `Scores: ${all.map(written).join(' · ')}`;
  const tables = by
    .filter(({ lines }) => lines.some(({ name }) => name !== ''))
    .map(({ kind, lines }) => table(titles[kind], lines, columns));
  const margin = survey
    ? `Surveys alone: NPS ${points(survey.figure.value)} ± ${Math.round(survey.margin)} (95 %, ${survey.figure.n} answers), if the survey went to customers chosen at random.`
    : 'A margin of error is given for the NPS of source:survey alone, from 30 answers on.';
  return {
    text,
    blocks: fitMessage(
      [
        section(`*${text}*`),
        ...tables,
        context([noSample, margin, isCut ? 'The newest 50,000 scores are counted.' : ''].join(' ').trim()),
        context(legend),
      ],
      context('There is more than fits here: narrow it, such as `/voc scores segment:mid`.'),
    ),
  };
}

function table(title: string, lines: Line[], columns: Scale[]): KnownBlock {
  const rows = lines.slice(0, mostLines).map(({ name, figures }) => {
    const cells = columns.map((scale) => {
      const figure = figures.find((one) => one.scale === scale);
      return (figure ? `${valueText(figure)} (${figure.n})` : '–').padStart(cellWidth);
    });
    // A backtick would end the table.
    return cut(name.replaceAll('`', '’') || 'not said', nameWidth).padEnd(nameWidth) + cells.join('');
  });
  const head =
    ''.padEnd(nameWidth) + columns.map((scale) => scale.toUpperCase().padStart(cellWidth)).join('');
  const rest = lines.length > mostLines ? `\n… and ${lines.length - mostLines} more` : '';
  return section(`*${title}*\n\`\`\`\n${escaped([head, ...rows].join('\n'))}${rest}\n\`\`\``);
}

function written(figure: Figure): string {
  return `${figure.scale.toUpperCase()} ${valueText(figure)} (${figure.n})`;
}

function valueText({ scale, value }: Figure): string {
  if (scale === 'nps') return points(value);
  if (scale === 'csat') return `${Math.round(100 * value)} %`;
  return value.toFixed(scales[scale].most > 10 ? 0 : 1);
}

function points(value: number): string {
  const rounded = Math.round(value);
  if (rounded === 0) return '0';
  return rounded > 0 ? `+${rounded}` : `−${-rounded}`;
}
