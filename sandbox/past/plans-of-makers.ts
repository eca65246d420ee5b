// What product and support decided in those twelve weeks.
import type { Plan } from './plan.ts';

export const productPlans: readonly Plan[] = [
  {
    statement: 'Drop phone support on the free plan',
    lean: 'split',
    why: 'Chat answers within two minutes, and most never called.',
    against: 'Small shops call us when payroll fails.',
    ends: 'changed',
    reason: 'Payroll week needs a voice on the phone.',
    instead: 'Keep phone support on the free plan in the last week of a month',
  },
  {
    statement: 'Ship the new importer to everybody on Thursday',
    lean: 'love',
    why: 'They have asked for it in every review since last year.',
  },
  {
    statement: 'Remove the old dashboard at the end of April',
    lean: 'dislike',
    why: 'The new one cannot export to a spreadsheet yet.',
    against: 'Half of Globex lives in the old one.',
    ends: 'reversed',
    reason: 'Two renewals hang on the old reports. We look again once exports work.',
    handsTo: 'grace',
  },
  {
    statement: 'Ask for a card before the trial starts',
    lean: 'dislike',
    why: 'It feels like a trap.',
    against: 'The good ones would pay anyway.',
    ends: 'reversed',
    reason: 'Trials fell by a third in two days of testing it.',
  },
  {
    statement: 'Show prices with tax in Europe',
    lean: 'accept',
    why: 'Accountants have asked for it; nobody else will notice.',
  },
  {
    statement: 'Log people out after 30 minutes without a click',
    lean: 'dislike',
    why: 'Warehouse tablets stay open all day for a reason.',
    against: 'Their auditors demand it.',
    ends: 'kept',
    reason: 'The audit requires it by June. Tablets can be registered and stay signed in.',
  },
  {
    statement: 'Rewrite the help pages in plain words',
    lean: 'love',
    why: 'Nobody ever praised us for our help pages. They will.',
  },
  {
    statement: 'Let an assistant answer the first chat message',
    lean: 'unsure',
    why: 'Nobody has asked a customer what they think of it.',
    ends: 'kept',
    reason: 'Five of eight customers said: fine, if a person is one click away.',
  },
  {
    statement: 'Move the export button into the menu',
    lean: 'split',
    why: 'The toolbar is crowded.',
    against: 'It is the button they use most.',
    ends: 'reversed',
    reason: 'Recordings show people hunting for it.',
  },
  {
    statement: 'Keep the API stable for two years',
    lean: 'love',
    why: 'Initech would frame this and hang it up.',
  },
  {
    statement: 'Answer every feature request within a week, also with a no',
    lean: 'love',
    why: 'A clear no beats a year of silence.',
  },
  {
    statement: 'Limit the starter plan to three users',
    lean: 'dislike',
    why: 'They grew with us from four people on.',
    against: 'It pays for the importer.',
  },
];

export const supportPlans: readonly Plan[] = [
  { statement: 'Answer in chat first, by e-mail second', lean: 'accept', why: 'Most already do.' },
  {
    statement: 'Close tickets after five days without an answer',
    lean: 'dislike',
    why: 'People go on holiday.',
    ends: 'changed',
    reason: 'Five days is shorter than a sick leave.',
    instead: 'Remind after five days without an answer, close after fourteen',
  },
  {
    statement: 'Call back within the hour when payroll is involved',
    lean: 'love',
    why: 'It is the one moment when they panic.',
  },
  {
    statement: 'Send a survey after every ticket',
    lean: 'split',
    why: 'We fly blind without it.',
    against: 'Umbrella already asked to be left alone.',
    ends: 'kept',
    reason: 'At most one a month and person, and one question only.',
    putsOff: 'Umbrella’s survey tells us more in ten days.',
  },
  {
    statement: 'Publish our waiting times on the status page',
    lean: 'love',
    why: 'Honest numbers calm people.',
  },
  {
    statement: 'Stop weekend support for the low segment',
    lean: 'dislike',
    why: 'Restaurants close their books on Sundays.',
    ends: 'reversed',
    reason: 'Sunday evening is when restaurants need us.',
  },
  {
    statement: 'Give support leads a budget of 100 € for goodwill',
    lean: 'love',
    why: 'A small gesture on the spot beats a discount in a month.',
  },
  {
    statement: 'Route Enterprise chats to their own queue',
    lean: 'accept',
    why: 'They expect a name, not a queue.',
  },
  {
    statement: 'Translate the chat with a machine',
    lean: 'unsure',
    why: 'I have no idea how it reads in Japanese.',
  },
];
