// What the stand-in knows without a bot: its clock, and the scopes that methods and events need.
import { describe, expect, it } from 'vitest';
import { createClock } from '../../sandbox/clock.ts';
import { maySubscribe } from '../../sandbox/event-scopes.ts';
import { scopesNeeded } from '../../sandbox/method-scopes.ts';

describe('clock', () => {
  it('goes forwards, and back only when told', () => {
    const clock = createClock(new Date('2026-01-05T09:00:00Z'));
    clock.advanceMs(1000);
    expect(() => clock.moveTo(new Date('2026-01-05T09:00:00Z'))).toThrow('say setTo');
    expect(() => clock.advanceMs(-1)).toThrow('say setTo');
    clock.setTo(new Date('2026-01-05T08:00:00Z'));
    expect(clock.now().toISOString()).toBe('2026-01-05T08:00:00.000Z');
  });
});

it('knows the scopes that methods and events need', () => {
  expect(scopesNeeded('conversations.history', ['private'])).toEqual(['groups:history']);
  expect(scopesNeeded('views.open')).toEqual([]);
  expect(maySubscribe('app_home_opened', [])).toBe(true);
  expect(maySubscribe('member_joined_channel', ['groups:read'])).toBe(true);
  expect(maySubscribe('user_change', ['groups:read'])).toBe(false);
  expect(maySubscribe('surprise', ['users:read'])).toBe(false);
});
