// Whether a person's Slack status says that they are away: then no reminder goes out.

/** A status as a profile tells it. */
export interface SlackStatus {
  /** As :palm_tree:, or '' */
  emoji: string;
  text: string;
  /** When Slack takes it down by itself; null: never. */
  expiresAt: Date | null;
}

/**
 * True for holidays, illness, leave and absence; false for what people do at work, and for a status that has run out.
 * Words decide before the emoji does. Where both are possible we stay silent: a reminder that does not come costs less
 * than one that comes on a holiday.
 *
 * Slack's own presets are In a meeting, Commuting, Out sick (:face_with_thermometer:), Vacationing (:palm_tree:) and
 * Working remotely (slack.com/help, "Set your Slack status and availability"); any other words are people's own.
 */
export function isAway({ emoji, text, expiresAt }: SlackStatus, now: Date): boolean {
  if (expiresAt !== null && expiresAt <= now) return false;
  const words = plainWords(text);
  if (isBack.test(words)) return false;
  if (wholeWords.test(words) || partsOfWords.test(words)) return true;
  return awayEmoji.has(emoji.replace(/^:([^:]*):.*$/, '$1')) && !atWork.test(words);
}

/** Small letters without their accents, so that congés, Congé and CONGES are one word. */
function plainWords(text: string): string {
  const bare = text.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC').trim();
  return bare.toLowerCase().replace(/[’‘`]/g, "'");
}

/** Somebody who says where they were is here again, unless they say when. */
const isBack =
  /\b(back from|returned from|zuruck aus|de retour de|terug van) (?!.*(\d|\b(on|tomorrow|next|am|ab|morgen|le|op)\b))/;

const awayEmoji = new Set([
  'palm_tree',
  'desert_island',
  'beach_with_umbrella',
  'umbrella_on_ground',
  'face_with_thermometer',
  'face_with_head_bandage',
  'nauseated_face',
  'hospital',
]);

const atWork =
  /\b(work(s|ing)?|remote(ly)?|wfh|meeting|commuting|focus(ing)?|lunch|available|home ?office|teletravail|arbeite[nt]?)\b/;

/** Of several languages; those that are also part of other words stand whole, between no other letters. */
const wholeWords = wordsOf([
  // English
  'away(?! from (my )?(desk|keyboard))|ooo|ooto|pto|out of (the )?office|not in( the office)?( today)?|sick|ill|unwell',
  'day off|days off|time off|(?<!-)off (today|work|sick|until|till|this week)|^off[.!]?$|on leave|sabbatical|bereavement',
  '(annual|sick|parental|maternity|paternity|medical|family|personal|unpaid) leave|vacay',
  // German
  'krank|nicht (im|am) (buro|platz|arbeiten)|(habe|heute) frei|freier tag|feiertag',
  // French, Spanish, Portuguese, Italian
  'conges?|malade|absente?|en arret|arret maladie|ferie|rtt|fuera de la oficina|de baja|enferm[oa]|festivo|ausente',
  'feriado|folga|ferias|doente|fora do escritorio|ferie|vacanza|malat[oa]|in malattia|assente|fuori ufficio',
  // Dutch, Danish, Norwegian, Swedish, Polish
  'ziek|verlof|afwezig|vrij(e dag)?|syge?|sykemeldt|permisjon|pa semester|sjuk|franvarande|chor[ya]',
]);

/** Words that mean the same inside longer ones: Sommerurlaub, Elternzeitvertretung, vacationing. */
const partsOfWords =
  /vacation|holiday|urlaub|elternzeit|mutterschutz|abwesen|krankgeschrieben|krankgemeldet|vacances|vacaciones|vakantie|semesterledig|foraldraledig|fravaerend|urlop|nieobecn|отпуск|болею|больнич|休暇|休み|病欠|不在|有給|休假|病假|请假|請假|度假|휴가|병가|부재/u;

function wordsOf(alternatives: string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}'])(${alternatives.join('|')})(?![\\p{L}\\p{N}])`, 'u');
}
