// Scores come to what the formulas say, and only of the voices that the reader may read.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scoresMessage } from '../../src/voc/score-view.ts';
import { figureOf, marginOfNps } from '../../src/voc/scores.ts';
import { tellScores } from '../../src/voc/tell-scores.ts';
import type { Scale } from '../../src/voc/voice.ts';
import { scales } from '../../src/voc/voice.ts';
import { ana, board, chloe, dan, everyone, now, says, town } from './town.ts';

const countsOf = (values: number[]) => {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};
const some = (scale: Scale) =>
  fc.array(fc.integer({ min: scales[scale].least, max: scales[scale].most }), {
    minLength: 1,
    maxLength: 200,
  });
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('figures', () => {
  const naive: Record<Scale, (values: number[]) => number> = {
    nps: (values) => mean(values.map((value) => (value >= 9 ? 100 : value <= 6 ? -100 : 0))),
    csat: (values) => mean(values.map((value) => (value >= 4 ? 1 : 0))),
    ces: mean,
    csi: mean,
  };

  it.each(['nps', 'csat', 'ces', 'csi'] as const)('%s is what it is one by one', (scale) => {
    fc.assert(
      fc.property(some(scale), (values) => {
        const figure = figureOf(scale, countsOf(values));
        expect(figure?.n).toBe(values.length);
        expect(figure?.value).toBeCloseTo(naive[scale](values), 9);
      }),
    );
  });

  it('of nothing there are none', () => expect(figureOf('nps', new Map())).toBeNull());
});

describe('the margin of error', () => {
  it('is that of the mean of +100, 0 and −100', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 30, maxLength: 200 }), (values) => {
        const points = values.map((value) => (value >= 9 ? 100 : value <= 6 ? -100 : 0));
        const variance = mean(points.map((point) => (point - mean(points)) ** 2));
        expect(marginOfNps(countsOf(values))).toBeCloseTo(1.96 * Math.sqrt(variance / values.length), 6);
      }),
    );
  });

  it('is not given under thirty answers', () => {
    expect(marginOfNps(new Map([[10, 29]]))).toBeNull();
    expect(marginOfNps(new Map([[10, 30]]))).toBe(0);
    expect(
      marginOfNps(
        new Map([
          [10, 50],
          [0, 50],
        ]),
      ),
    ).toBeCloseTo(19.6, 9);
  });
});

describe('/voc scores', () => {
  const told = (db: ReturnType<typeof town>, reader: string, typed = '') =>
    tellScores(db, now, reader, typed, String);
  const text = (scores: ReturnType<typeof told>) => JSON.stringify(scoresMessage(scores).blocks);

  it('count what the reader may read, in each group', () => {
    const db = town();
    says(db, ana, everyone, 'Good -- Acme nps:10 segment:high source:support stage:use');
    says(db, ana, everyone, 'Bad -- Bolt nps:2 segment:low source:support');
    says(db, ana, board, 'Worse -- Cora nps:0 csat:1 segment:low'.replace('csat:1 ', ''));
    says(db, ana, everyone, 'Fine -- Dora csat:4');
    expect(told(db, dan).all).toEqual([
      { scale: 'nps', value: 0, n: 2 },
      { scale: 'csat', value: 1, n: 1 },
    ]);
    expect(told(db, chloe).all[0]).toMatchObject({ n: 3 });
    expect(told(db, dan, 'segment:low').all).toEqual([{ scale: 'nps', value: -100, n: 1 }]);
    expect(told(db, dan, 'good').all).toEqual([{ scale: 'nps', value: 100, n: 1 }]);
    const shown = text(told(db, dan));
    expect(shown).toContain('High value');
    expect(shown).toContain('+100 (1)');
    expect(shown).toContain('no sample');
    expect(shown).not.toContain('±');
  });

  it('give a margin for thirty answers to a survey, and for no other voices', () => {
    const db = town();
    for (let n = 0; n < 30; n += 1) says(db, ana, everyone, `Good ${n} nps:${n % 11} source:support`);
    expect(told(db, dan).survey).toBeNull();
    for (let n = 0; n < 30; n += 1) says(db, ana, everyone, `Good ${n} nps:${n % 2 ? 10 : 0} source:survey`);
    expect(told(db, dan).survey).toMatchObject({ figure: { value: 0, n: 30 } });
    expect(text(told(db, dan))).toContain('Surveys alone: NPS 0 ± 36 (95 %, 30 answers)');
  });

  it('say what to do when there are none, and take any name of a source', () => {
    const db = town();
    expect(scoresMessage(told(db, dan)).text).toContain('No voice that you can see has a score here');
    says(db, ana, everyone, 'Good nps:9 source:"```<!channel>" stage:"&&&&&&&&&&&&&&&&&&"');
    const shown = text(told(db, dan));
    expect(shown).not.toContain('<!channel>');
    expect(shown.match(/```/g)).toHaveLength(4);
  });
});
