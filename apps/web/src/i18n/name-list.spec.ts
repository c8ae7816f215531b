import { nameList } from './name-list';

describe('nameList()', () => {
  it('joins names as they stand in a sentence', () => {
    expect(nameList('en', ['Mina'])).toBe('Mina');
    expect(nameList('en', ['Mina', 'Jiho'])).toBe('Mina and Jiho');
    expect(nameList('en', ['Mina', 'Jiho', 'Sora'])).toBe('Mina, Jiho, and Sora');
  });

  it('is polite in Korean', () => {
    expect(nameList('ko', ['민아', '지호'])).toBe('민아\u00a0님, 지호\u00a0님');
  });
});
