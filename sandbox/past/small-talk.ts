// What colleagues write to each other in between.

/** What colleagues tell each other of customers, some of which somebody keeps from the message's menu. */
export const overheard: readonly string[] = [
  'Wonka Sweets just told me: “the importer saved my weekend”',
  'Globex asked in the review when they can hide old orders. Second time this month.',
  'Los Pollos on the phone: “without the Sunday hotline we would have closed late again”',
  'Tyrell Foods: “tell whoever wrote the help page on returns that it is the first one I understood”',
  'Heard from Umbrella: “we showed your audit log to the regulator, and they were done in ten minutes”',
  'Bluth Homes wants to leave: “you treat four people like four hundred”',
  'Pied Piper in the survey: “fast, fair, and a person at the end of the line”',
  'Initech called: “please do not touch the API before Christmas”',
];

export const chatter: readonly string[] = [
  'Notes from today are in the usual place.',
  'I will be ten minutes late on the next one.',
  'Thanks everybody, that was short and good.',
  'Who takes the minutes next week?',
  'The numbers of last month are in, better than we thought.',
  'Reminder: public holiday on Thursday.',
  'Welcome back from the trade fair! How was it?',
  'Can somebody read over the announcement before noon?',
];
