// Changes what the workspace has agreed on; the sponsor and the workspace's admins may.
import { audit } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import { Refusal } from '../platform/refusal.ts';
import { followSponsor, tellChosen } from './follow-sponsor.ts';
import { isActive } from './person.ts';
import { requireSettings } from './roles.ts';
import * as settings from './settings-store.ts';
import { findConversation, findPerson, sponsorId } from './store.ts';
import type { Settings } from './workspace.ts';
import { isWeekday } from './zone.ts';

/** Refuses strangers to the settings, a sponsor who is not a person of this workspace, and a channel I cannot tell. */
export function chooseSettings(db: Database, now: Date, personId: string, chosen: Settings): void {
  requireSettings(db, personId);
  const sponsor = chosen.sponsorId === null ? undefined : findPerson(db, chosen.sponsorId);
  if (!isActive(sponsor) || sponsor.kind !== 'member') {
    throw new Refusal('The sponsor must be one person of this workspace who is still here.', 'sponsor');
  }
  if (!isWeekday(chosen.digestWeekday)) throw new Refusal('Choose a day of the week.', 'digest_weekday');
  if (chosen.digestChannelId !== null) requireTellable(db, chosen.digestChannelId);
  if (sponsor.id !== sponsorId(db)) tellChosen(db, now, { chosenId: sponsor.id, chosenBy: personId });
  followSponsor(db, now, () => settings.saveSettings(db, chosen));
  audit(db, now, personId, 'changed', 'settings');
}

function requireTellable(db: Database, conversationId: string): void {
  const conversation = findConversation(db, conversationId);
  if (!conversation?.hasBot) {
    throw new Refusal(
      'I am not in this channel. Type `/invite @Empty Chair` there, then choose it again.',
      'digest_channel',
    );
  }
  if (conversation.isShared) {
    throw new Refusal(
      'This channel is shared with another organization, and customers may be sitting in it. Choose one of your own.',
      'digest_channel',
    );
  }
  if (conversation.isArchived) {
    throw new Refusal('This channel is archived. Choose another one.', 'digest_channel');
  }
}

const longestDefinition = 500;

/** A new version of who the best customers are; rounds that were asked keep the version they were asked under. */
export function defineBestCustomers(db: Database, now: Date, personId: string, words: string): void {
  requireSettings(db, personId);
  const definition = words.trim();
  if (!definition) throw new Refusal('Say in a sentence who your best customers are.', 'best_customers');
  if (definition.length > longestDefinition) {
    throw new Refusal('Keep it under 500 characters: it stands under every question.', 'best_customers');
  }
  if (settings.findBestCustomers(db)?.words === definition) return;
  settings.addBestCustomers(db, definition, personId, now);
  audit(db, now, personId, 'defined', 'best customers');
}
