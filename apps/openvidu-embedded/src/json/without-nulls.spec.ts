import { withoutNulls } from './without-nulls';

describe('withoutNulls', () => {
  it('takes null for absent, at every depth', () => {
    const value = { role: null, data: '', record: false, options: { filters: null, rate: 0 }, list: [{ a: null }] };
    expect(withoutNulls(value)).toEqual({ data: '', record: false, options: { rate: 0 }, list: [{}] });
  });

  it('does not walk into what is nested too deep for any contract', () => {
    const deep: unknown = JSON.parse(`{"session":${'['.repeat(50_000)}${']'.repeat(50_000)}}`);
    expect(withoutNulls(deep)).toBe(deep);
  });

  it('leaves everything else as it is', () => {
    expect(withoutNulls('text')).toBe('text');
    expect(withoutNulls([1, 'a'])).toEqual([1, 'a']);
  });
});
