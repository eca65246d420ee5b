// The SQL of people and conversations: the mirror of Slack's directory, and who may read what.
import { stored } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Conversation } from './conversation.ts';
import { isActive, type Person, type Viewer } from './person.ts';
import { findSettings } from './settings-store.ts';
import { addDays } from './zone.ts';

interface PersonRow {
  id: string;
  name: string;
  time_zone: string;
  kind: Person['kind'];
  rank: Person['rank'];
  left_at: string | null;
}

const toPerson = (row: PersonRow): Person => ({
  id: row.id,
  name: row.name,
  timeZone: row.time_zone,
  kind: row.kind,
  rank: row.rank,
  leftAt: row.left_at,
});

export function findPerson(db: Database, id: string): Person | undefined {
  const row = db.one<PersonRow>('SELECT * FROM person WHERE id = @id', { id });
  return row && toPerson(row);
}

export function savePerson(db: Database, person: Person): void {
  db.run(
    `INSERT INTO person (id, name, time_zone, kind, rank, left_at)
     VALUES (@id, @name, @timeZone, @kind, @rank, @leftAt)
     ON CONFLICT DO UPDATE SET name = excluded.name, time_zone = excluded.time_zone, kind = excluded.kind,
       rank = excluded.rank, left_at = iif(excluded.left_at IS NULL, NULL, coalesce(left_at, excluded.left_at))`,
    { ...person },
  );
}

function findPrimaryOwner(db: Database): Person | undefined {
  const row = db.one<PersonRow>(
    "SELECT * FROM person WHERE rank = 'primary owner' AND left_at IS NULL LIMIT 1",
  );
  return row && toPerson(row);
}

interface ConversationRow {
  id: string;
  name: string;
  is_private: number;
  is_shared: number;
  is_archived: number;
  has_bot: number;
}

export function findConversation(db: Database, id: string): Conversation | undefined {
  const row = db.one<ConversationRow>('SELECT * FROM conversation WHERE id = @id', { id });
  return (
    row && {
      id: row.id,
      name: row.name,
      isPrivate: row.is_private === 1,
      isShared: row.is_shared === 1,
      isArchived: row.is_archived === 1,
      hasBot: row.has_bot === 1,
    }
  );
}

export function saveConversation(db: Database, conversation: Conversation): void {
  db.run(
    `INSERT INTO conversation (id, name, is_private, is_shared, is_archived, has_bot)
     VALUES (@id, @name, @isPrivate, @isShared, @isArchived, @hasBot)
     ON CONFLICT DO UPDATE SET name = excluded.name, is_private = excluded.is_private, is_shared = excluded.is_shared,
       is_archived = excluded.is_archived, has_bot = excluded.has_bot`,
    {
      id: conversation.id,
      name: conversation.name,
      isPrivate: Number(conversation.isPrivate),
      isShared: Number(conversation.isShared),
      isArchived: Number(conversation.isArchived),
      hasBot: Number(conversation.hasBot),
    },
  );
}

/** Conversations that the mirror believes the bot to be in. */
export function conversationIdsWithBot(db: Database): string[] {
  return db.all<{ id: string }>('SELECT id FROM conversation WHERE has_bot = 1').map((row) => row.id);
}

export function memberIds(db: Database, conversationId: string): string[] {
  return db
    .all<{ id: string }>('SELECT person_id AS id FROM membership WHERE conversation_id = @conversationId', {
      conversationId,
    })
    .map((row) => row.id);
}

export function replaceMembers(db: Database, conversationId: string, personIds: string[]): void {
  db.run('DELETE FROM membership WHERE conversation_id = @conversationId', { conversationId });
  addMembers(db, conversationId, personIds);
}

export function addMember(db: Database, conversationId: string, personId: string): void {
  addMembers(db, conversationId, [personId]);
}

/** In one statement: a channel may have thousands. */
export function addMembers(db: Database, conversationId: string, personIds: readonly string[]): void {
  db.run(
    `INSERT INTO membership (conversation_id, person_id)
     SELECT @conversationId, value FROM json_each(@personIds) WHERE true ON CONFLICT DO NOTHING`,
    { conversationId, personIds: JSON.stringify(personIds) },
  );
}

export function removeMember(db: Database, conversationId: string, personId: string): void {
  db.run('DELETE FROM membership WHERE conversation_id = @conversationId AND person_id = @personId', {
    conversationId,
    personId,
  });
}

export function isMember(db: Database, conversationId: string, personId: string): boolean {
  return (
    db.one('SELECT 1 FROM membership WHERE conversation_id = @conversationId AND person_id = @personId', {
      conversationId,
      personId,
    }) !== undefined
  );
}

/** The people of a conversation who can be waited for: no bots, nobody who has left. */
export function activeMemberIds(db: Database, conversationId: string): string[] {
  return db
    .all<{ id: string }>(
      `SELECT p.id FROM membership m JOIN person p ON p.id = m.person_id
       WHERE m.conversation_id = @conversationId AND p.left_at IS NULL AND p.kind IN ('member', 'guest') ORDER BY p.id`,
      { conversationId },
    )
    .map((row) => row.id);
}

/** A person as a reader, with what Slack's directory says of them now. */
export function viewerOf(db: Database, personId: string): Viewer {
  const person = findPerson(db, personId);
  return {
    personId,
    conversationId: null,
    isSponsor: sponsorId(db) === personId,
    // Like a guest, whoever is unknown, left, or of another organization reads only what they are a member of.
    isGuest: !isActive(person) || person.kind === 'guest',
  };
}

/** The sponsor; the primary owner while none is chosen or the chosen one has left; null in an empty directory. */
export function sponsorId(db: Database): string | null {
  const chosen = findSettings(db).sponsorId;
  const hasLeft = chosen !== null && findPerson(db, chosen)?.leftAt;
  return chosen !== null && !hasLeft ? chosen : (findPrimaryOwner(db)?.id ?? null);
}

/** Whether a person's one note of a day, in their zone, is taken. */
export function isNoted(db: Database, personId: string, day: string): boolean {
  return (
    db.one('SELECT 1 FROM noted WHERE person_id = @personId AND day = @day', { personId, day }) !== undefined
  );
}

export function markNoted(db: Database, personId: string, day: string): void {
  db.run('DELETE FROM noted WHERE person_id = @personId AND day < @monthAgo', {
    personId,
    monthAgo: addDays(day, -30),
  });
  db.run('INSERT INTO noted (person_id, day) VALUES (@personId, @day) ON CONFLICT DO NOTHING', {
    personId,
    day,
  });
}

/** The note of a day was not sent after all: the day is free again. */
export function freeNote(db: Database, personId: string, day: string): void {
  db.run('DELETE FROM noted WHERE person_id = @personId AND day = @day', { personId, day });
}

/** Marks as gone whoever an older mirror holds but Slack's full list, read at `readAt`, no longer names. */
export function markLeft(db: Database, personId: string, readAt: Date): void {
  db.run('UPDATE person SET left_at = coalesce(left_at, @at) WHERE id = @personId', {
    personId,
    at: stored(readAt),
  });
}

export function activePersonIds(db: Database): string[] {
  return db.all<{ id: string }>('SELECT id FROM person WHERE left_at IS NULL').map((row) => row.id);
}
