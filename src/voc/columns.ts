// Which columns of somebody's table are which: by their names, in the languages that their tools speak.
import { Refusal } from '../platform/refusal.ts';
import { cut } from '../platform/slack-text.ts';
import { isScale, type Scale } from './voice.ts';

/** What a column can hold. A scale's own name is its score. */
export type Holds =
  | 'words'
  | 'customer'
  | 'segment'
  | 'source'
  | 'stage'
  | 'score'
  | 'scale'
  | 'themes'
  | 'said'
  | Scale;

const names: Record<Holds, string> = {
  words:
    'words|voice|verbatim|verbatims|quote|comment|comments|feedback|text|message|review|response|answer|body|' +
    'customer words|customer feedback|customer comment|open text|free text|what they said|said words|' +
    'kommentar|kommentare|ruckmeldung|nachricht|aussage|zitat|wortlaut|kundenstimme|freitext|antwort|' +
    'commentaire|commentaires|avis|retour|reponse|texte|citation|' +
    'comentario|comentarios|opinion|mensaje|respuesta|texto|resena|cita|' +
    'commento|commenti|recensione|messaggio|risposta|testo|opiniao|mensagem|resposta|' +
    'opmerking|opmerkingen|reactie|bericht|tekst|antwoord|citaat',
  customer:
    'customer|client|company|account|organisation|organization|customer name|client name|account name|company name|' +
    'kunde|kundin|kundenname|firma|unternehmen|entreprise|societe|nom du client|cliente|empresa|compania|' +
    'azienda|nome cliente|klant|klantnaam|bedrijf',
  segment: 'segment|tier|customer segment|customer tier|kundensegment|segmento|klantsegment',
  source: 'source|channel|quelle|kanal|canal|origine|fuente|origen|canale|fonte|origem|bron|kanaal',
  stage:
    'stage|phase|journey stage|lifecycle stage|customer stage|kundenphase|etape|etapa|fase|fase del cliente',
  score: 'score|rating|grade|bewertung|punkte|note|puntuacion|punteggio|nota|pontuacao|punten',
  scale: 'scale|score scale|score type|skala|echelle|escala|scala|schaal',
  themes:
    'themes|theme|tags|tag|labels|label|topics|topic|keywords|themen|thema|schlagworte|schlagworter|' +
    'sujet|sujets|etiquettes|temas|tema|etiquetas|temi|etichette|onderwerp|onderwerpen',
  said:
    'said|said on|said at|date|created|created at|created on|timestamp|submitted|submitted at|response date|' +
    'date submitted|datum|erstellt|erstellt am|gesagt am|zeitstempel|cree le|date de reponse|fecha|creado|' +
    'creado el|data|creato il|criado em|aangemaakt op',
  nps: 'nps|nps score|net promoter score',
  csat: 'csat|csat score|customer satisfaction|customer satisfaction score',
  ces: 'ces|ces score|customer effort|customer effort score',
  csi: 'csi|csi score|customer satisfaction index',
};

const holdsByName = new Map(
  (Object.keys(names) as Holds[]).flatMap((holds) => names[holds].split('|').map((name) => [name, holds])),
);

export interface Columns {
  /** Where each is, counted from 0. */
  at: Partial<Record<Holds, number>>;
  /** Those that hold a score on a scale of their own. */
  scores: { scale: Scale; index: number }[];
  /** The titles as the file has them. */
  titles: string[];
  /** Titles of what is left aside. */
  ignored: string[];
}

/** "Erstellt_am " and "erstellt am" are one. */
function plain(title: string): string {
  return title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** How many of a line's titles are known: what tells the separator, and a line of titles from a line of words. */
export function countKnown(titles: string[]): number {
  return titles.filter((title) => holdsByName.has(plain(title))).length;
}

/** The first column of each kind counts. Refuses a table without a column for the words. */
export function readColumns(titles: string[]): Columns {
  const columns: Columns = { at: {}, scores: [], titles, ignored: [] };
  titles.forEach((title, index) => {
    const holds = holdsByName.get(plain(title));
    if (holds !== undefined && columns.at[holds] === undefined) columns.at[holds] = index;
    else if (title.trim() !== '') columns.ignored.push(title);
  });
  if (columns.at.words === undefined) throw new Refusal(noWords(titles));
  // A score whose scale nobody names says nothing: 7 is poor of 10 and perfect of 7.
  if (columns.at.score !== undefined && columns.at.scale === undefined) {
    columns.ignored.push(titles[columns.at.score] ?? '');
    delete columns.at.score;
  }
  for (const [holds, index] of Object.entries(columns.at)) {
    if (isScale(holds)) columns.scores.push({ scale: holds, index });
  }
  return columns;
}

export function isScoreIgnored({ at, titles }: Columns): boolean {
  return at.score === undefined && titles.some((title) => holdsByName.get(plain(title)) === 'score');
}

function noWords(titles: string[]): string {
  const seen = titles
    .filter((title) => title.trim() !== '')
    .slice(0, 12)
    .map((title) => `“${cut(title.trim(), 30)}”`)
    .join(', ');
  return `I find no column with the customers’ words. Its first line must name the columns, and one of them must be called words (comment, feedback or verbatim will do). I see ${seen || 'no names at all'}.`;
}
