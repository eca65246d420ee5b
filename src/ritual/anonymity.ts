// Whether a roster is large enough for answers that carry no names.
import { Refusal } from '../platform/refusal.ts';

/**
 * In a smaller one a tally would soon tell who gave which answer. When a roster has become smaller by the time a round
 * opens, the round is anonymous all the same, for people were promised that; what protects them then is that fewer than
 * four answers are not shown.
 */
export const smallestAnonymousRoster = 5;

/** How many a ritual's rounds can wait for: the people it names who are still here, else the channel's members. */
export function rosterCount(memberIds: readonly string[], namedIds: readonly string[]): number {
  return namedIds.length === 0 ? memberIds.length : memberIds.filter((id) => namedIds.includes(id)).length;
}

/** Refuses a roster that is too small, beside the choice. */
export function requireCrowd(memberIds: readonly string[], namedIds: readonly string[]): void {
  const counted = rosterCount(memberIds, namedIds);
  if (counted >= smallestAnonymousRoster) return;
  const who = namedIds.length === 0 ? `this channel has ${counted}` : `you name ${counted}`;
  throw new Refusal(
    `Anonymous answers need five people or more who are asked, and ${who}: with fewer, the figures would show who said what.`,
    'names',
  );
}
