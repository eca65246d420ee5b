// The pages of settings that are lists: functions, segments, and who the best customers have been.
import type { ModalView } from '@slack/types';
import type { Segment } from '../people/segment.ts';
import type { BestCustomersVersion } from '../people/settings-store.ts';
import type { CompanyFunction } from '../people/workspace.ts';
import { day, escapedWithin, mention } from '../platform/slack-text.ts';
import { button, buttons, context, page, section } from '../platform/view-parts.ts';
import { listPages } from './page-view.ts';
import type { Page } from './pages.ts';
import { functionText, segmentText } from './settings-view.ts';

export const functionsOnPage = 20;

export function functionsPage(functions: Page<CompanyFunction>): ModalView {
  const none = section(
    'No function is listed. Add Finance, Legal, Support: whoever decides what customers feel.',
  );
  return page('Functions', [
    ...(functions.total === 0 ? [none] : []),
    ...functions.items.map((one) =>
      section(functionText(one), button('Change', 'function.form', one.id, { label: `Change ${one.name}` })),
    ),
    ...listPages('functions.list', functions),
    buttons('functions', button('Add a function', 'function.form', 'new')),
  ]);
}

export function segmentsPage(segments: readonly Segment[]): ModalView {
  return page('Segments', [
    context(
      'The kinds of customers you tell apart, and how much of what you serve each is. The digest sets whom you listened to beside it.',
    ),
    ...segments.map((segment) =>
      section(
        `${segmentText(segment)}\n\`segment:${escapedWithin(segment.name, 60)}\``,
        button('Change', 'segment.form', segment.name, { label: `Change ${segment.label}` }),
      ),
    ),
    buttons('segments', button('Add a segment', 'segment.form', '')),
  ]);
}

/** Every round keeps the version it was asked under. */
export function versionsPage(versions: readonly BestCustomersVersion[], hasOlder: boolean): ModalView {
  const older = button('Older', 'best_customers.older', versions.at(-1)?.version ?? 0);
  return page('Best customers', [
    ...versions.flatMap(({ version, words, setBy, setAt }) => [
      section(escapedWithin(words, 2_500)),
      context(`Version ${version} · since ${day(setAt)}${setBy === null ? '' : ` · by ${mention(setBy)}`}`),
    ]),
    ...(hasOlder ? [buttons('versions', older)] : []),
  ]);
}
