import { effect, signal } from '@preact/signals';
import { steadyList } from './steady-list';

describe('steadyList()', () => {
  it('tells of another list only where an item is another, has come, gone or moved', () => {
    const numbers = signal<readonly number[]>([1, 2]);
    const even = steadyList(() => numbers.value.filter((number) => number % 2 === 0));
    const told: (readonly number[])[] = [];
    const unfollow = effect(() => void told.push(even.value));
    numbers.value = [2, 3];
    numbers.value = [2, 4];
    numbers.value = [4, 2];
    numbers.value = [4, 2, 5];
    numbers.value = [2];
    numbers.value = [];
    numbers.value = [7];
    unfollow();
    expect(told).toEqual([[2], [2, 4], [4, 2], [2], []]);
  });
});
