import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { followVisitors } from '../../src/api/live';

/** The browser's side of a stream, as far as the page sees it. */
class Stream extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly CLOSED = 2;
  static opened: Stream[] = [];
  readyState = Stream.CONNECTING;

  constructor(readonly url: string) {
    super();
    Stream.opened.push(this);
  }

  says(visitors: number): void {
    this.dispatchEvent(new MessageEvent('visitors', { data: JSON.stringify({ visitors }) }));
  }

  fails(readyState: number): void {
    this.readyState = readyState;
    this.dispatchEvent(new Event('error'));
  }

  close(): void {
    this.readyState = Stream.CLOSED;
  }
}

let told: (number | null)[] = [];
let asked = 0;
let answer: number | null = 7;
let stop = () => {};

const follow = () => {
  stop = followVisitors('/stream', async () => (asked++, answer), (visitors) => told.push(visitors));
  return Stream.opened[0]!;
};

beforeEach(() => {
  [told, asked, answer, Stream.opened] = [[], 0, 7, []];
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', Stream);
});

afterEach(() => {
  stop();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('with a stream', () => {
  test('every number is told as it comes, and nothing is asked for', async () => {
    const stream = follow();
    stream.says(3);
    await vi.advanceTimersByTimeAsync(60_000);
    stream.says(0);
    expect(stream.url).toBe('/stream');
    expect(told).toEqual([3, 0]);
    expect(asked).toBe(0);
  });

  test('a stream that ends and comes again is nothing to tell', async () => {
    const stream = follow();
    for (const visitors of [3, 3, 4]) {
      stream.says(visitors);
      stream.fails(Stream.CONNECTING);
      await vi.advanceTimersByTimeAsync(5_500);
    }
    expect(told).toEqual([3, 3, 4]);
  });

  test('a number is not shown for long when the server is gone', async () => {
    const stream = follow();
    stream.says(3);
    stream.fails(Stream.CONNECTING);
    await vi.advanceTimersByTimeAsync(10_000);
    stream.fails(Stream.CONNECTING);
    expect(told).toEqual([3]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(told).toEqual([3, null]);
    stream.says(4);
    expect(told).toEqual([3, null, 4]);
  });

  test('a stream that is refused is asked for instead', async () => {
    const stream = follow();
    stream.fails(Stream.CLOSED);
    await vi.advanceTimersByTimeAsync(0);
    expect(told).toEqual([7]);
    answer = null;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(told).toEqual([7, null, null]);
  });

  test('nothing is left open when nobody looks', () => {
    const stream = follow();
    stop();
    expect(stream.readyState).toBe(Stream.CLOSED);
  });
});

describe('without streams', () => {
  beforeEach(() => vi.stubGlobal('EventSource', undefined));

  test('the number is asked for at once and every five seconds', async () => {
    follow();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(told).toEqual([7, 7, 7]);
  });

  test('nothing is asked or told any more when nobody looks', async () => {
    follow();
    stop();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(asked).toBe(1);
    expect(told).toEqual([]);
  });
});
