import { MealKeys } from './meal-keys';
import { type KeyValueStorage, RememberedValues } from './remembered-values';

function storage(): KeyValueStorage & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

describe('RememberedValues', () => {
  it('keeps values in the storage under a prefix of its own', () => {
    const kept = storage();
    new RememberedValues(() => kept).set('display-name', '민지');
    expect([...kept.kept]).toEqual([['bapsang.display-name', '민지']]);
    expect(new RememberedValues(() => kept).get('display-name')).toBe('민지');
  });

  it('works without storage for as long as the page lives', () => {
    const values = new RememberedValues(() => {
      throw new Error('denied');
    });
    values.set('language', 'ko');
    expect(values.get('language')).toBe('ko');
    values.forget('language');
    expect(values.get('language')).toBeUndefined();
  });
});

describe('MealKeys', () => {
  it('keeps the keys of one meal apart from those of another, and the rejoin key to this tab', () => {
    const lasting = storage();
    const ofThisTab = storage();
    const keys = new MealKeys(new RememberedValues(() => lasting), new RememberedValues(() => ofThisTab));
    keys.keepHostKey('one', 'host');
    keys.keepRejoinKey('one', 'rejoin');
    expect([keys.hostKey('one'), keys.rejoinKey('one')]).toEqual(['host', 'rejoin']);
    expect([keys.hostKey('two'), keys.rejoinKey('two')]).toEqual([undefined, undefined]);
    expect(lasting.kept.size).toBe(1);
    expect(ofThisTab.kept.size).toBe(1);
    keys.forgetRejoinKey('one');
    expect(keys.rejoinKey('one')).toBeUndefined();
  });
});
