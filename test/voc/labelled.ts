// Customers' words of many kinds, and what people who look for something in them want to find: labelled by hand, and
// before anything was tuned. Every voice has a name of its topic and its place in it, as export3.

/** `words -- customer #themes`, a line for each. */
const topics: Record<string, string> = {
  export: `
    The export takes twenty minutes and then fails -- Acme #export
    Exporting to Excel loses the leading zeros of our article numbers -- Globex #export
    I export every Friday, and every Friday I fear it -- Initech #export
    Half of my team only signs in to download the monthly spreadsheet -- Umbrella
    The CSV comes out with question marks where our umlauts should be -- Müller GmbH #export
    Exports at night work; at noon they never do -- Hooli #export #speed
    Why does the export leave out archived orders? -- Acme #export
    Scheduled exports that run by themselves would be worth paying for -- Stark #export #price
    We had to write a script because your exporter skips the comments -- Wayne #export`,
  speed: `
    The dashboard is so slow that I make coffee while it loads -- Acme #speed
    Loading the customer list takes forever on Monday mornings -- Globex #speed
    It got a lot faster since the March release, thank you -- Initech #speed
    Search hangs for ten seconds whenever two of us look at once -- Hooli #speed
    The page freezes as soon as we open more than fifty invoices -- Soylent #speed #invoice
    Performance on the Paris office's connection is unbearable -- Café Lumière #speed
    Reports time out after thirty seconds, every time -- Umbrella #speed #reports
    Everything is snappy, we never wait for anything -- Tyrell #speed`,
  price: `
    Third price rise in two years, and nobody told us why -- Acme #price
    We will not renew at that price -- Globex #price
    Worth every cent since the importer came -- Initech #price
    Your cheapest plan is dearer than the rent of our shop -- Café Lumière #price
    Finally pricing that I understand without a call -- Stark #price
    We pay for ten seats and use six -- Soylent #price #seats
    The discount for early renewal made it easy for me -- Wayne #price
    A competitor offered us the same for half the money -- Hooli #price
    Charging extra for single sign-on feels like a tax on security -- Umbrella #price #sso
    The middle plan is for somebody twice our size -- Tyrell #price`,
  onboarding: `
    We were live in two days; the last vendor took two months -- Stark #onboarding
    Nobody told us that we needed our own domain first -- Acme #onboarding
    The checklist in the first week was worth gold -- Initech #onboarding
    I repeated the same set-up three times before it kept my settings -- Globex #onboarding
    Our trainer knew our trade, that made the difference -- Wayne #onboarding #training
    The first invoice came before the first login -- Soylent #onboarding #invoice
    I would have liked one person to ask, not four -- Hooli #onboarding
    Getting started took an afternoon, the videos are excellent -- Tyrell #onboarding #training
    Setting up the integration with our till needed a consultant -- Café Lumière #onboarding #integration`,
  support: `
    Support answered within five minutes on a Sunday -- Stark #support
    I explained my problem to four different agents -- Acme #support
    Phone support on the free plan saved us in the first week -- Initech #support
    The chat bot sent me round in circles until I gave up -- Globex #support
    Your helpdesk closes tickets that are not solved -- Umbrella #support
    Marta from your service desk is a gem -- Wayne #support
    We waited nine days for an answer to a ticket marked urgent -- Soylent #support
    Please let us call somebody, we do not want to chat -- Hooli #support
    The answers in the help centre are two versions old -- Tyrell #support #docs`,
  login: `
    I cannot log in from my phone since the update -- Acme #login #mobile
    Single sign-on broke for all our contractors -- Umbrella #login #sso
    It signs me out every hour and I lose my draft -- Globex #login
    Resetting the password sends a link that has expired already -- Soylent #login
    Two-factor codes arrive after the login page has given up -- Hooli #login #security
    SAML was configured in ten minutes, well documented -- Stark #sso
    Our auditors love the access log of who signed in when -- Wayne #security #audit`,
  mobile: `
    The app crashes when I turn the phone sideways -- Acme #mobile
    On the tablet the buttons are too small for gloves -- Initech #mobile
    There is no Android version and half of our drivers have Android -- Globex #mobile
    Offline mode on the train works beautifully -- Stark #mobile
    Push notifications come in the middle of the night -- Hooli #mobile #notifications
    The mobile app drains the battery before lunch -- Soylent #mobile
    I approve orders from my phone in the queue, brilliant -- Tyrell #mobile #orders`,
  invoice: `
    The invoice shows the old address though I changed it twice -- Acme #invoice
    VAT is missing on invoices for our Swiss branch -- Müller GmbH #invoice #tax
    We were billed twice in October -- Globex #invoice
    I need one bill for all our subsidiaries -- Umbrella #invoice
    Refund took six weeks and three reminders -- Soylent #invoice #refund
    Paying by bank transfer should not need a phone call -- Wayne #invoice
    Credit card was declined without any explanation -- Hooli #invoice #payment
    Your receipts satisfy our accountant, that is rare -- Stark #invoice
    The billing page does not say when the next charge comes -- Tyrell #invoice`,
  reports: `
    The report our board wants cannot be built without an analyst -- Umbrella #reports
    Charts look different on every screen of ours -- Acme #reports
    I love that the weekly report lands in my inbox on Monday -- Initech #reports
    Numbers in the dashboard and in the report do not match -- Globex #reports
    We would like to compare this quarter with the last one -- Wayne #reports
    The funnel analysis convinced our CEO in one meeting -- Stark #reports
    No way to share a report with somebody outside our company -- Soylent #reports`,
  integration: `
    The Salesforce sync duplicates every contact it touches -- Acme #integration
    Your webhook stopped after the weekend and nobody noticed -- Globex #integration
    API limits are too low for a warehouse of our size -- Umbrella #integration #api
    The connection to our bookkeeping saves me a day a month -- Müller GmbH #integration
    Documentation of the API is the best I have read this year -- Stark #api #docs
    We need a plug-in for Shopify before the season starts -- Café Lumière #integration
    Slack notifications arrive in the wrong channel -- Hooli #integration #notifications
    The importer swallowed twelve years of customers without a word -- Initech #import`,
  usability: `
    I never find the button to archive an order -- Acme #usability
    Too many clicks to do the one thing I do all day -- Globex #usability
    My mother could use it, and she has -- Tyrell #usability
    The new menu hides what we use most -- Umbrella #usability
    Dark mode hurts my eyes because the grey is too light -- Hooli #usability
    Undo saved my week when I had deleted the wrong list -- Stark #usability
    The form forgets everything when I press the back button -- Soylent #usability
    Keyboard shortcuts make our people twice as fast -- Initech #usability
    Screen readers cannot read the calendar at all -- Wayne #accessibility`,
  reliability: `
    It was down for three hours on our busiest day -- Acme #outage
    The outage in May cost us forty orders -- Globex #outage #orders
    Your status page said green while nothing worked -- Umbrella #outage
    Not one interruption in two years, hats off -- Stark #outage
    We lost data when the browser crashed in the middle of a count -- Soylent #dataloss
    A backup that we can restore ourselves would let me sleep -- Wayne #backup
    Since the last release something breaks every week -- Hooli #quality
    The update on Friday evening ruined our weekend -- Café Lumière #release`,
  churn: `
    We are leaving at the end of the year -- Globex #churn
    I have cancelled; your competitor speaks our language -- Café Lumière #churn
    If the stock count is wrong once more we go back to paper -- Soylent #churn #stock
    Cancelling took three e-mails and a phone call -- Hooli #churn
    We moved to another provider because of the reporting -- Umbrella #churn #reports
    I recommended you to three colleagues last month -- Stark #referral
    My boss wants to switch vendors, help me convince her -- Acme #churn
    We came back after a year with somebody else -- Initech #winback
    Nobody uses it any more since Paula left us -- Wayne #churn #adoption`,
  stock: `
    The stock count is off by one whenever a parcel returns -- Acme #stock
    Barcode scanning works with any cheap scanner, great -- Initech #stock
    Negative inventory should not be possible -- Globex #stock
    We sell in metres, you count in pieces -- Müller GmbH #stock
    Low stock warnings come when the shelf is empty already -- Soylent #stock #notifications
    Two warehouses in one account, finally -- Stark #stock
    Inventory at year's end took one day instead of three -- Tyrell #stock
    Returns are booked to the wrong warehouse -- Wayne #stock #returns`,
  security: `
    Who can see our salaries in there? Nobody could tell me -- Umbrella #security #privacy
    Your answers to our security questionnaire came in a day -- Stark #security
    An employee who left could still sign in for a week -- Globex #security #login
    We need our data in Europe, in writing -- Müller GmbH #privacy
    GDPR deletion request took you a month -- Café Lumière #privacy
    The permissions are all or nothing, we need roles -- Acme #permissions
    I want to see who changed this record -- Soylent #audit
    Give interns read-only access, please -- Hooli #permissions`,
  people: `
    Your account manager changes every quarter -- Acme #account
    The webinar on year-end closing was the best hour of my week -- Initech #training
    Nobody asked us before you removed the old editor -- Globex #feedback
    I suggested this two years ago and now it is there, wow -- Stark #feedback
    Roadmap meetings with you feel like talking to a wall -- Umbrella #roadmap
    You listen, that is why we stay -- Tyrell #loyalty
    The survey is longer than my patience -- Hooli #survey
    Your newsletter tells me about features we cannot buy -- Wayne #marketing
    Training material in French, please -- Café Lumière #training #language`,
  language: `
    Half of our staff speak Polish and your app does not -- Soylent #language
    The German translation calls an order a command -- Müller GmbH #language
    Dates are shown the American way and we ship on the wrong day -- Globex #language
    Right-to-left text in Arabic product names comes out reversed -- Tyrell #language
    Currency is always dollars, we work in crowns -- Wayne #language #currency`,
  orders: `
    Splitting an order into two deliveries is a nightmare -- Acme #orders
    Customers ask where their parcel is and I cannot tell them -- Globex #orders #shipping
    Shipping labels print on the wrong printer -- Initech #shipping
    Bulk editing of orders would save me two hours a day -- Umbrella #orders
    Repeat orders with one click are the reason why we stay -- Stark #orders
    The courier integration picks the dearest service -- Hooli #shipping #integration
    I can finally promise a delivery date and keep it -- Tyrell #shipping
    Cancelled orders still show up in the picking list -- Soylent #orders
    Delivery notes should carry our own logo -- Wayne #shipping`,
  notifications: `
    I get forty e-mails a day from you and read none -- Acme #notifications
    Nobody told us that the trial had ended -- Café Lumière #trial
    The reminder about the contract saved us a penalty -- Stark #notifications
    Mute is not muting anything -- Globex #notifications
    A digest once a day would be enough -- Umbrella #notifications`,
  praise: `
    Best tool we bought in ten years -- Stark #praise
    I would be lost without it -- Tyrell #praise
    It does what it says, nothing more, nothing less -- Initech #praise
    My team sends you flowers -- Wayne #praise`,
};

interface Labelled {
  typed: string;
  /** The names of the voices that somebody who types this wants to find. */
  wanted: string;
  /** Not looked at while the ranking was tuned. */
  heldOut?: boolean;
}

const tuned: Labelled[] = [
  { typed: 'export', wanted: 'export1 export2 export3 export5 export6 export7 export8 export9' },
  { typed: 'export fails', wanted: 'export1 export6' },
  { typed: 'slow dashboard', wanted: 'speed1' },
  { typed: 'price rise', wanted: 'price1' },
  { typed: 'renewal', wanted: 'price2 price7' },
  { typed: 'phone support', wanted: 'support3 support8' },
  { typed: 'set-up', wanted: 'onboarding4 onboarding9' },
  { typed: 'single sign-on', wanted: 'login2 price9' },
  { typed: '"stock count"', wanted: 'stock1 churn3' },
  {
    typed: 'cafe lumiere',
    wanted: 'speed6 price4 onboarding9 integration6 reliability8 churn2 security5 people9 notifications2',
  },
  { typed: 'invoices wrong address', wanted: 'invoice1' },
  { typed: 'crash', wanted: 'mobile1 reliability5' },
  { typed: 'the app on a phone', wanted: 'mobile1 login1 mobile7 mobile6' },
  { typed: 'refund', wanted: 'invoice5' },
  { typed: 'report board', wanted: 'reports1' },
  { typed: '#churn', wanted: 'churn1 churn2 churn3 churn4 churn5 churn7 churn9' },
  { typed: 'why do customers leave', wanted: 'churn1 churn2 churn5 churn9' },
  { typed: 'expor*', wanted: 'export1 export2 export3 export5 export6 export7 export8 export9' },
  { typed: 'duplicate contacts salesforce', wanted: 'integration1' },
  {
    typed: 'notific',
    wanted: 'mobile5 integration7 stock5 notifications1 notifications3 notifications4 notifications5',
  },
  { typed: 'customer:acme login', wanted: 'login1' },
  { typed: 'warehouse', wanted: 'integration3 stock6 stock8' },
  { typed: 'orders cancelled', wanted: 'orders8 churn4' },
];

const held: Labelled[] = [
  { typed: 'slow', wanted: 'speed1' },
  { typed: 'loading takes forever', wanted: 'speed2 speed1' },
  { typed: 'too expensive', wanted: 'price4' },
  { typed: 'seats', wanted: 'price6' },
  { typed: 'training', wanted: 'onboarding5 onboarding8 people2 people9' },
  { typed: 'ticket urgent', wanted: 'support7 support5' },
  { typed: 'password reset', wanted: 'login4' },
  { typed: 'sign in', wanted: 'security3 export4 login7 login3' },
  { typed: 'android', wanted: 'mobile3' },
  { typed: 'billed twice', wanted: 'invoice3' },
  { typed: 'vat swiss', wanted: 'invoice2' },
  { typed: 'muller', wanted: 'export5 invoice2 integration4 stock4 security4 language2' },
  { typed: 'outage orders', wanted: 'reliability2' },
  { typed: 'data lost', wanted: 'reliability5' },
  { typed: 'competitor', wanted: 'price8 churn2' },
  { typed: 'inventory', wanted: 'stock3 stock7' },
  { typed: 'gdpr', wanted: 'security5' },
  { typed: 'read-only', wanted: 'security8' },
  { typed: '"account manager"', wanted: 'people1' },
  { typed: 'deliver', wanted: 'orders1 orders7 orders9' },
  { typed: 'translations german', wanted: 'language2' },
  { typed: 'what do they say about the api', wanted: 'integration3 integration5' },
  { typed: '#price competitor', wanted: 'price8' },
  { typed: 'returned parcels stock', wanted: 'stock1 stock8' },
];

export const queries: readonly Labelled[] = [...tuned, ...held.map((query) => ({ ...query, heldOut: true }))];

/** What is typed after /voc for each voice, by its name. */
export const said: ReadonlyMap<string, string> = new Map(
  Object.entries(topics).flatMap(([topic, lines]) =>
    lines
      .trim()
      .split('\n')
      .map((line, index): [string, string] => [`${topic}${index + 1}`, line.trim()]),
  ),
);
