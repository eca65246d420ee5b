// The words that tell little of what a text is about, and those that people use for one another.

const listed = (words: string): string[] => words.split(/\s+/).filter(Boolean);

/** Words of grammar: they name no matter at all. */
export const emptyWords: ReadonlySet<string> = new Set(
  listed(`
    a about above after again against all also am an and any anyone anything are as at away be because been before
    being below between both but by can cannot could d did do does doing don done down during each either else every
    everybody everyone everything few for from further get gets getting go goes going got had has have having he her
    here hers him his how i if in instead into is isn it its itself just less let lets ll many may me might mine more
    most much must my neither no nobody none nor not nothing now of off on once one ones only onto or other others our
    ours out over own per please rather re really s same shall she should so some somebody someone something soon still
    such t than that the their theirs them then there these they thing things this those through to too under until up
    upon us ve very via was we well were what when where whether which while who whoever whom whose why will with
    within without won would yes yet you your yours
  `),
);

/** What is done to a matter, and what stands beside any: alone they do not make two texts be about the same. */
export const paleWords: ReadonlySet<string> = new Set(
  listed(`
    accept add adopt allow announce apply approve ask begin bring build buy change check choose close come create cut
    decide decrease define double drop enable end ensure expand extend find fix force give grow halve handle hire hold
    improve increase introduce invest keep kill launch leave limit lower make merge migrate move need negotiate offer
    open outsource plan post prepare prioritize provide publish put raise rebuild reduce release remove rename replace
    require retire review rewrite roll run scrap sell send set ship shorten show shut simplify split start stop sunset
    switch take test train triple try turn update upgrade use want work write
    account accounts better big business buy case client clients company current customer customers day days different
    early easy evening existing extra first good great half high hour hours internal internally item items kind large
    last late line list long main minute minutes month months morning mornings new next night number numbers old older
    option options page part people person place possible product second section service services session short side
    single six small special system team teams time times today tomorrow user users way week weeks whole world year
    years
    third fourth fifth quarter dozen once twice
    two three four five seven eight nine ten hundred thousand million percent euro euros dollar dollars
    january february march april june july august september october november december spring summer autumn winter
    monday tuesday wednesday thursday friday
  `),
);

// Each line: what people call one matter, whichever word the team used. Hyphens join a phrase; few of them, for a phrase
// with a common word in it is slow to look up.
const sameMatters = `
  price pricing expensive cheap cheaper cost dearer afford
  fee charge surcharge
  phone telephone hotline call ring rang
  support helpdesk agent
  cancel cancellation churn terminate quit unsubscribe
  invoice bill billing
  slow slowly lag laggy crawl performance speed fast faster quick
  export download csv excel spreadsheet
  import importer upload
  login log-in logged-in logs-in sign-in signed-in sign-on sso password
  logout log-out logged-out logs-out sign-out signed-out
  two-factor 2fa mfa authentication authenticator tan codes
  onboarding setup set-up kickoff
  email e-mail mail newsletter
  outage incident downtime went-down
  delivery deliver courier driver shipping shipment
  return send-back sending-back sent-back
  refund reimburse money-back
  chatbot bot chat ai assistant
  redesign design layout interface navigation menu
  yearly annual
  discount rebate coupon voucher
  weekend saturday sunday
  report reporting analytics statistics
  integration connector plugin sync
  permission role
  host residency
  substitute substitution replacement
  advice adviser advisor consultation
  queue waiting
  till checkout
  branch counter
  contract agreement
  feature-request roadmap
  staff employee colleague
  free gratis
  android iphone ios mobile
  documentation docs manual
  child children kid kids
  shop store
  bug error crash broken
  technician engineer
  abroad roaming
  loyalty points
  meeting appointment
  training trainer course workshop
  website site homepage
  parcel package
  vacation holiday
  hygiene clean dirty
  noise noisy loud quiet
  repair fix mend
  warranty guarantee
  colour color
  privacy gdpr
  reminder remind
  referral refer recommend
`;

const alike = new Map<string, Set<string>>();
for (const line of sameMatters.split('\n')) {
  const names = listed(line).map((name) => name.replaceAll('-', ' '));
  for (const name of names) {
    const others = alike.get(name) ?? new Set();
    for (const other of names) if (other !== name) others.add(other);
    alike.set(name, others);
  }
}

/** Other names for what a word or phrase in lower case names; none for most. */
export function namesAlike(said: string): string[] {
  const known = formsOf(said).find((form) => alike.has(form));
  return known === undefined ? [] : [...(alike.get(known) ?? [])];
}

/** Whether two words together are a name that is listed, as "log in" is. */
export function isListedPhrase(phrase: string): boolean {
  return alike.has(phrase);
}

/** A word and what it may be an ending of: invoices, charged, billing. The index itself stems what it is asked for. */
function formsOf(said: string): string[] {
  const bare = [/s$/, /es$/, /d$/, /ed$/, /ing$/]
    .filter((end) => end.test(said))
    .map((end) => said.replace(end, ''));
  return [
    said,
    ...bare,
    ...(said.endsWith('ing') ? [said.replace(/ing$/, 'e')] : []),
    said.replace(/ies$/, 'y'),
  ];
}
