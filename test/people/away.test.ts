// A status that says somebody is away keeps reminders from them; one that says what they do at work does not.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isAway, type SlackStatus } from '../../src/people/away.ts';
import { readStatus } from '../../src/people/slack-user.ts';
import { later, minuteMs } from '../../src/platform/clock.ts';
import { monday } from './town.ts';

const status = (emoji: string, text: string, expiresAt: Date | null = null): SlackStatus => ({
  emoji,
  text,
  expiresAt,
});
const says = (emoji: string, text: string) => isAway(status(emoji, text), monday);

describe('somebody is away', () => {
  test.each([
    [':palm_tree:', 'Vacationing'],
    [':face_with_thermometer:', 'Out sick'],
    [':palm_tree:', ''],
    [':face_with_thermometer:', ''],
    [':beach_with_umbrella::skin-tone-3:', 'Bali!'],
    [':palm_tree:', 'Back on Monday'],
    [':no_entry:', 'Out of office • Google Calendar'],
    [':speech_balloon:', 'OOO until 7 April'],
    ['', 'On holiday'],
    ['', 'PTO'],
    ['', 'Day off'],
    ['', 'Off until Thursday'],
    ['', 'Parental leave, ask Ben'],
    ['', 'On vacation, not working'],
    ['', 'Away until Wednesday'],
    ['', 'Back from vacation on Monday'],
    ['', 'Im Urlaub'],
    ['', 'Sommerurlaub bis 12.8.'],
    ['', 'Krank'],
    ['', 'Elternzeit'],
    ['', 'En congés'],
    ['', 'VACANCES !'],
    ['', 'Arrêt maladie'],
    ['', 'De vacaciones'],
    ['', 'Fuera de la oficina'],
    ['', 'De férias'],
    ['', 'In ferie'],
    ['', 'Vakantie'],
    ['', 'Ziek'],
    ['', 'På semester'],
    ['', 'Na urlopie'],
    ['', 'В отпуске'],
    ['', '本日休暇'],
    ['', '休假中'],
    ['', '휴가'],
  ])('with %s %s', (emoji, text) => {
    expect(says(emoji, text)).toBe(true);
  });
});

describe('somebody is here', () => {
  test.each([
    ['', ''],
    [':spiral_calendar_pad:', 'In a meeting'],
    [':spiral_calendar_pad:', 'In a meeting • Google Calendar'],
    [':bus:', 'Commuting'],
    [':house_with_garden:', 'Working remotely'],
    [':palm_tree:', 'Working remotely from Lisbon'],
    [':headphones:', 'In a huddle'],
    [':hamburger:', 'Lunch'],
    [':airplane:', 'Travelling to the Berlin office'],
    [':coffee:', 'Away from my desk'],
    [':palm_tree:', 'Back from vacation'],
    ['', 'Zurück aus dem Urlaub'],
    ['', 'I’ll be late'],
    ['', 'Kick-off'],
    ['', 'Off-site with Finance'],
    ['', 'Leave a message'],
    ['', 'Reunión hasta las tres'],
    ['', 'Officially certified'],
    [':tada:', ''],
    [':constructor:', 'toString'],
  ])('with %s %s', (emoji, text) => {
    expect(says(emoji, text)).toBe(false);
  });

  test('once their status has run out', () => {
    const until = status(':palm_tree:', 'Vacationing', monday);
    expect(isAway(until, later(monday, -minuteMs))).toBe(true);
    expect(isAway(until, monday)).toBe(false);
  });
});

test('any status has an answer, and capitals and composed accents do not change it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, emoji) => {
      const plain = says(emoji, text);
      expect(says(emoji, text.normalize('NFD'))).toBe(plain);
      expect(says(emoji, `  ${text}  `)).toBe(plain);
    }),
  );
  fc.assert(
    fc.property(fc.constantFrom('Urlaub', 'congés', 'sick', 'férias'), (word) => {
      expect(says('', word.toUpperCase())).toBe(true);
    }),
  );
});

describe('a status in a profile', () => {
  test('is read with the English words of Slack’s own presets', () => {
    const profile = {
      status_emoji: ':no_bell:',
      status_text: 'Lomalla',
      status_text_canonical: 'Vacationing',
      status_expiration: 0,
    };
    expect(isAway(readStatus({ profile }), monday)).toBe(true);
    expect(isAway(readStatus({ profile: { ...profile, status_text_canonical: '' } }), monday)).toBe(false);
  });

  test('runs out at its second', () => {
    const profile = { status_text: 'OOO', status_expiration: monday.getTime() / 1000 };
    expect(readStatus({ profile }).expiresAt).toEqual(monday);
  });

  test('that Slack does not tell says nothing', () => {
    expect(readStatus({})).toEqual(status('', ''));
    expect(readStatus({ profile: {} })).toEqual(status('', ''));
  });
});
