// What finance, the pricing council and the board decided in those twelve weeks.
import type { Plan } from './plan.ts';

export const financePlans: readonly Plan[] = [
  {
    statement: 'Charge a fee for paying by invoice',
    lean: 'dislike',
    why: 'Hospitals cannot pay any other way.',
  },
  {
    statement: 'Send reminders three days before an invoice is due',
    lean: 'accept',
    why: 'Most will be glad of it.',
  },
  {
    statement: 'Round seats up to packs of five',
    lean: 'dislike',
    why: 'A team of six pays for ten.',
    ends: 'kept',
    reason: 'Only new contracts, and only above fifty seats.',
  },
  {
    statement: 'Refund the outage in March without being asked',
    lean: 'love',
    why: 'They will remember it at renewal.',
  },
  {
    statement: 'Ask for twelve months in advance',
    lean: 'split',
    why: 'The large ones prefer it.',
    against: 'Small firms cannot.',
    ends: 'changed',
    reason: 'Small firms cannot lay out a year.',
    instead: 'Offer twelve months in advance for two months free',
  },
  {
    statement: 'Drop the Swiss franc from the price list',
    lean: 'unsure',
    why: 'We never asked the four who use it.',
  },
];

export const pricingPlans: readonly Plan[] = [
  {
    statement: 'Raise the starter plan by 10 %',
    lean: 'dislike',
    why: 'Third rise in two years.',
    ends: 'changed',
    reason: 'New customers only is half the money for none of the anger.',
    instead: 'Raise the starter plan by 10 % for new customers only',
  },
  {
    statement: 'Bundle the importer into the middle plan',
    lean: 'love',
    why: 'It is the reason why they look at the middle plan at all.',
  },
  {
    statement: 'End the non-profit discount',
    lean: 'dislike',
    why: 'They are few, and they talk to everybody.',
    ends: 'reversed',
    reason: 'It saves little and costs our good name.',
  },
  { statement: 'Show the yearly price first', lean: 'accept', why: 'A little pushy, but usual.' },
  { statement: 'Sell training by the half day', lean: 'love', why: 'Nobody has a whole day.' },
  {
    statement: 'Charge for the API above 10,000 calls',
    lean: 'split',
    why: 'Heavy users understand.',
    against: 'Initech built its shop on it.',
  },
  {
    statement: 'Freeze prices for whoever renews before June',
    lean: 'love',
    why: 'Certainty is worth more to them than a discount.',
  },
  {
    statement: 'Ask 5 % more for a contract in paper',
    lean: 'unsure',
    why: 'Who still signs on paper? We should find out.',
  },
];

export const boardPlans: readonly Plan[] = [
  {
    statement: 'Open an office in Lisbon for support in their language',
    lean: 'love',
    why: 'Portuguese customers have waited for this.',
  },
  {
    statement: 'Sunset the on-premises edition in two years',
    lean: 'dislike',
    why: 'Banks will not move in two years.',
    against: 'They know that it is coming.',
    ends: 'changed',
    reason: 'Banks plan in four years.',
    instead: 'Sunset the on-premises edition in four years, with a named contact each',
  },
  {
    statement: 'Buy the scheduling start-up',
    lean: 'unsure',
    why: 'We know what we want from it, not what customers would.',
  },
  {
    statement: 'Publish the roadmap to customers',
    lean: 'love',
    why: 'It is the first thing that they ask for.',
  },
  {
    statement: 'Halve the customer advisory board to six seats',
    lean: 'split',
    why: 'Six people talk, twelve listen.',
    against: 'We lose the small ones first.',
    ends: 'kept',
    reason: 'Two of the six seats are kept for small firms.',
  },
  {
    statement: 'Move data centres to Frankfurt',
    lean: 'accept',
    why: 'Nobody notices, and legal teams smile.',
  },
  {
    statement: 'Give every high-value customer a named engineer',
    lean: 'love',
    why: 'They have asked for a name for years.',
  },
  {
    statement: 'Close the forum and answer in chat only',
    lean: 'dislike',
    why: 'The forum answers what our pages do not.',
    ends: 'kept',
    reason: 'It stays readable; nobody has answered there for a year.',
  },
  {
    statement: 'Let customers vote on the order of the roadmap',
    lean: 'split',
    why: 'They feel heard.',
    against: 'Whoever shouts loudest wins, and the small ones lose.',
  },
];
