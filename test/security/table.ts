// Who may: one row for every door that people can reach from Slack, with a request that only a lack of rights can refuse.
import { castBallot } from '../../src/decision/cast-ballot.ts';
import { closeRoundByHand } from '../../src/decision/close-round.ts';
import { findCare } from '../../src/people/care-store.ts';
import { findBestCustomers, findSettings } from '../../src/people/settings-store.ts';
import { openRoundFor } from '../../src/ritual/ask-ritual.ts';
import { pauseRitual } from '../../src/ritual/pause-ritual.ts';
import type { Json } from './wire.ts';
import { cite, type House, type Office, type Place, type Role, roles } from './world.ts';

export type Audience = 'public' | 'private' | 'own';

/** Who is let, by the audience of what the request is about; undefined where there is no such thing. */
type Who = (audience: Audience) => readonly Role[] | undefined;

/** A click's value, or what is typed after a word; a form's metadata and entries; or what is asked of a type-ahead. */
export type Ask =
  | string
  | { metadata: string; entries?: Json }
  | { typed: string; form: string; metadata: string }
  | { message: Json };

interface Row {
  who: Who;
  /** What is not there is passed over in silence, and so is what one may not know of. */
  passesOver?: true;
  ask(place: Place, house: House): Ask;
}

const here: readonly Role[] = [
  'facilitator',
  'owner',
  'capturer',
  'member',
  'guest of the channel',
  'sponsor',
];
const of =
  (...who: Role[]): Who =>
  (audience) =>
    audience === 'own' ? undefined : who;
/** Belongs to nothing that anybody else could read. */
const everybody: Who = of(...roles.filter((role) => role !== 'outsider' && role !== 'left'));
const members = of(...here);
const colleagues = of(...here.filter((role) => role !== 'sponsor'));
const readers: Who = (audience) =>
  audience === 'public' ? [...here, 'stranger', 'admin'] : members(audience);
const hearers: Who = (audience) => (audience === 'own' ? ['capturer', 'sponsor'] : readers(audience));
const capturer: Who = () => ['capturer', 'sponsor'];
const facilitator = of('facilitator', 'sponsor');
const owner = of('owner', 'sponsor');
/** About the whole workspace, which has no audience of its own. */
const ofAll =
  (...who: Role[]): Who =>
  (audience) =>
    audience === 'public' ? who : undefined;
const sponsor = ofAll('sponsor');
const admins = ofAll('admin', 'sponsor');

const text = (value: string): Json => ({ type: 'plain_text_input', value });
const pick = (value: string): Json => ({ type: 'static_select', selected_option: { value } });
const picks = (...values: string[]): Json => ({ selected_options: values.map((value) => ({ value })) });
const person = (house: House, role: Role): Json => ({ selected_user: house.people[role].id });
const date = (selected_date: string): Json => ({ selected_date });

const nothing = () => '';
const channel = ({ channelId }: Place) => channelId;
const placeOf = ({ channelId: conversationId }: Place) => JSON.stringify({ conversationId, messageTs: null });
const about =
  (name: { [Key in keyof Place]: Place[Key] extends number ? Key : never }[keyof Place], more = '') =>
  (place: Place) =>
    `${place[name]}${more}`;
const form =
  (metadata: (place: Place, house: House) => string, entries: Json | ((house: House) => Json) = {}) =>
  (place: Place, house: House) => ({
    metadata: metadata(place, house),
    entries: typeof entries === 'function' ? entries(house) : entries,
  });
const message = () => ({
  message: { ts: '1772438400.000100', text: 'We drop it', user: 'U1', type: 'message' },
});

const now = (house: House) => house.scene.clock.now();

function closedFirst(place: Place, house: House): string {
  closeRoundByHand(house.scene.db, now(house), house.people.facilitator.id, place.channelId);
  return '';
}

function pausedFirst(place: Place, house: House): string {
  pauseRitual(house.scene.db, now(house), house.people.facilitator.id, place.channelId);
  return '';
}

function emptyRound(place: Place, house: House): string {
  return String(openRoundFor(house.scene.db, now(house), house.people.facilitator.id, place.channelId).id);
}

function citedFirst(place: Place, house: House): string {
  cite(house, place);
  return `${place.decision} ${place.cited}`;
}

function namelessly(place: Place, house: House): void {
  house.scene.db.run('UPDATE round SET anonymous = 1 WHERE id = @round', { round: place.round });
}

function withBallot(place: Place, house: House): string {
  namelessly(place, house);
  const { token } = castBallot(house.scene.db, now(house), house.people.member.id, place.decision, {
    verdict: 'love',
  });
  return `${place.decision} ${token}`;
}

const row = (who: Who, ask: Row['ask']): Row => ({ who, ask });

const ritual: Record<string, Row> = {
  'word /ritual setup': row(facilitator, nothing),
  'word /ritual status': row(members, nothing),
  'word /ritual ask': row(members, closedFirst),
  'word /ritual pause': row(facilitator, nothing),
  'word /ritual resume': row(facilitator, pausedFirst),
  'word /ritual take': row(of(...here.filter((role) => role !== 'facilitator')), nothing),
  'word /ritual skip': row(facilitator, () => 'Friday'),
  'word /ritual close': row(facilitator, nothing),
  'word /ritual digest': row(sponsor, nothing),
  'word /ritual help': row(everybody, nothing),
  'form set_up_ritual': row(
    facilitator,
    form(channel, { name: text('Weekly'), question: text('Well?'), time_zone: pick('Europe/Berlin') }),
  ),
  'choices time_zone': row(everybody, () => ({ typed: 'Berlin', form: 'set_up_ritual', metadata: '' })),
  'click triggers.page': row(facilitator, channel),
  'click schedule.form': row(facilitator, channel),
  'form add_time': row(facilitator, form(channel, { weekdays: picks('3') })),
  'click schedule.remove': row(facilitator, ({ channelId }) => `${channelId} every Tuesday at 10:30`),
  'click huddles.on': row(facilitator, channel),
  'click huddles.off': row(facilitator, channel),
  'click quiet.form': row(facilitator, channel),
  'form quiet_days': row(facilitator, form(channel, { days: text('24 Dec') })),
  'click calendar.form': row(facilitator, channel),
  'click calendar.anew': row(facilitator, channel),
  'form add_calendar': row(facilitator, form(channel, { address: text('http://127.0.0.1:9/x.ics') })),
  // What was entered is in memory, for whoever entered it: anybody else is told that it is gone.
  'form read_calendar_again': row(everybody, form(nothing)),
  'form use_calendar': row(everybody, form(nothing)),
  'click calendar.remove': { ...row(facilitator, about('calendar')), passesOver: true },
  'click webhook.form': row(facilitator, channel),
  'form add_webhook_meeting': row(facilitator, form(channel, { meeting: text('Weekly') })),
  'click webhook.remove': { ...row(facilitator, about('webhook')), passesOver: true },
};

const rounds: Record<string, Row> = {
  'word /decided help': row(everybody, nothing),
  'word /decided show': row(readers, about('decision')),
  'word /decided log': row(everybody, () => 'support'),
  'word /decided': row(members, () => 'We stop selling boats'),
  'click log.more': row(everybody, () => '10 support'),
  'click decision.form': row(members, about('round')),
  'message shortcut ask_about': row(members, message),
  'shortcut record_decision': row(everybody, nothing),
  'form record_decision': row(
    members,
    form(
      ({ channelId }) => `conversation ${channelId}`,
      (house) => ({ statement: text('We sell boats'), owner: person(house, 'owner') }),
    ),
  ),
  'click round.empty': row(members, emptyRound),
  'click round.reopen': row(facilitator, about('emptied')),
  'click decision.read': row(readers, about('decision')),
  'click decision.story': row(readers, about('decision')),
  'click answer.love': row(members, about('decision')),
  'click answer.accept': row(members, about('decision')),
  'click answer.dislike': row(members, about('decision')),
  'click answer.unsure': row(members, about('decision')),
  'click answer.form': row(members, about('decision')),
  'form answer_decision': row(members, form(about('decision'), { verdict: pick('love') })),
  'click ballot.form': row(members, withBallot),
  'form cast_ballot': row(members, (place, house) => {
    namelessly(place, house);
    return { metadata: String(place.decision), entries: { verdict: pick('love') } };
  }),
  'click decision.voices': row(readers, about('decision')),
  // Shows of it what its reader may read: to others it is empty.
  'click round.voices': row(everybody, about('round')),
  'click evidence.cite': row(members, ({ decision, twin }) => `${decision} ${twin}`),
  'click evidence.uncite': row(of('member', 'owner', 'sponsor'), citedFirst),
  'choices evidence': row(members, ({ channelId }) => ({
    typed: 'export',
    form: 'record_decision',
    metadata: `conversation ${channelId}`,
  })),
};

const matters: Record<string, Row> = {
  'click decision.reword': row(of('owner', 'facilitator', 'sponsor'), about('decision')),
  'form reword_decision': row(
    of('owner', 'facilitator', 'sponsor'),
    form(about('decision'), { statement: text('Charge for exports') }),
  ),
  'click decision.withdraw': row(owner, about('decision')),
  'form withdraw_decision': row(owner, form(about('decision'), { reason: text('A mistake') })),
  'click decision.reconsider': row(owner, about('stands')),
  'click matter.kept': row(owner, about('reconsideration')),
  'click matter.changed': row(owner, about('reconsideration')),
  'click matter.reversed': row(owner, about('reconsideration')),
  'click matter.stands': row(owner, about('judgement')),
  'click matter.reconsider': row(owner, about('judgement')),
  'click matter.learnt': row(owner, about('blindSpot')),
  'click matter.let stand': row(owner, about('blindSpot')),
  'form end_matter': row(owner, form(about('reconsideration', ' kept'), { reason: text('We must') })),
  'click matter.offer': row(owner, about('reconsideration')),
  'form offer_matter': row(
    owner,
    form(about('reconsideration'), (house) => ({ person: person(house, 'capturer') })),
  ),
  'click offer.take': row(of('member'), about('offered')),
  'click offer.decline': row(of('member'), about('offered')),
  'click matter.put_off': row(owner, about('reconsideration')),
  'form put_off_matter': row(
    owner,
    form(about('reconsideration'), { until: date('2026-03-12'), reason: text('Later') }),
  ),
  'click review.love': row(owner, about('review')),
  'click review.accept': row(owner, about('review')),
  'click review.dislike': row(owner, about('review')),
  'click review.unknown': row(owner, about('review')),
  'form tell_outcome': row(owner, form(about('review', ' love'), { reason: text('They said so') })),
};

const voices: Record<string, Row> = {
  'word /voc help': row(everybody, nothing),
  'word /voc list': row(everybody, nothing),
  'word /voc search': row(everybody, () => 'export'),
  'word /voc scores': row(everybody, nothing),
  'word /voc themes': row(everybody, nothing),
  'word /voc theme': row(sponsor, () => 'rename harbour-theme boats'),
  'word /voc': row(members, () => 'The boats are too slow -- Ahab'),
  'word /voc show': row(hearers, about('voice')),
  'word /voc edit': row(capturer, about('voice')),
  'word /voc forget': row(capturer, about('voice')),
  'word /voc link': row(capturer, ({ voice, twin }) => `${voice} ${twin}`),
  'word /voc own': row(hearers, about('twin', ' me friday')),
  'word /voc close': row(owner, about('voice', ' It is mended')),
  'word /voc import': row(members, nothing),
  'word /voc export': row(sponsor, nothing),
  'click voice.form': row(everybody, nothing),
  'message shortcut save_voice': row(members, message),
  'form save_voice': row(members, form(placeOf, { words: text('The boats are too slow') })),
  'click voice.read': row(hearers, about('voice')),
  'click voice.edit': row(capturer, about('voice')),
  'form edit_voice': row(capturer, form(about('voice'), { words: text('The boats are slow') })),
  'click voice.undo': row(capturer, about('voice')),
  'click forget_voice': row(capturer, about('voice')),
  'click voice.join': row(capturer, ({ voice, twin }) => `${voice} ${twin}`),
  'click voice.part': row(capturer, about('joined')),
  'click voice.keep_both': row(capturer, about('voice')),
  'click voice.add_theme.1': row(capturer, about('voice', ' boats')),
  'click voice.add_theme.2': row(capturer, about('voice', ' boats')),
  'click voice.add_theme.3': row(capturer, about('voice', ' boats')),
  'click voice.found.more': row(everybody, () => '1 export'),
  'click voice.found.back': row(everybody, () => '0 export'),
  'click theme.join': row(sponsor, () => 'harbour-theme boats'),
  'click follow_up.form': row(hearers, about('twin')),
  'form own_voice': row(
    hearers,
    form(about('twin'), (house) => ({ owner: person(house, 'capturer'), due_on: date('2026-03-09') })),
  ),
  'click follow_up.close': row(owner, about('voice')),
  'form close_follow_up': row(owner, form(about('voice'), { told: text('It is mended') })),
  'form import_voices': row(
    members,
    form(placeOf, { file: { files: [{ id: 'F2', name: 'boats.csv', size: 9 }] } }),
  ),
  'click import.start': row(of('capturer'), ({ imports }) => String(imports.ready)),
  'click import.cancel': row(of('capturer'), ({ imports }) => String(imports.ready)),
  'click import.undo': row(capturer, ({ imports }) => String(imports.done)),
  'click import.refused': row(of('capturer'), ({ imports }) => String(imports.ready)),
};

const settings: Record<string, Row> = {
  'click care.form': row(admins, nothing),
  'form care': row(
    admins,
    form((_place, { scene }) => JSON.stringify(findCare(scene.db)), { kept_days: text('') }),
  ),
  'form forget_old': row(
    admins,
    form((_place, { scene }) => JSON.stringify({ shown: findCare(scene.db), chosen: findCare(scene.db) })),
  ),
  'form forget_customer': row(
    of('sponsor'),
    form(({ customer }) => customer),
  ),
  'click settings.form': row(admins, nothing),
  'form settings': row(
    admins,
    form(
      (_place, { scene }) => JSON.stringify(findSettings(scene.db)),
      (house) => ({ sponsor: person(house, 'sponsor'), time_zone: pick('Europe/Berlin') }),
    ),
  ),
  'click best_customers.form': row(admins, nothing),
  'form best_customers': row(
    admins,
    form((_place, { scene }) => String(findBestCustomers(scene.db)?.version ?? 0), {
      best_customers: text('Those who stay'),
    }),
  ),
  'click function.form': row(admins, () => 'new'),
  'form function': row(admins, form(nothing, { function_name: text('Fleet') })),
  'click reminders.off': row(colleagues, about('ritual')),
  'click reminders.on': row(colleagues, about('ritual')),
};

/** A digest is its reader’s: the sponsor’s own, and a channel’s of whoever belongs to it. */
const digestOf = (more: string) => (place: Place, house: House) =>
  `${house.office.weekOf} ${place.channelId} ${more}`;
const office =
  (name: keyof Office, more = '') =>
  (_place: Place, house: House) =>
    `${house.office[name]}${more}`;
const month = () => '2026-03-02';

const digests: Record<string, Row> = {
  'word /ritual month': row(facilitator, nothing),
  'click digest.show': row(members, digestOf('teams 0')),
  'click digest.page.back': row(members, digestOf('said 0')),
  'click digest.page.more': row(members, digestOf('owed 1')),
  'click digest.nudge': row(of('sponsor'), (place) => `matter ${place.reconsideration}`),
  'click digest.past': row(sponsor, () => '0'),
  'click digest.past.newest': row(members, ({ channelId }) => channelId),
  'click digest.past.more': row(members, ({ channelId }) => `${channelId} 2026-12-31`),
  'click digest.read': row(members, (place, house) => `${house.office.weekOf} ${place.channelId}`),
  'click digest.csv': row(sponsor, office('weekOf')),
  'click scorecard.values': row(admins, () => 'running'),
  'click scorecard.week': row(admins, month),
  'click scorecard.show': row(admins, month),
  'form scorecard_values': row(admins, (_place, { office: { weekOf, line } }) => ({
    metadata: JSON.stringify({ weekOf, shown: [[line, null]] }),
    entries: { [`value_${line}`]: text('5') },
  })),
  'click scorecard.lines': row(admins, () => 'all'),
  'click scorecard.add': row(admins, () => 'own'),
  'click scorecard.change': row(admins, office('line')),
  'click scorecard.up': row(admins, office('lowerLine')),
  'click scorecard.choose': row(admins, office('line')),
  'click scorecard.retire': row(admins, office('line')),
  'click scorecard.back': row(admins, office('retired')),
  'form scorecard_line': row(
    admins,
    form(() => 'kind own', {
      line_name: text('Boats sold'),
      line_perspective: pick('financial'),
      line_unit: pick('number'),
    }),
  ),
  'click scorecard.import': row(admins, () => 'csv'),
  'form scorecard_import': row(
    admins,
    form(nothing, { file: { files: [{ id: 'F4', name: 'boats.csv', size: 9 }] } }),
  ),
  'click scorecard.start': row(sponsor, office('scorecardImport')),
  'click scorecard.cancel': row(sponsor, office('scorecardImport')),
  'click scorecard.refused': row(sponsor, office('scorecardImport')),
};

const home: Record<string, Row> = {
  'click decision.anywhere': row(everybody, () => 'home'),
  'click home.back': row(everybody, () => 'voices 0'),
  'click home.more': row(everybody, () => 'voices 1'),
  'click search.form': row(everybody, nothing),
  // Finds what its reader may read.
  'form search': row(everybody, form(nothing, { search_words: text('export') })),
  'click rituals.health': row(admins, () => '0'),
  'click rituals.health.back': row(admins, () => '0'),
  'click rituals.health.more': row(admins, () => '1'),
  'click audit.log': row(admins, () => '0'),
  'click audit.older': row(admins, () => '9'),
  'click audit.newer': row(admins, () => '9'),
  'click best_customers.versions': row(admins, nothing),
  'click best_customers.older': row(admins, () => '2'),
  'click functions.list': row(admins, nothing),
  'click functions.list.back': row(admins, () => '0'),
  'click functions.list.more': row(admins, () => '1'),
  'click segments.list': row(admins, nothing),
  'click segment.form': row(admins, nothing),
  'form segment': row(admins, form(nothing, { segment_label: text('Sailors') })),
  'choices digest_time_zone': row(everybody, () => ({ typed: 'Berlin', form: 'settings', metadata: '' })),
};

export const table: Readonly<Record<string, Row>> = {
  ...ritual,
  ...rounds,
  ...matters,
  ...voices,
  ...settings,
  ...digests,
  ...home,
};
