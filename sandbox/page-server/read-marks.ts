// Remembers how far each person has read each conversation, for the unread marks.
import type { Message, Person } from '../world.ts';

export class ReadMarks {
  readonly #readTo = new Map<string, string>();
  #everybodyReadTo = '';

  /** Everybody has read everything that was written before this instant. */
  readAllBefore(instant: Date): void {
    this.#everybodyReadTo = `${Math.floor(instant.getTime() / 1000)}.000000`;
  }

  readTo(person: Person, channelId: string): string {
    return this.#readTo.get(`${person.id} ${channelId}`) ?? this.#everybodyReadTo;
  }

  /** Says whether that was news. */
  markRead(person: Person, channelId: string, messages: readonly Message[]): boolean {
    const newest = messages.reduce((latest, it) => (it.ts > latest ? it.ts : latest), '');
    if (newest <= this.readTo(person, channelId)) return false;
    this.#readTo.set(`${person.id} ${channelId}`, newest);
    return true;
  }

  unread(person: Person, channelId: string, messages: readonly Message[]): Message[] {
    const readTo = this.readTo(person, channelId);
    return messages.filter((it) => it.ts > readTo && it.authorId !== person.id);
  }
}
