// Fails any test in which something wrote to console.error or console.warn without saying it would.
import { afterEach, beforeEach, expect, vi } from 'vitest';

let complaints: unknown[][] = [];

beforeEach(() => {
  complaints = [];
  for (const level of ['error', 'warn'] as const) {
    vi.spyOn(console, level).mockImplementation((...args) => {
      complaints.push(args);
    });
  }
});

afterEach(() => {
  vi.restoreAllMocks();
  expect(complaints, 'nothing writes to console.error or console.warn unasked').toEqual([]);
});
