// What customers said in those twelve weeks, in their own words.
import type { Chance } from './chance.ts';
import { customers } from './customers.ts';

export interface Said {
  readonly words: string;
  readonly theme: string;
  readonly stage: string;
  /** How content they sound, from 0 to 10. */
  readonly content: number;
}

const sources = ['support', 'call', 'survey', 'review', 'email', 'sales'];

const byTheme: Readonly<
  Record<string, { readonly stage: string; readonly said: Readonly<Record<string, number>> }>
> = {
  export: {
    stage: 'use',
    said: {
      'The export takes twenty minutes and then fails': 2,
      'I export every Friday, and every Friday I fear it': 3,
      'Give me the spreadsheet the way the old dashboard did': 4,
      'The export finally has our own column names, thank you': 9,
      'Half of my team only signs in to export': 6,
      'The export loses the leading zeros of our article numbers': 2,
      'Exports at night work; at noon they never do': 4,
      'I would pay for an export that runs by itself': 7,
      'Why does the export leave out archived orders?': 4,
      'My accountant wants the export, not me, can she have her own login?': 5,
      'One click less for the export would save me an hour a month': 6,
    },
  },
  price: {
    stage: 'renew',
    said: {
      'Third rise in two years, and nobody told us why': 1,
      'We will not renew at that price': 0,
      'Worth every cent since the importer came': 10,
      'I can defend the price once, not every quarter': 4,
      'The discount for early renewal made it easy for me': 8,
      'Your cheapest plan is dearer than our rent for the shop': 2,
      'Finally a price that I understand without a call': 9,
      'We pay for ten seats and use six': 3,
      'Tell me the price of next year now and I sign now': 7,
      'The middle plan is for somebody twice our size': 4,
      'My boss signed without asking, that says it all': 9,
    },
  },
  onboarding: {
    stage: 'onboarding',
    said: {
      'We were live in two days; the last vendor took two months': 10,
      'Nobody told us that we needed our own domain first': 3,
      'The checklist in the first week was worth gold': 9,
      'I repeated the same set-up three times before it kept': 2,
      'The importer swallowed twelve years of customers without a word': 10,
      'Our trainer knew our trade, that made the difference': 9,
      'The first invoice came before the first login': 2,
      'I would have liked one person to ask, not four': 4,
      'The video is for a version that we do not have': 3,
      'A week in, and the night shift uses it without training': 9,
      'You imported our customers and forgot their birthdays': 5,
    },
  },
  support: {
    stage: 'use',
    said: {
      'Chat answered in a minute, and it was right': 10,
      'I explained the same thing to three people': 2,
      'When payroll fails I need a voice, not a form': 3,
      'Your people stay calm when I do not': 9,
      'Sunday evening is when I close my books, and nobody is there': 2,
      'The ticket was closed while I was on holiday': 1,
      'They called back within the hour, as they said': 9,
      'The answer was a link to a page that says nothing': 2,
      'Grace knows our set-up better than we do': 10,
      'I like that a person says sorry, not a template': 8,
      'Your status page said all was well while we stood still': 1,
      'The German answers are better than the English ones': 6,
    },
  },
  speed: {
    stage: 'use',
    said: {
      'The order list opens faster than my mail now': 9,
      'After lunch everything crawls': 3,
      'Search is instant, I use it instead of the menu': 9,
      'The dashboard takes a coffee to load': 3,
      'On the warehouse tablets it feels like 2009': 2,
      'The update made it quicker, nobody asked me to read about it, perfect': 9,
      'Printing labels is the slowest part of our morning': 3,
      'Month end is slow, every month end': 3,
      'The phone app is the only part that is truly quick': 7,
    },
  },
  invoices: {
    stage: 'use',
    said: {
      'Our hospital can only pay by invoice, and now you charge for that': 1,
      'The invoice lacks our order number again': 2,
      'The refund came before I had noticed the outage': 10,
      'One invoice a year, please, not twelve': 5,
      'The reminder three days before saved me a fee': 8,
      'Your invoice is the only one that our system reads by itself': 9,
      'You charged the card of a colleague who left': 2,
      'Franc or euro, I do not care, but not both on one page': 4,
    },
  },
  api: {
    stage: 'use',
    said: {
      'You have not broken the API once in three years': 10,
      'The webhook came twice and we shipped twice': 1,
      'Documentation with real examples, what a relief': 9,
      'If you charge by the call we rebuild our shop': 1,
      'Tell us a year before you change a field': 4,
      'The sandbox keys made our tests honest': 9,
      'Rate limits hit us on Black Friday of all days': 2,
      'Our intern built the connection in an afternoon': 10,
      'The error says what to do, I have never seen that before': 9,
    },
  },
  access: {
    stage: 'use',
    said: {
      'Half an hour and I am logged out, with gloves on': 2,
      'Single sign-on took our admin ten minutes': 9,
      'I cannot give the auditor a read-only account': 3,
      'Roles are finally named like our jobs': 8,
      'A new colleague waits two days for a seat': 3,
      'My codes come to a phone that I no longer own': 2,
      'The reviewer asked who saw what, and we could show it': 9,
      'Two clicks to take a seat away and it is free at once': 8,
    },
  },
  reports: {
    stage: 'renew',
    said: {
      'The board reads your report, not mine': 9,
      'I still need the old dashboard for the yearly numbers': 3,
      'Numbers in two reports differ, and I have to explain it': 1,
      'The churn curve made us change our own onboarding': 10,
      'Please let me hide what my region does not sell': 5,
      'The monthly mail is the only one I open': 8,
      'Show me last year beside this year, always': 6,
      'The map of our shops sold the whole thing to my boss': 9,
    },
  },
  buying: {
    stage: 'buy',
    said: {
      'A card before the trial felt like a trap, so we left': 1,
      'Sales answered on a Saturday, with facts': 9,
      'We chose you for the importer, nothing else': 8,
      'Your competitor showed us a roadmap, you did not': 3,
      'The contract was two pages, our lawyer was speechless': 10,
      'I asked for a price and got a webinar': 2,
      'A reference from our own trade decided it': 8,
      'The demo showed our own data, that was clever': 9,
      'Seven forms to fill before anybody said a number': 2,
    },
  },
};

const everythingSaid: readonly Said[] = Object.entries(byTheme).flatMap(([theme, { stage, said }]) =>
  Object.entries(said).map(([words, content]) => ({ words, theme, stage, content })),
);

/** Every voice once, in an order and from customers by chance, each as /voc takes it. */
export function voiceLines(chance: Chance): string[] {
  const told = chance.shuffled(everythingSaid);
  const line = chance.shuffled(customers);
  return told.map((said, index) => {
    const [customer, segment] = line[(index * 7) % line.length] ?? ['Acme', 'high'];
    const score = chance.happens(0.6) ? ` nps:${said.content}` : '';
    const about = `segment:${segment} source:${chance.pick(sources)} stage:${said.stage}`;
    return `/voc ${said.words} -- ${customer} #${said.theme}${score} ${about}`;
  });
}
