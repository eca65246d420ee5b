// The SQL of narrowing voices down: one condition for searches, scores and whatever else counts voices.
import { viewerValues } from '../people/audience-store.ts';
import type { Viewer } from '../people/person.ts';
import { addDays, instantOf } from '../people/zone.ts';
import { stored } from '../platform/clock.ts';
import type { Values } from '../platform/database.ts';
import type { Filter } from './search.ts';
import { isShown } from './store.ts';

const conditions = {
  segment: 'v.segment = @segment',
  source: 'v.source = @source',
  stage: 'v.stage = @stage',
  by: 'v.captured_by = @by',
  since: 'v.said_at >= @since',
  until: 'v.said_at < @until',
} as const;

/** What a filter asks of a voice `v`, besides its customer, and that the viewer may read it. Bind filterValues(). */
export function narrowed(filter: Filter): string {
  const asked = Object.entries(conditions)
    .filter(([name]) => filter[name as keyof typeof conditions] !== null)
    .map(([, condition]) => condition);
  const themes = `NOT EXISTS (SELECT 1 FROM json_each(@themes) wanted
    WHERE instr(' ' || v.themes || ' ', ' ' || wanted.value || ' ') = 0)`;
  return [...asked, ...(filter.themes.length > 0 ? [themes] : []), isShown].join(' AND ');
}

/** `zone`: in which the days of the filter are meant. */
export function filterValues(filter: Filter, viewer: Viewer, zone: string): Values {
  const { segment, source, stage, by, since, until, themes } = filter;
  const end = until === null ? null : stored(instantOf(addDays(until, 1), '00:00', zone));
  return {
    ...(segment === null ? {} : { segment }),
    ...(source === null ? {} : { source }),
    ...(stage === null ? {} : { stage }),
    ...(by === null ? {} : { by }),
    ...(since === null ? {} : { since: stored(instantOf(since, '00:00', zone)) }),
    ...(end === null ? {} : { until: end }),
    ...(themes.length === 0 ? {} : { themes: JSON.stringify(themes) }),
    ...viewerValues(viewer),
  };
}
