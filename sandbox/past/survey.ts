// The survey of that spring, as the tool that asked wrote it: with a column that nobody needs and rows that nobody can use.
export const surveyFile = 'spring-survey.csv';

const answers: readonly (readonly [customer: string, nps: number | '', words: string])[] = [
  ['Acme', 6, 'Good when it runs. It should run more often.'],
  ['Globex', 9, 'Our buyers stopped calling me since we use it.'],
  ['Initech', 8, 'Solid. I would like a roadmap with dates.'],
  ['Umbrella', 10, 'The audit log alone is worth the licence.'],
  ['Wayne Logistics', 9, 'Drivers like the phone app, and drivers like nothing.'],
  ['Hooli', 5, 'Too many clicks between an order and its label.'],
  ['Stark Clinics', 7, 'Fine. We do not think about it, which is praise.'],
  ['Tyrell Foods', 4, 'Every update moves a button.'],
  ['Soylent Catering', 9, 'Menus, allergens, prices: one place at last.'],
  ['Vandelay Imports', 8, 'Customs papers in one go; I had given up hope.'],
  ['Wonka Sweets', 10, 'My team would riot if you took it away.'],
  ['Cyberdyne Tools', 6, 'The API is great, the screens are tired.'],
  ['Prancing Pony Inn', 3, 'I run an inn, not an IT department.'],
  ['Los Pollos', 9, 'Sunday hotline saved us twice.'],
  ['Bluth Homes', 2, 'We feel small with you.'],
  ['Duff Brewing', 7, 'Reports are good, loading them is not.'],
  ['Pied Piper', 10, 'Fast, fair, human.'],
  ['Gringotts Books', 8, 'I trust the numbers; that took a year.'],
  ['Central Perk', 9, 'Taught the whole team in one afternoon.'],
  ['Dunder Mifflin', 4, 'Nobody can tell me what we pay for.'],
  ['Globex', 7, 'Nothing to complain about, and nothing that I show to friends.'],
  ['Initech', 9, 'Three years without a broken field.'],
  ['Soylent Catering', 6, 'The allergen sheet prints on two pages now.'],
  ['Vandelay Imports', 3, 'Half a day on the phone about a customs code.'],
  ['Prancing Pony Inn', 8, 'Since the short menu my daughter can do it.'],
  ['Central Perk', 10, 'It just never loses an order.'],
  ['Los Pollos', 5, 'Labels still take as long as the cooking.'],
  ['Acme', 11, 'Eleven out of ten!'],
  ['Hooli', '', ''],
];

export const survey = [
  'Respondent;Company;NPS;Comment;Submitted;Channel',
  ...answers.map(
    ([customer, nps, words], index) =>
      `${index + 1};${customer};${nps};"${words}";${10 + (index % 4)}.04.2026;survey`,
  ),
].join('\r\n');
