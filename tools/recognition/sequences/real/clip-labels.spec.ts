import { labelsOfClip, withoutHoles } from './clip-labels';

describe('withoutHoles()', () => {
  it('takes holes out of a span', () => {
    expect(
      withoutHoles(
        [0, 10],
        [
          [2, 3],
          [5, 6],
        ],
      ),
    ).toEqual([
      [0, 2],
      [3, 5],
      [6, 10],
    ]);
    expect(withoutHoles([0, 10], [[-1, 4]])).toEqual([[4, 10]]);
    expect(withoutHoles([0, 10], [[0, 10]])).toEqual([]);
    expect(withoutHoles([0, 10], [[12, 14]])).toEqual([[0, 10]]);
  });
});

describe('labelsOfClip()', () => {
  it('tells a sip by its segment and its contact', () => {
    const labels = labelsOfClip('webcam-drink', {
      seg: [
        [0, 1.9, 'idle'],
        [1.9, 5.1, 'drink'],
      ],
      contact: [[2.6, 4.65]],
    });
    expect(labels).toEqual({
      source: 'webcam',
      labelled: { mouth: true, intake: true },
      mouth: [{ from: 0, to: 1900, label: 'still' }],
      intakes: [{ kind: 'sip', beganAt: 1900, contactAt: 2600, endedAt: 5100 }],
      negatives: [],
    });
  });

  it('keeps contact inside of the segment', () => {
    const { intakes } = labelsOfClip('some', { seg: [[1, 2, 'bite']], contact: [[0.5, 1.5]] });
    expect(intakes).toEqual([{ kind: 'bite', beganAt: 1000, contactAt: 1000, endedAt: 2000 }]);
  });

  it('does not call a mouth still that smokes, grimaces or has a hand before it', () => {
    expect(labelsOfClip('smoking-a', { seg: [[0, 2, 'idle']] }).mouth).toEqual([{ from: 0, to: 2000, label: 'other' }]);
    const { mouth, negatives } = labelsOfClip('gif-a', { seg: [[0, 2, 'idle']], neg_contact: [[1, 2]] });
    expect(mouth).toEqual([{ from: 0, to: 1000, label: 'still' }]);
    expect(negatives).toEqual([{ from: 1000, to: 2000, what: 'thing-near-face' }]);
  });

  it('takes clips of one person for one source', () => {
    const sources = ['webcam-drink', 'webcam-spin', 'webcam-idle-eswar', 'talk-a'].map(
      (name) => labelsOfClip(name, { seg: [[0, 1, 'idle']] }).source,
    );
    expect(sources).toEqual(['webcam', 'webcam', 'webcam-idle-eswar', 'talk-a']);
  });
});
