// How the audit log looks: who did what and when, newest first; never words.
import type { KnownBlock, ModalView } from '@slack/types';
import type { AuditEntry } from '../platform/audit.ts';
import { dateTime, escapedWithin, mention } from '../platform/slack-text.ts';
import { button, buttons, page, section } from '../platform/view-parts.ts';

/** Ten lines fit a section, however long their subjects are. */
const linesInSection = 10;

export interface AuditPage {
  entries: AuditEntry[];
  hasNewer: boolean;
  hasOlder: boolean;
}

export function auditPage({ entries, hasNewer, hasOlder }: AuditPage): ModalView {
  if (entries.length === 0) return page('Audit log', [section('Nothing was changed yet.')]);
  const sections: KnownBlock[] = [];
  for (let first = 0; first < entries.length; first += linesInSection) {
    sections.push(
      section(
        entries
          .slice(first, first + linesInSection)
          .map(line)
          .join('\n'),
      ),
    );
  }
  const newer = button('Newer', 'audit.newer', entries[0]?.id ?? 0);
  const older = button('Older', 'audit.older', entries.at(-1)?.id ?? 0);
  const ways = [...(hasNewer ? [newer] : []), ...(hasOlder ? [older] : [])];
  return page('Audit log', [...sections, ...(ways.length > 0 ? [buttons('audit', ...ways)] : [])]);
}

/** Time itself has no name. */
function line({ at, personId, did, subject }: AuditEntry): string {
  const who = personId === null ? 'By itself' : mention(personId);
  return `${dateTime(at)} · ${who}: ${escapedWithin(`${did}, ${subject}`, 150)}`;
}
