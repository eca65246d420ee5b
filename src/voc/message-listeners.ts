// Slack's door to what becomes of messages whose words were saved.
import type { Database } from '../platform/database.ts';
import type { Inbox } from '../platform/inbox.ts';
import { changeToKeep, followMessage } from './follow-message.ts';
import { type MessageChange, readMessageChange } from './message.ts';
import { wordsOf } from './typed-words.ts';

export function listen({ db, inbox }: { db: Database; inbox: Inbox }): void {
  inbox.on<MessageChange>('saved message changed', {
    of: 'message',
    subscriptions: ['message.channels', 'message.groups'],
    keep: (event) => changeToKeep(db, readMessageChange(event), (text) => wordsOf(db, text)),
    apply: (change, now) => db.transaction(() => followMessage(db, now, change)),
  });
}
