// Reads what a person put into a form, by the names of its inputs.
import type { ViewStateValue } from '@slack/bolt';
import { Refusal } from './refusal.ts';

type Values = Record<string, Record<string, ViewStateValue>>;

export class Fields {
  readonly #values: Values;

  constructor(values: Values) {
    this.#values = values;
  }

  /** Trimmed text; '' when the input is empty or not there. */
  text(name: string): string {
    return this.#state(name)?.value?.trim() ?? '';
  }

  /** Trimmed text. Refuses an empty one, beside the field. */
  required(name: string, sentence: string): string {
    const words = this.text(name);
    if (!words) throw new Refusal(sentence, name);
    return words;
  }

  option(name: string): string | null {
    return this.#state(name)?.selected_option?.value ?? null;
  }

  options(name: string): string[] {
    return (this.#state(name)?.selected_options ?? []).map((chosen) => chosen.value);
  }

  person(name: string): string | null {
    return this.#state(name)?.selected_user ?? null;
  }

  people(name: string): string[] {
    return this.#state(name)?.selected_users ?? [];
  }

  conversation(name: string): string | null {
    return this.#state(name)?.selected_conversation ?? null;
  }

  /** A calendar day, as 2026-11-21. */
  date(name: string): string | null {
    const date = this.#state(name)?.selected_date ?? null;
    return date !== null && /^\d{4}-\d{2}-\d{2}$/.test(date) ? date : null;
  }

  /** A local time, as 10:30. */
  time(name: string): string | null {
    const time = this.#state(name)?.selected_time ?? null;
    return time !== null && /^([01]\d|2[0-3]):[0-5]\d$/.test(time) ? time : null;
  }

  /** The one file that was given. */
  file(name: string): { id: string; name: string; bytes: number } | null {
    const file = this.#state(name)?.files?.[0];
    return file ? { id: file.id, name: file.name, bytes: file.size ?? 0 } : null;
  }

  #state(name: string): ViewStateValue | undefined {
    return this.#values[name]?.[name];
  }
}
