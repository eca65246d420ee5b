// What the people of a company do in a week, hour by hour: the same each time, so that several bots can be asked it.

export interface Plan {
  /** Each has a channel, ten people of its own and one meeting a week. */
  teams: number;
  /** How often each person saves a voice, searches and opens the App Home in a week. */
  voicesEach: number;
  searchesEach: number;
  homesEach: number;
}

export const rosterSize = 10;
export const workdays = 5;
/** Meetings end on the hour, from nine on; people act in these hours, UTC. */
export const firstHour = 9;
export const hours = 9;

export const peopleIn = ({ teams }: Plan) => teams * rosterSize;
export const channelOf = (teamNumber: number) => `C${teamNumber}`;

const personOf = (number: number) => `U${String(number).padStart(6, '0')}`;

export function rosterOf(teamNumber: number): string[] {
  return Array.from({ length: rosterSize }, (_, place) => personOf(teamNumber * rosterSize + place));
}

/** Working days count from Monday, 0. */
export const weekdayOf = (teamNumber: number) => teamNumber % workdays;
export const hourOf = (teamNumber: number) => firstHour + (Math.floor(teamNumber / workdays) % (hours - 2));

/** The teams whose meeting ended at this hour. */
export function teamsAt(day: number, hour: number, { teams }: Plan): number[] {
  const all = Array.from({ length: teams }, (_, number) => number);
  return all.filter((number) => weekdayOf(number) === day && hourOf(number) === hour);
}

export interface Actor {
  personId: string;
  /** The channel of their team. */
  channel: string;
}

/** So many of the week’s acts fall into this hour, spread evenly. */
export function actorsAt(day: number, hour: number, each: number, plan: Plan): Actor[] {
  const slots = workdays * hours;
  const slot = day * hours + (hour - firstHour);
  const total = Math.round(peopleIn(plan) * each);
  const from = Math.floor((slot * total) / slots);
  const until = Math.floor(((slot + 1) * total) / slots);
  return Array.from({ length: until - from }, (_, index) => {
    // Neighbours do not act one after another.
    const number = ((from + index) * 7919) % peopleIn(plan);
    return { personId: personOf(number), channel: channelOf(Math.floor(number / rosterSize)) };
  });
}
