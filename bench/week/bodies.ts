// The requests with which Slack brings an hour of the company's week to a bot.
import { click, command, homeOpened } from '../acks/load.ts';
import { wordOf } from '../sayings.ts';
import { actorsAt, channelOf, type Plan, rosterOf, teamsAt } from './plan.ts';

const verdicts = ['love', 'accept', 'dislike', 'unsure', 'love'];
const words = (seed: number, count: number) =>
  Array.from({ length: count }, (_, index) => wordOf((seed * 31 + index * 127 * (index + 1)) % 5_000)).join(
    ' ',
  );

/** `decisionOf` knows the decision that a team recorded in the hour before. */
export function bodiesAt(
  day: number,
  hour: number,
  plan: Plan,
  responseUrl: string,
  decisionOf: (teamNumber: number) => number,
): string[] {
  const say = (typed: string, personId: string, channel: string) =>
    command(typed, personId, channel, responseUrl);
  const recorded = teamsAt(day, hour, plan).map((number) => {
    const [owner = ''] = rosterOf(number);
    return say(`/decided Drop ${words(number, 4)}`, owner, channelOf(number));
  });
  const answered = teamsAt(day, hour - 1, plan).flatMap((number) =>
    rosterOf(number).map((personId, index) => {
      const id = `answer.${verdicts[(index + number) % verdicts.length]}`;
      return click({ id, value: String(decisionOf(number)) }, personId, channelOf(number), responseUrl);
    }),
  );
  const seed = day * 10_000 + hour * 1_000;
  const captured = actorsAt(day, hour, plan.voicesEach, plan).map(({ personId, channel }, index) =>
    say(`/voc ${words(seed + index, 14)} -- Customer ${index} nps:${index % 11}`, personId, channel),
  );
  const searched = actorsAt(day, hour, plan.searchesEach, plan).map(({ personId, channel }, index) =>
    say(`/voc search ${words(seed + index, 2)}`, personId, channel),
  );
  const looked = actorsAt(day, hour, plan.homesEach, plan).map(({ personId }) => homeOpened(personId));
  return [...recorded, ...answered, ...captured, ...searched, ...looked];
}
